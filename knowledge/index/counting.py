"""Counts which terms stand in which passages, and how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.words.keys import Cut, Keys, cut, pair

Fields = Mapping[str, str]
"""Text of a passage by field, e.g. ``title`` and ``text``."""

FIELD_BITS: Final = np.uint64(3)
PLACE_BITS: Final = np.uint64(16)
MOST_FIELDS: Final = 1 << int(FIELD_BITS)
MOST: Final = 1 << int(PLACE_BITS)
"""Passages that are counted together."""
MOST_TOKENS: Final = 1 << 22
"""Different letters and runs of those passages: two of them fit into the bits that are left."""


@dataclass(frozen=True, eq=False)
class Counted:
    """Who holds each of some distinct terms, and how often, one term after the other."""

    keys: Keys
    sizes: NDArray[np.int64]
    """By term how many passages hold it."""
    places: NDArray[np.uint16]
    """By term, those passages, ascending …"""
    times: NDArray[np.float32]
    """… and how often each holds it."""


def count(passages: Sequence[Fields], boosts: Mapping[str, float]) -> Counted | None:
    """Return the terms of passages, or None when they have too many different ones for that.

    Term, passage and field of each occurrence are made one number: numbers alone sort fast.
    """
    cuts = [cut([fields.get(name, "") for fields in passages]) for name in boosts]
    vocabulary = np.unique(np.concatenate([np.unique(each.tokens) for each in cuts]))
    if len(vocabulary) >= MOST_TOKENS:
        return None
    base = np.uint64(len(vocabulary) + 1)
    packed = np.concatenate([_packed(each, vocabulary, at) for at, each in enumerate(cuts)])
    packed.sort()
    holders = packed >> FIELD_BITS
    begins = np.flatnonzero(_changes(holders))
    weights = np.array([*boosts.values()], np.float32)[packed & np.uint64(MOST_FIELDS - 1)]
    terms = holders[begins] >> PLACE_BITS
    firsts = np.flatnonzero(_changes(terms))
    return Counted(
        keys=_keys(*np.divmod(terms[firsts], base), vocabulary),
        sizes=np.diff(firsts, append=len(begins)),
        places=holders[begins].astype(np.uint16),
        times=np.add.reduceat(weights, begins) if len(begins) else weights,
    )


def _packed(found: Cut, vocabulary: Keys, field: int) -> Keys:
    """Return each occurrence of a field as one number: term, passage, field."""
    tokens = np.searchsorted(vocabulary, found.tokens).astype(np.uint64) + np.uint64(1)
    pairs = tokens[found.left] * np.uint64(len(vocabulary) + 1) + tokens[found.left + 1]
    owners = np.concatenate([found.owners, found.owners[found.left]]).astype(np.uint64)
    terms = np.concatenate([tokens, pairs])
    return ((terms << PLACE_BITS | owners) << FIELD_BITS) | np.uint64(field)


def _keys(left: Keys, right: Keys, vocabulary: Keys) -> Keys:
    """Return the keys of single tokens, which have nothing on their left, and of pairs."""
    one = np.uint64(1)
    pairs = pair(vocabulary[np.maximum(left, one) - one], vocabulary[right - one])
    return np.where(left == 0, vocabulary[right - one], pairs)


def _changes(values: Keys) -> NDArray[np.bool_]:
    """Tell of each value whether it differs from the one before it; the first one does."""
    changes = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes
