"""The terms an embedding knows, and which of them stand in a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.words.keys import Keys, cut


@dataclass(frozen=True)
class Bags:
    """Known terms of some texts, one text after the other."""

    rows: NDArray[np.int64]
    """Of the vocabulary, ascending within a text."""
    weights: NDArray[np.float32]
    """How much each counts for its repetition."""
    ends: NDArray[np.int64]
    """Where each text begins, and where the last one ends."""


@dataclass(frozen=True)
class Vocabulary:
    """Terms, numbered in the order they were given."""

    terms: tuple[str, ...]
    keys: Keys
    """Of the terms, ascending."""
    rows: NDArray[np.int64]
    """The number of the term of each key."""

    @classmethod
    def of(cls, terms: Sequence[str]) -> Self:
        """Arrange terms, each of which is a token or a pair of neighbours."""
        own = np.zeros(len(terms), np.uint64)
        keys, owners = cut(terms).keys()
        own[owners] = keys  # pairs come after the tokens they are made of
        rows = np.argsort(own)
        return cls(tuple(terms), own[rows], rows)

    def bags(self, texts: Sequence[str]) -> Bags:
        """Return which known terms stand in each text, and how much each counts there."""
        keys, owners = cut(texts).keys()
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = self.keys[places] == keys
        held = owners[known].astype(np.int64) * len(self.keys) + self.rows[places[known]]
        distinct, times = np.unique(held, return_counts=True)
        owners_of, rows = np.divmod(distinct, len(self.keys))
        ends = np.searchsorted(owners_of, np.arange(len(texts) + 1))
        return Bags(rows, np.float32(1) + np.log(times.astype(np.float32)), ends)
