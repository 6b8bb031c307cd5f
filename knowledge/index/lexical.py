"""Scores every passage by the terms it shares with a question (BM25), over many segments.

Terms are worked through from the rarest on. Once the common ones would cost more than they tell,
they only add to the passages that the rare ones found.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.index.segment import STEPS, Fields, Segment, make_segment
from knowledge.words.terms import terms

BUDGET = 2_000_000
"""Postings read in full for one question; those of further, commoner terms are only looked up."""
CANDIDATES = 4096
"""Passages that the commoner terms are looked up for."""
MERGED_BELOW = 4096
"""Segments smaller than this are made anew together with the passages that come in."""

Scores = NDArray[np.float32]


class Lexical:
    """An index of passages by terms. Numbers are given in the order passages are added."""

    def __init__(self, boosts: Mapping[str, float]) -> None:
        self._boosts = boosts
        self._segments: list[Segment] = []
        self._young: list[Fields] = []
        """Fields of the passages of the last segment while it is small."""

    @property
    def size(self) -> int:
        """The number of passages ever added."""
        return sum(segment.size for segment in self._segments)

    @property
    def bytes(self) -> int:
        """What the postings take in memory."""
        return sum(segment.bytes for segment in self._segments)

    def add(self, passages: Sequence[Fields]) -> None:
        """Add passages; they are found from the next question on."""
        if self._young:
            self._segments.pop()
        together = [*self._young, *passages]
        self._segments.append(make_segment(together, self._boosts))
        self._young = together if len(together) < MERGED_BELOW else []

    def scores(self, question: str, allowed: NDArray[np.bool_] | None = None) -> Scores:
        """Return the score of every passage; 0 for one that shares nothing or is not allowed."""
        weights = self._weights(question)
        parts = [_score(segment, weights) for segment in self._segments]
        scores = np.concatenate(parts) if parts else np.zeros(0, np.float32)
        return scores if allowed is None else np.where(allowed, scores, np.float32(0))

    def _weights(self, question: str) -> list[tuple[str, float]]:
        """Return what each term of a question counts, the rarest term first."""
        wanted = Counter(terms(question))
        holders = {term: sum(each.holders(term) for each in self._segments) for term in wanted}
        size = self.size
        found = sorted((count, term) for term, count in holders.items() if count)
        return [
            (term, wanted[term] * float(np.log1p((size - count + 0.5) / (count + 0.5))))
            for count, term in found
        ]


def _score(segment: Segment, weights: Sequence[tuple[str, float]]) -> Scores:
    scores = np.zeros(segment.size, np.float32)
    read, at = 0, 0
    for at, (term, weight) in enumerate(weights):
        passages, counts = segment.postings(term)
        read += len(passages)
        if read > BUDGET and at:
            break
        scores[passages] += counts * np.float32(weight / STEPS)
    else:
        return scores
    _look_up(segment, weights[at:], scores)
    return scores


def _look_up(segment: Segment, weights: Sequence[tuple[str, float]], scores: Scores) -> None:
    """Add what common terms count to the passages that are ahead without them."""
    ahead = min(CANDIDATES, len(scores))
    found = np.sort(np.argpartition(scores, -ahead)[-ahead:]).astype(np.int32)
    for term, weight in weights:
        passages, counts = segment.postings(term)
        if not len(passages):
            continue
        places = np.minimum(np.searchsorted(passages, found), len(passages) - 1)
        held = passages[places] == found
        scores[found[held]] += counts[places[held]] * np.float32(weight / STEPS)
