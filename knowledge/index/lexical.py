"""Passages by their terms alone: what the index does without meaning and without who may ask."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.index.counting import MOST, Fields
from knowledge.index.part import Part
from knowledge.index.postings import make_postings
from knowledge.index.scoring import Asked, Scores, score


class Lexical:
    """An index of passages by terms. Numbers are given in the order passages are added."""

    def __init__(self, boosts: Mapping[str, float]) -> None:
        self._boosts = boosts
        self._parts: list[Part] = []

    def add(self, passages: Sequence[Fields]) -> None:
        """Add passages; they are found from the next question on."""
        for begin in range(0, len(passages), MOST):
            postings = make_postings(passages[begin : begin + MOST], self._boosts)
            self._parts.append(Part.whole(postings))

    def scores(self, question: str, allowed: NDArray[np.bool_] | None = None) -> Scores:
        """Return the score of every passage; 0 for one that shares nothing or is not allowed."""
        asked = Asked.of([question], self._parts)
        parts = [score(asked, part.postings)[0] for part in self._parts]
        scores = np.concatenate(parts) if parts else np.zeros(0, np.float32)
        return scores if allowed is None else np.where(allowed, scores, np.float32(0))
