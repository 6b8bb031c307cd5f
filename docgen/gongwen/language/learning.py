"""Learns the model of characters: counts runs, discounts them, keeps those that tell something.

Interpolated Kneser-Ney: a run's count is lowered by a part, and what that frees goes to the
shorter run; shorter runs count in how many different places they occur, not how often.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import (
    BITS,
    EDGE,
    ORDER,
    STEP,
    Bytes,
    Ids,
    Keys,
    LanguageModel,
    Table,
)

LARGEST: Final = (1 << BITS) - 2
"""Characters a model can know."""
KEPT_FROM: Final[Sequence[int]] = (1, 1, 1, 2, 2)
"""How often a run of each length must occur to be kept."""
DISCOUNTS: Final = (0.8, 1.4, 2.0)
"""What a count of one, two, and more is lowered by. Chosen where sentences kept aside were most
probable: estimates from how many runs occur once and twice fail where a text is given twice."""
WORST: Final = 1e-9
"""No probability is taken for smaller."""

Sizes = NDArray[np.float64]


def learn(
    sentences: Iterable[str], characters: int = LARGEST, kept: Sequence[int] = KEPT_FROM
) -> LanguageModel:
    """Return the model of some sentences; a sentence given twice counts twice."""
    known = list(sentences)
    common = Counter(character for sentence in known for character in sentence)
    ranked = sorted(common, key=lambda each: (-common[each], each))
    blank = LanguageModel("".join(ranked[:characters]), ())
    text = np.concatenate(
        [np.append(blank.padded(one)[: 1 - ORDER or None], EDGE) for one in known]
    )
    runs = [_counted(text, length) for length in range(1, ORDER + 1)]
    return LanguageModel(blank.characters, _tables(runs, kept, blank.size))


def _counted(text: Ids, length: int) -> tuple[Keys, Sizes]:
    """Return the runs of one length and how often each occurs; none ends within the edge before."""
    keys = np.zeros(len(text) - length + 1, np.uint64)
    for column in range(length):
        keys = (keys << np.uint64(BITS)) | text[column : column + len(keys)].astype(np.uint64)
    last, before = (
        text[length - 1 :],
        text[length - 2 : -1] if length > 1 else np.append(EDGE, text)[:-1],
    )
    begins = (last == EDGE) & (before == EDGE)
    found, counts = np.unique(keys[~begins], return_counts=True)
    return found, counts.astype(np.float64)


def _tables(runs: Sequence[tuple[Keys, Sizes]], kept: Sequence[int], size: int) -> list[Table]:
    """Return the tables from the shortest on, each resting on the one before."""
    below = _singles(*runs[0], runs[1][0], size)
    made = [(*below, np.ones(size))]
    for length in range(2, ORDER + 1):
        keys, counts = runs[length - 1]
        last = length == ORDER
        weights = counts if last else _places(keys, counts, runs[length][0], length)
        keep = counts >= kept[length - 1]
        groups, free, probability = _discounted(keys, weights, keep, (below[0], below[1], length))
        _give_on(made[-1], groups, free)
        below = keys, probability
        made.append((keys[keep], probability[keep], np.ones(int(keep.sum()))))
    return [Table(keys, _in_steps(one), _in_steps(other)) for keys, one, other in made]


def _singles(keys: Keys, counts: Sizes, longer: Keys, size: int) -> tuple[Keys, Sizes]:
    """Return every number and how probable it is when nothing before it is known."""
    weights = _places(keys, counts, longer, 1)
    lowered = _lowered(weights)
    probability = np.full(size, (weights - lowered).sum() / weights.sum() / size)
    probability[keys.astype(np.int64)] += lowered / weights.sum()
    return np.arange(size, dtype=np.uint64), probability


def _discounted(
    keys: Keys, weights: Sizes, keep: NDArray[np.bool_], below: tuple[Keys, Sizes, int]
) -> tuple[Keys, Sizes, Sizes]:
    """Return the contexts of runs, what each gives on, and the probability of each run."""
    contexts = keys >> np.uint64(BITS)
    groups, starts = np.unique(contexts, return_index=True)
    totals = np.add.reduceat(weights, starts)
    lowered = _lowered(weights)
    free = 1 - np.add.reduceat(np.where(keep, lowered, 0), starts) / totals
    owner = np.searchsorted(groups, contexts)
    shorter_keys, shorter_probability, length = below
    shorter = keys & np.uint64((1 << (BITS * (length - 1))) - 1)
    lower = shorter_probability[np.searchsorted(shorter_keys, shorter)]
    return groups, free, lowered / totals[owner] + free[owner] * lower


def _give_on(shorter: tuple[Keys, Sizes, Sizes], contexts: Keys, free: Sizes) -> None:
    """Note at the runs that are contexts of longer ones what they give on."""
    keys, _, backoff = shorter
    rows = np.minimum(np.searchsorted(keys, contexts), len(keys) - 1)
    there = keys[rows] == contexts
    backoff[rows[there]] = free[there]


def _places(keys: Keys, counts: Sizes, longer: Keys, length: int) -> Sizes:
    """Return before how many different characters' runs each run occurs; at an edge, its count."""
    ends: Keys = longer & np.uint64((1 << (BITS * length)) - 1)
    tails, places = np.unique(ends, return_counts=True)
    weights = counts.copy()
    rows = np.asarray(np.searchsorted(keys, tails))
    inside = (
        (tails >> np.uint64(BITS * (length - 1))) != EDGE
        if length > 1
        else np.ones(len(tails), bool)
    )
    weights[rows[inside]] = places[inside]
    return weights


def _lowered(weights: Sizes) -> Sizes:
    """Return the counts without the part that goes to shorter runs."""
    steps = np.clip(np.rint(weights), 1, len(DISCOUNTS)).astype(np.int64) - 1
    lowered: Sizes = np.maximum(weights - np.array(DISCOUNTS)[steps], 0)
    return lowered


def _in_steps(values: Sizes) -> Bytes:
    steps = np.rint(-np.log10(np.maximum(values, WORST)) / STEP)
    return np.clip(steps, 0, 254).astype(np.uint8)
