"""Rank passages by the terms they share with a question (BM25)."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.terms import terms

# How soon a repeated term stops counting, and how much a long passage is marked down: the best
# of what was tried with these terms.
SATURATION = 0.9
LENGTH_PENALTY = 0.75


class Bm25:
    """An index of passages in memory, answering with one score for each of them."""

    def __init__(self, passages: Sequence[str]) -> None:
        counts = [Counter(terms(passage)) for passage in passages]
        self._size = len(counts)
        self._ids: dict[str, int] = {}
        entries = [(self._id(term), n) for count in counts for term, n in count.items()]
        term_of, times = np.array(entries, np.int64).reshape(-1, 2).T
        passage_of = np.repeat(np.arange(self._size), [len(count) for count in counts])
        lengths = np.array([count.total() for count in counts], np.float64)
        by_term = np.argsort(term_of, kind="stable")
        self._starts = np.searchsorted(term_of[by_term], np.arange(len(self._ids) + 1))
        self._passages = passage_of[by_term].astype(np.int32)
        weights = _weights(term_of, times, passage_of, lengths)
        self._weights = weights[by_term].astype(np.float32)

    def scores(self, question: str) -> NDArray[np.float32]:
        """Return the score of every passage, in the order they were given; 0 shares nothing."""
        scores = np.zeros(self._size, np.float32)
        for term, times in Counter(terms(question)).items():
            if term in self._ids:
                start, end = self._starts[self._ids[term] : self._ids[term] + 2]
                scores[self._passages[start:end]] += times * self._weights[start:end]
        return scores

    def _id(self, term: str) -> int:
        return self._ids.setdefault(term, len(self._ids))


def _weights(
    term_of: NDArray[np.int64],
    times: NDArray[np.int64],
    passage_of: NDArray[np.int64],
    lengths: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return what each (term, passage) adds to a score, rare ones more (Lucene's form)."""
    holders = np.bincount(term_of)
    rarity = np.log1p((len(lengths) - holders + 0.5) / (holders + 0.5))
    relative = lengths / max(lengths.mean(), 1) if len(lengths) else lengths
    damping = SATURATION * (1 - LENGTH_PENALTY + LENGTH_PENALTY * relative)
    weights: NDArray[np.float64] = rarity[term_of] * times / (times + damping[passage_of])
    return weights
