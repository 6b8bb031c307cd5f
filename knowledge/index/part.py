"""Postings of which some passages may be gone: what is gone counts nowhere any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.index.postings import Postings
from knowledge.words.keys import Keys

FEW = 8
"""So many passages are looked for one by one."""


@dataclass(frozen=True, eq=False)
class Part:
    """Postings, and which of their passages are still there. Never changed; replaced instead."""

    postings: Postings
    alive: NDArray[np.bool_]
    gone_keys: Keys
    """Terms of passages that are gone, ascending …"""
    gone_times: NDArray[np.int64]
    """… and in how many of those each stands."""

    @classmethod
    def whole(cls, postings: Postings) -> Self:
        """Return a part of which nothing is gone."""
        alive = np.ones(postings.size, bool)
        return cls(postings, alive, postings.keys[:0], np.zeros(0, np.int64))

    @cached_property
    def size(self) -> int:
        """The number of passages that are there."""
        return int(self.alive.sum())

    @cached_property
    def length(self) -> float:
        """The number of terms of all passages that are there."""
        return float(self.postings.lengths[self.alive].sum(dtype=np.float64))

    def holders(self, keys: Keys) -> NDArray[np.int64]:
        """Return in how many passages that are there each term stands."""
        begins, ends = self.postings.ranges(keys)
        if not len(self.gone_keys):
            return ends - begins
        rows = np.minimum(np.searchsorted(self.gone_keys, keys), len(self.gone_keys) - 1)
        return ends - begins - np.where(self.gone_keys[rows] == keys, self.gone_times[rows], 0)

    def without(self, places: NDArray[np.int64]) -> "Part":
        """Return the part with some more passages gone."""
        going = np.zeros(len(self.alive), bool)
        going[places] = True
        going &= self.alive
        rows = np.searchsorted(self.postings.starts, self._postings_of(going), "right") - 1
        terms, times = np.unique(rows, return_counts=True)
        return Part(
            self.postings,
            self.alive & ~going,
            *_added_up([self.gone_keys, self.postings.keys[terms]], [self.gone_times, times]),
        )

    def _postings_of(self, going: NDArray[np.bool_]) -> NDArray[np.int64]:
        places = np.flatnonzero(going)
        if len(places) > FEW:
            return np.flatnonzero(going[self.postings.places])
        held = [np.flatnonzero(self.postings.places == place) for place in places]
        return np.sort(np.concatenate(held)) if held else places


def _added_up(
    keys: Sequence[Keys], times: Sequence[NDArray[np.int64]]
) -> tuple[Keys, NDArray[np.int64]]:
    together, rows = np.unique(np.concatenate(keys), return_inverse=True)
    sums = np.bincount(rows, np.concatenate(times), len(together))
    return together, sums.astype(np.int64)
