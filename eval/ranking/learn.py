"""Fit a small network that puts the right passage of each list first (softmax over the list)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.ranking.lists import Ranked
from knowledge.retrieval.features import NAMES
from knowledge.retrieval.ranker import Ranker

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Settings:
    """How to learn; the defaults are those of the weights that come with the product."""

    hidden: int = 24
    shrinking: float = 0.01
    """Pulls weights to nothing, lest single questions be learnt by heart."""
    rounds: int = 25
    rate: float = 0.01
    batch: int = 64
    seeds: tuple[int, ...] = (0, 1, 2, 3)
    """Of the networks whose mean is the judge."""


def learn(lists: Sequence[Ranked], settings: Settings) -> Ranker:
    """Return the mean of networks that begin differently."""
    rows = np.concatenate([each.features for each in lists]).astype(np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = [(each.features - mean) / spread for each in lists]
    networks = [_fit(lists, scaled, settings, seed) for seed in settings.seeds]
    inner, bias, outer, straight = zip(*networks, strict=True)
    return Ranker(
        names=NAMES,
        mean=mean,
        spread=spread,
        inner=np.concatenate(inner, axis=1),
        bias=np.concatenate(bias),
        outer=np.concatenate(outer) / len(networks),
        straight=np.mean(straight, axis=0),
    )


def _fit(
    lists: Sequence[Ranked], scaled: Sequence[Array], settings: Settings, seed: int
) -> list[Array]:
    """Return the weights of one network: inner, bias, outer, straight (Adam, falling rate)."""
    chance = np.random.default_rng(seed)
    size, hidden = scaled[0].shape[1], settings.hidden
    weights = [
        chance.normal(0, size**-0.5, (size, hidden)),
        np.zeros(hidden),
        chance.normal(0, 0.3 * hidden**-0.5, hidden),
        np.zeros(size),
    ]
    moments = [[np.zeros_like(each) for each in weights] for _ in range(2)]
    usual = float(np.mean([each.weight for each in lists]))
    step = 0
    for turn in range(settings.rounds):
        order = chance.permutation(len(lists))
        for start in range(0, len(order), settings.batch):
            picked = order[start : start + settings.batch]
            slopes = _slopes([lists[at] for at in picked], [scaled[at] for at in picked], weights)
            step += 1
            rate = settings.rate * (1 - turn / settings.rounds)
            for slope, weight, *moment in zip(slopes, weights, *moments, strict=True):
                pull = settings.shrinking * weight
                _move(weight, slope / usual + pull, moment, rate, step)
    return weights


def _slopes(
    picked: Sequence[Ranked], scaled: Sequence[Array], weights: Sequence[Array]
) -> tuple[Array, ...]:
    """Return in which direction each weight makes some lists worse."""
    inner, bias, outer, straight = weights
    rows = np.concatenate(scaled)
    hidden = np.tanh(rows @ inner + bias)
    judged = hidden @ outer + rows @ straight
    sizes = [len(each) for each in scaled]
    starts = np.cumsum([0, *sizes[:-1]])
    odds = np.exp(judged - np.repeat(np.maximum.reduceat(judged, starts), sizes))
    odds /= np.repeat(np.add.reduceat(odds, starts), sizes)
    wrong = (
        (odds - _due(picked, odds))
        * np.repeat([each.weight for each in picked], sizes)
        / len(picked)
    )
    within = np.outer(wrong, outer) * (1 - hidden * hidden)
    return rows.T @ within, within.sum(axis=0), hidden.T @ wrong, rows.T @ wrong


def _due(picked: Sequence[Ranked], odds: Array) -> Array:
    """Return the odds there should be: of an entry any passage may come first, as it does now."""
    sizes = [len(each.right) for each in picked]
    first = np.repeat(np.cumsum([0, *sizes[:-1]]), sizes)
    entries = first + np.concatenate([each.entries for each in picked])
    within = np.bincount(entries, odds, len(odds))[entries]
    due: Array = np.concatenate([each.right for each in picked]) * odds / np.maximum(within, 1e-300)
    return due


def _move(weight: Array, slope: Array, moment: Sequence[Array], rate: float, step: int) -> None:
    """Change a weight against the slope, at a pace of its own (Adam)."""
    mean, spread = moment
    mean += 0.1 * (slope - mean)
    spread += 0.01 * (slope * slope - spread)
    pace = np.sqrt(spread / (1 - 0.99**step)) + 1e-8
    weight -= rate * mean / (1 - 0.9**step) / pace
