"""The index: entries come and go, and a question finds the passages that may be found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from types import MappingProxyType
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.entries.entry import Entry
from knowledge.entries.passages import Passage, passages_of
from knowledge.index.counting import MOST
from knowledge.index.encoder import Encoder
from knowledge.index.saving import Folder, Origin
from knowledge.index.scope import Scope
from knowledge.index.segment import Segment
from knowledge.index.view import SMALL, View

BOOSTS: Final = MappingProxyType(
    {"title": 2.0, "path": 1.0, "questions": 2.0, "keywords": 3.0, "number": 3.0, "text": 1.0}
)
"""How many times over a term counts by where it stands."""
SHARE = 0.25
"""Of the meaning in a score; the rest is terms."""
CANDIDATES = 400
"""Passages whose meaning is looked at: those with the best terms."""
BATCH = 16000
"""Passages that are taken in at a time."""


@dataclass(frozen=True)
class Hit:
    """A passage that was found."""

    passage: Passage
    score: float
    """From 0 to 1, comparable within one question only."""
    by_terms: float
    """BM25 as it is, comparable between questions of one index."""
    by_meaning: float
    """Cosine."""


class Index:
    """Passages of published entries. Any number of readers beside a writer; see `View`.

    Whoever reads sees entries whole: all passages of one version, or those of the next.
    """

    def __init__(
        self, encoder: Encoder, boosts: Mapping[str, float] = BOOSTS, share: float = SHARE
    ) -> None:
        """Begin empty."""
        self._encoder, self._boosts, self._share = encoder, boosts, share
        self._origin = Origin.of(encoder, boosts)
        self._view = View()
        self._numbers: dict[str, range] = {}
        """Of the passages, by entry."""
        self._next = 0
        self._writing = Lock()

    def __len__(self) -> int:
        """Return how many passages can be found."""
        return self._view.size

    def put(self, entries: Iterable[Entry]) -> None:
        """Add entries, each in place of the version that was in; many of them batch by batch."""
        for batch in _batches(entries):
            with self._writing:
                self._put(batch)

    def remove(self, entry_id: str) -> None:
        """Take an entry out; one that is not in is no error."""
        with self._writing:
            self._view = self._view.without(self._forget([entry_id]))

    def tidy(self) -> None:
        """Join small segments into large ones, which are searched faster."""
        with self._writing:
            self._view = self._view.tidied(MOST)

    def save(self, folder: Folder, change: int) -> None:
        """Keep the index on disk as it is now; what it takes in memory can then be given back.

        Args:
            folder: where to.
            change: the last change of the store that is in it, told to whoever opens it.
        """
        with self._writing:
            self._view = folder.write(self._view, self._origin, change, self._next)

    @classmethod
    def open(
        cls, folder: Folder, encoder: Encoder, boosts: Mapping[str, float] = BOOSTS
    ) -> tuple[Self, int]:
        """Return the index that was saved, and the last change of the store that is in it.

        Raises ``UnusableIndexError`` when it is missing, broken, or made with another encoder or
        other boosts: then it is to be built anew.
        """
        index = cls(encoder, boosts)
        index._view, contents = folder.read(index._origin)
        index._next = contents.next_number
        for segment in index._view.segments:
            for entry_id, number in segment.entry_numbers():
                first = index._numbers.setdefault(entry_id, range(number, number)).start
                index._numbers[entry_id] = range(first, number + 1)
        return index, contents.change

    def search(self, question: str, scope: Scope, limit: int = 10) -> Sequence[Hit]:
        """Return the best passages for a question, the best first; those that share no term never.

        What the scope leaves out is left out before anything is scored.
        """
        view = self._view
        found = view.ahead(question, scope, max(limit, CANDIDATES))
        if not len(found.by_terms):
            return ()
        meaning = view.likeness(self._encoder.encode([question])[0], found)
        relative = found.by_terms / found.by_terms.max()
        scores = (1 - self._share) * relative + self._share * meaning
        order = np.argsort(-scores, kind="stable")[:limit]
        return tuple(
            Hit(
                passage=view.passage(found, at),
                score=float(scores[at]),
                by_terms=float(found.by_terms[at]),
                by_meaning=float(meaning[at]),
            )
            for at in order
        )

    def _put(self, entries: Mapping[str, Sequence[tuple[Entry, Passage]]]) -> None:
        told = [each for passages in entries.values() for each in passages]
        added = [
            Segment.make(told[at : at + MOST], self._next + at, self._encoder, self._boosts)
            for at in range(0, len(told), MOST)
        ]
        left = self._view.without(self._forget(entries))
        for entry_id, passages in entries.items():
            if passages:
                self._numbers[entry_id] = range(self._next, self._next + len(passages))
            self._next += len(passages)
        self._view = View((*left.segments, *added))
        self._view = self._view.tidied(SMALL)

    def _forget(self, entry_ids: Iterable[str]) -> NDArray[np.int64]:
        """Return the numbers of the entries' passages, which are theirs no longer."""
        gone = (self._numbers.pop(each, range(0)) for each in entry_ids)
        return np.fromiter(chain.from_iterable(gone), np.int64)


def _batches(entries: Iterable[Entry]) -> Iterator[Mapping[str, Sequence[tuple[Entry, Passage]]]]:
    """Yield entries with their passages, in batches; of two versions in a batch the later."""
    batch: dict[str, Sequence[tuple[Entry, Passage]]] = {}
    size = 0
    for entry in entries:
        batch[entry.id] = [(entry, passage) for passage in passages_of(entry)]
        size += len(batch[entry.id])
        if size >= BATCH:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch
