"""Scores passages by the terms they share with questions (BM25)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.index.part import Part
from knowledge.index.postings import STEPS, Postings
from knowledge.words.keys import Keys, counted

SATURATION = 0.9
"""How soon a repeated term stops counting …"""
LENGTH_PENALTY = 0.75
"""… and how much a long passage is marked down: the best of what was tried with these terms."""

MOST_TERMS = 200
"""Terms of a question that count, those that weigh most: some 100 characters have so many. The rest
of a paragraph are common characters, which most passages hold: they take most of the time and tell
little."""

Scores = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Asked:
    """Questions as terms, what each counts among some parts, and how long their passages are."""

    keys: Keys
    """Terms that stand in at least one of the questions and one of the passages, ascending."""
    weights: NDArray[np.float32]
    """By question and term; 0 for a term that does not stand in the question."""
    mean_length: float

    @classmethod
    def of(cls, questions: Sequence[str], parts: Sequence[Part]) -> Self:
        """Weigh each term of each question: a term that few passages hold counts more."""
        told = [counted(question) for question in questions]
        keys = np.unique(np.concatenate([own for own, _ in told]))
        times = np.zeros((len(told), len(keys)), np.int64)
        for row, (own, often) in enumerate(told):
            times[row, np.searchsorted(keys, own)] = often
        size = sum(part.size for part in parts)
        holders = np.sum([part.holders(keys) for part in parts], axis=0, dtype=np.float64)
        rarity = np.log1p((size - holders + 0.5) / (holders + 0.5))
        length = sum(part.length for part in parts)
        known = holders > 0 if parts else np.zeros(len(keys), bool)
        weights = _telling((times * rarity * known).astype(np.float32))
        asked = weights.any(axis=0)
        return cls(keys[asked], weights[:, asked], max(length / max(size, 1), 1.0))


def score(asked: Asked, postings: Postings) -> Scores:
    """Return by question the score of every passage, those that are gone as well.

    It is 0 where nothing is shared.
    """
    begins, ends = postings.ranges(asked.keys)
    held = np.flatnonzero(ends > begins)
    scores = np.zeros((len(asked.weights), postings.size), np.float32)
    if not len(held):
        return scores
    slices = [slice(*pair) for pair in zip(begins[held], ends[held], strict=True)]
    places = _gather(postings.places, slices).astype(np.intp)
    times = _gather(postings.times, slices).astype(np.float32)
    damping = _damping(postings, asked.mean_length)[places]
    damping += times
    times /= damping
    for row, weights in enumerate(asked.weights):
        parts = times * np.repeat(weights[held], (ends - begins)[held])
        scores[row] = np.bincount(places, parts, postings.size)
    return scores


def _telling(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the weights with 0 for all but the heaviest of each question."""
    if weights.shape[1] <= MOST_TERMS:
        return weights
    light = np.argsort(-weights, axis=1, kind="stable")[:, MOST_TERMS:]
    np.put_along_axis(weights, light, 0, axis=1)
    return weights


def _gather(array: NDArray[np.generic], slices: Iterable[slice]) -> NDArray[np.generic]:
    return np.concatenate([array[each] for each in slices])


def _damping(postings: Postings, mean_length: float) -> NDArray[np.float32]:
    """Return what a passage's terms are divided by, besides their number, in quarters as well."""
    relative = postings.lengths / np.float32(mean_length)
    steps = np.float32(STEPS * SATURATION)
    return steps * (np.float32(1 - LENGTH_PENALTY) + np.float32(LENGTH_PENALTY) * relative)
