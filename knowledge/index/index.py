"""The index: entries come and go, and a question finds the passages that may be found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from threading import Lock
from types import MappingProxyType
from typing import Final

import numpy as np
import structlog
from numpy.typing import NDArray

from knowledge.entries.entry import Entry
from knowledge.entries.passages import Passage, passages_of
from knowledge.index.counting import MOST
from knowledge.index.encoder import Encoder
from knowledge.index.origin import Origin
from knowledge.index.saving import Contents, Folder
from knowledge.index.scope import Scope
from knowledge.index.sealing import Seal
from knowledge.index.segment import Making, Segment
from knowledge.index.vector_store import VectorStore
from knowledge.index.view import PAIR, SMALL, Candidates, Joined, View
from models.errors import EngineUnavailableError

BOOSTS: Final = MappingProxyType(
    {"title": 2.0, "path": 1.0, "questions": 2.0, "keywords": 3.0, "number": 3.0, "text": 1.0}
)
"""How many times over a term counts by where it stands."""
SHARE = 0.25
"""Of the meaning in a score; the rest is terms."""
CANDIDATES = 400
"""Passages whose meaning is looked at: those with the best terms."""
NEAREST = 50
"""Passages that a store of vectors proposes."""
LEAST = 1e-9
BATCH = 16000
"""Passages that are taken in at a time."""

log = structlog.get_logger(__name__)


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
        self,
        encoder: Encoder,
        boosts: Mapping[str, float] = BOOSTS,
        share: float = SHARE,
        store: VectorStore | None = None,
        seal: Seal | None = None,
    ) -> None:
        """Begin empty.

        With a store of vectors, passages are also found by meaning alone: for an embedding that is
        as strong as terms are. With a seal, whatever is saved is sealed.
        """
        self._encoder, self._share = encoder, share
        self._making = Making(encoder, boosts, seal)
        self._store = store
        self.meaning_down = False
        """Whether the last question was answered by terms alone, as the encoder was down."""
        self._origin = Origin.of(encoder, boosts)
        self._view = View()
        self._numbers: dict[str, range] = {}
        """Of the passages, by entry."""
        self._next = 0
        self._writing = Lock()
        self._tending = Lock()
        """Held while segments are joined or saved, which takes long and changes no passage."""

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
            if self._store:
                self._store.remove(entry_id)

    def tidy(self) -> None:
        """Join small segments into large ones, which are searched faster.

        Nobody waits for it: what is changed meanwhile is joined another time.
        """
        with self._tending:
            for joined in self._view.joined(MOST, PAIR):
                with self._writing:
                    self._view = self._view.put_in_place(joined)

    def save(self, folder: Folder, change: int, mark: str = "") -> None:
        """Keep the index on disk as it is now; what it takes in memory can then be given back.

        Nobody waits for it either. What comes meanwhile is not saved.

        Args:
            folder: where to.
            change: the last change of the store that is in it, told to whoever opens it.
            mark: what tells that store from any other, told as well.
        """
        with self._tending:
            with self._writing:
                view, next_number = self._view, self._next
            contents = Contents(
                sealed=self._making.seal is not None,
                origin=self._origin,
                change=change,
                mark=mark,
                next_number=next_number,
            )
            saved = folder.write(view, contents, self._making.seal)
            with self._writing:
                for old, new in zip(view.segments, saved.segments, strict=True):
                    self._view = self._view.put_in_place(Joined((old,), new))

    def load(self, folder: Folder) -> Contents:
        """Become the index that was saved, and return what was told of it.

        Raises ``UnusableIndexError`` when it is missing, broken, or made with another encoder or
        other boosts: then it is to be built anew, beginning with an empty one.
        """
        with self._writing:
            view, contents = folder.read(self._origin, self._making.seal)
            for segment in view.segments:
                for entry_id, place in segment.entry_places():
                    number = int(segment.numbers[place])
                    first = self._numbers.setdefault(entry_id, range(number, number)).start
                    self._numbers[entry_id] = range(first, number + 1)
                self._keep_vectors(segment)
            self._view, self._next = view, contents.next_number
        return contents

    def search(self, question: str, scope: Scope, limit: int = 10) -> Sequence[Hit]:
        """Return the best passages for a question, the best first.

        Those that share no term are never found, unless a store of vectors holds them near. What
        the scope leaves out is left out before anything is scored. When the encoder is down, terms
        alone decide, and ``meaning_down`` tells so.
        """
        return self.search_each([question], scope, limit)[0]

    def search_each(
        self, questions: Sequence[str], scope: Scope, limit: int = 10
    ) -> Sequence[Sequence[Hit]]:
        """Return what `search` does for each of several questions, at less than their cost."""
        return self._searched(questions, [scope], limit)

    def search_in(
        self, question: str, scopes: Sequence[Scope], limit: int = 10
    ) -> Sequence[Sequence[Hit]]:
        """Return what `search` does in each of several scopes, at less than their cost."""
        return self._searched([question], scopes, limit)

    def counted(self, scope: Scope) -> Mapping[str, int]:
        """Return by label how many entries may be found that carry it, and '' how many at all."""
        view, numbers = self._view, [*self._numbers.values()]
        firsts = np.fromiter((each.start for each in numbers), np.int64, len(numbers))
        return view.counted(scope, firsts)

    def _searched(
        self, questions: Sequence[str], scopes: Sequence[Scope], limit: int
    ) -> Sequence[Sequence[Hit]]:
        """Return the best passages by question, and of each by scope."""
        view, rows = self._view, self._encoded(questions)
        near = [self._near(asked) for asked in rows]
        found = view.ahead(questions, scopes, max(limit, CANDIDATES), near)
        each = zip((asked for asked in rows for _ in scopes), found, strict=True)
        return tuple(self._ranked(view, asked, ahead, limit) for asked, ahead in each)

    def _ranked(
        self, view: View, asked: NDArray[np.float32] | None, found: Candidates, limit: int
    ) -> Sequence[Hit]:
        """Return the best of the passages that are ahead by terms, by terms and meaning."""
        if not len(found.by_terms):
            return ()
        meaning = np.zeros(len(found.by_terms)) if asked is None else view.likeness(asked, found)
        relative = found.by_terms / max(float(found.by_terms.max()), LEAST)
        share = 0 if asked is None else self._share
        scores = (1 - share) * relative + share * meaning
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

    def _encoded(self, questions: Sequence[str]) -> Sequence[NDArray[np.float32] | None]:
        """Return the vector of each question; None while the encoder is down."""
        try:
            rows = self._encoder.encode(questions)
        except EngineUnavailableError as error:
            log.warning("encoder down, terms alone", encoder=self._encoder.name, code=error.code)
            self.meaning_down = True
            return [None] * len(questions)
        self.meaning_down = False
        return [np.asarray(row, np.float32) for row in rows]

    def _near(self, asked: NDArray[np.float32] | None) -> NDArray[np.int64]:
        """Return the numbers of passages near a question."""
        if not self._store or asked is None:
            return np.zeros(0, np.int64)
        numbers = [
            self._numbers.get(each.entry, range(0)).start + each.place
            for each in self._store.nearest(asked, NEAREST)
        ]
        return np.array(numbers, np.int64)

    def _keep_vectors(self, segment: Segment) -> None:
        """Put the vectors of a segment's entries into the store, where there is one."""
        if self._store:
            for entry_id, held in groupby(segment.entry_places(), lambda each: each[0]):
                places = np.array([place for _, place in held])
                self._store.put(entry_id, segment.vectors.rows(places))

    def _put(self, entries: Mapping[str, Sequence[tuple[Entry, Passage]]]) -> None:
        told = [each for passages in entries.values() for each in passages]
        added = [
            Segment.make(told[at : at + MOST], self._next + at, self._making)
            for at in range(0, len(told), MOST)
        ]
        for segment in added:
            self._keep_vectors(segment)
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
