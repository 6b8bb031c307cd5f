"""A batch of passages as postings: in which passages each term stands, and what it counts there.

A segment is made once and never changed; passages that are gone are left out when scores are read.
What a term counts in a passage (BM25 without rarity) is kept in one byte, which costs no rank worth
speaking of and makes a million passages fit into memory many times over.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.words.terms import terms

SATURATION = 0.9
"""How soon a repeated term stops counting …"""
LENGTH_PENALTY = 0.75
"""… and how much a long passage is marked down: the best of what was tried with these terms."""
STEPS = 255

Fields = Mapping[str, str]
"""Text of a passage by field, e.g. ``title`` and ``text``."""


@dataclass(frozen=True)
class Segment:
    """Postings of some passages, numbered from 0 in the order they were given."""

    size: int
    ids: Mapping[str, int]
    starts: NDArray[np.int64]
    passages: NDArray[np.int32]
    """Of each posting; ascending within a term."""
    counts: NDArray[np.uint8]
    """What the term counts in the passage, in 255ths."""

    def postings(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        """Return the passages a term stands in, ascending, and what it counts in each."""
        row = self.ids.get(term)
        if row is None:
            return self.passages[:0], self.counts[:0]
        start, end = self.starts[row : row + 2]
        return self.passages[start:end], self.counts[start:end]

    def holders(self, term: str) -> int:
        """Return in how many passages a term stands."""
        row = self.ids.get(term)
        return 0 if row is None else int(self.starts[row + 1] - self.starts[row])

    @property
    def bytes(self) -> int:
        """What its arrays take in memory."""
        return int(self.starts.nbytes + self.passages.nbytes + self.counts.nbytes)


def make_segment(passages: Sequence[Fields], boosts: Mapping[str, float]) -> Segment:
    """Return the segment of some passages.

    Args:
        passages: the fields of each.
        boosts: how many times over a term of a field counts; a field without one is not searched.
    """
    ids: dict[str, int] = {}
    rows, owners, times = _occurrences(passages, boosts, ids)
    lengths = np.bincount(owners, weights=times, minlength=len(passages))
    relative = lengths / max(float(lengths.mean()), 1.0) if len(passages) else lengths
    damping = SATURATION * (1 - LENGTH_PENALTY + LENGTH_PENALTY * relative)
    counts = np.rint(STEPS * times / (times + damping[owners])).astype(np.uint8)
    order = np.argsort(rows, kind="stable")
    return Segment(
        size=len(passages),
        ids=ids,
        starts=np.searchsorted(rows[order], np.arange(len(ids) + 1)).astype(np.int64),
        passages=owners[order],
        counts=counts[order],
    )


def _occurrences(
    passages: Sequence[Fields], boosts: Mapping[str, float], ids: dict[str, int]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Return term, passage and weighted number of each pair of a term and a passage with it."""
    rows: list[NDArray[np.int32]] = []
    times: list[NDArray[np.float32]] = []
    sizes = np.zeros(len(passages), np.int64)
    for place, fields in enumerate(passages):
        found = _weighed(fields, boosts)
        row = (ids.setdefault(term, len(ids)) for term in found)
        rows.append(np.fromiter(row, np.int32, len(found)))
        times.append(np.fromiter(found.values(), np.float32, len(found)))
        sizes[place] = len(found)
    owners = np.repeat(np.arange(len(passages), dtype=np.int32), sizes)
    if not rows:
        return owners, owners, owners.astype(np.float32)
    return np.concatenate(rows), owners, np.concatenate(times)


def _weighed(fields: Fields, boosts: Mapping[str, float]) -> Mapping[str, float]:
    total: Counter[str] = Counter()
    for name, text in fields.items():
        boost = boosts.get(name, 0)
        if boost:
            for term, times in Counter(terms(text)).items():
                total[term] += times * boost  # type: ignore[assignment]  # a fraction counts too
    return total
