"""Learns what evidence weighs: the network under which what was meant is most probable."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.spelling.choice import Choice, choose

UNITS: Final = 16
NETWORKS: Final = 3
STEPS: Final = 200
RATE: Final = 0.02
RIDGE: Final = 1e-4
"""Of the square of each weight, so that few examples do not make a large one."""
STRENGTH: Final = 30.0
"""Of the slope; its size does not matter but where it meets the smallest number."""

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Examples:
    """The candidates of some text, as the evidence shows them."""

    place: NDArray[np.int64]
    rows: Numbers
    right: NDArray[np.bool_]
    """Which of them were meant; where none is at a place, what is written stands."""
    counts: float
    """How much a place of this text counts."""


def weigh(several: Sequence[Examples]) -> Choice:
    """Return the network under which what was meant is most probable (one place, one choice).

    Several are learnt, each from other first weights, and made one that tells their mean: what one
    alone tells of a rare case depends on how it began.
    """
    rows = np.concatenate([each.rows for each in several])
    right = np.concatenate([each.right for each in several])
    groups, counts = _groups(several)
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    middle[spread == 0], spread[spread == 0] = 0, 1
    rows = ((rows - middle) / spread).astype(np.float32)
    learnt = [_learn(rows, right, groups, counts, seed) for seed in range(NETWORKS)]
    return Choice(
        middle,
        spread,
        linear=_small(np.mean([each["linear"] for each in learnt], axis=0)),
        hidden=np.concatenate([each["hidden"] for each in learnt], axis=1),
        bias=np.concatenate([each["bias"] for each in learnt]),
        out=_small(np.concatenate([each["out"] for each in learnt]) / NETWORKS),
    )


def _learn(
    rows: Numbers,
    right: NDArray[np.bool_],
    groups: NDArray[np.int64],
    counts: NDArray[np.float64],
    seed: int,
) -> dict[str, Numbers]:
    weights = _begin(rows.shape[1], seed)
    slopes = {name: np.zeros_like(each) for name, each in weights.items()}
    squares = {name: np.zeros_like(each) for name, each in weights.items()}
    for step in range(1, STEPS + 1):
        pulls = _pulls(weights, rows, right, groups, counts)
        pace = RATE * min(1.0, 2 * (1 - step / (STEPS + 1)))
        for name, pull in pulls.items():
            slopes[name] = 0.9 * slopes[name] + 0.1 * pull
            squares[name] = 0.99 * squares[name] + 0.01 * pull**2
            size = np.sqrt(squares[name] / (1 - 0.99**step)) + 1e-9
            weights[name] = weights[name] + pace * slopes[name] / (1 - 0.9**step) / size
    return {name: _small(each) for name, each in weights.items()}


def _begin(columns: int, seed: int) -> dict[str, Numbers]:
    random = np.random.default_rng(seed)
    hidden = random.normal(0, 0.5 / np.sqrt(columns), (columns, UNITS))
    return {
        "linear": np.zeros(columns, np.float32),
        "hidden": _small(hidden),
        "bias": np.zeros(UNITS, np.float32),
        "out": _small(random.normal(0, 0.1, UNITS)),
    }


def _pulls(
    weights: dict[str, Numbers],
    rows: Numbers,
    right: NDArray[np.bool_],
    groups: NDArray[np.int64],
    counts: NDArray[np.float64],
) -> dict[str, Numbers]:
    """Return which way each weight should go."""
    units = np.tanh(rows @ weights["hidden"] + weights["bias"])
    worth = (rows @ weights["linear"] + units @ weights["out"]).astype(np.float64)
    chance = choose(worth, groups, len(counts))
    meant = np.bincount(groups[right], chance[right], len(counts))
    wanted = np.where(right, chance / np.maximum(meant, 1e-12)[groups], 0.0)
    short = _small((wanted - chance) * counts[groups] * (STRENGTH / counts.sum()))
    inner = short[:, None] * weights["out"] * (1 - units**2)
    pulls = {
        "linear": rows.T @ short,
        "hidden": rows.T @ inner,
        "bias": inner.sum(axis=0),
        "out": units.T @ short,
    }
    return {name: pull - STRENGTH * RIDGE * weights[name] for name, pull in pulls.items()}


def _groups(several: Sequence[Examples]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    groups, counts, behind = [], [], 0
    for each in several:
        found, group = np.unique(each.place, return_inverse=True)
        groups.append(group + behind)
        counts.append(np.full(len(found), each.counts))
        behind += len(found)
    return np.concatenate(groups), np.concatenate(counts)


def _small(values: NDArray[np.floating]) -> Numbers:
    return values.astype(np.float32)
