"""The index kept in step with the store: what is gone from the store is never found.

Before every question the change log is applied up to its last number, and every hit is confirmed
against the store as it then is. So an entry that was deleted, replaced, withdrawn, superseded or
closed to its readers does not appear from the moment that is committed, whichever process did it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock

import structlog

from intake.store import knowledge_changes as changes
from intake.store import knowledge_entries as entries
from intake.store.database import Session, Store
from knowledge.embedding.encoder import StaticEncoder
from knowledge.index.index import Hit, Index
from knowledge.index.scope import Scope, terms_of

log = structlog.get_logger(__name__)

ROUNDS = 3
"""How often a question is asked anew because hits did not stand; after that fewer are returned."""


@dataclass
class Shelf:
    """The index of one process over the store they all share; it is asked as an index is."""

    store: Store
    make_index: Callable[[], Index] = lambda: Index(StaticEncoder.load())
    _index: Index | None = None
    _until: int = 0
    """The number of the last change that is in the index."""
    _lock: Lock = field(default_factory=Lock)

    def warm(self) -> None:
        """Load the index, so that the first question need not wait for it."""
        try:
            self._up_to_date()
        except (
            Exception
        ):  # the last boundary: the first question tries again, and says what is wrong
            log.exception("shelf not loaded")

    def search(self, question: str, scope: Scope, limit: int = 10) -> Sequence[Hit]:
        """Return the best passages for a question that may be found at this moment."""
        return self.search_each([question], scope, limit)[0]

    def search_each(
        self, questions: Sequence[str], scope: Scope, limit: int = 10
    ) -> Sequence[Sequence[Hit]]:
        """Return the same for each of several questions: hits that stand in the store."""
        found: Sequence[Sequence[Hit]] = ()
        for _ in range(ROUNDS):
            hits = self._up_to_date().search_each(questions, scope, limit)
            found = self._confirmed(hits, scope)
            if [*map(len, found)] == [*map(len, hits)]:
                break
        return found

    def _up_to_date(self) -> Index:
        with self._lock, self.store.read() as session:
            if self._index is None:
                return self._load(session)
            news = changes.changes_since(session, self._until)
            self._apply(self._index, news.ids, session)
            self._until = news.until
            return self._index

    def _load(self, session: Session) -> Index:
        """Make the index of everything that is published."""
        # The number first: what comes in between is then applied once more, and not missed.
        until = changes.last_change(session)
        index = self.make_index()
        index.put(entry for entry in entries.live_entries(session) if not entry.superseded_by)
        self._index, self._until = index, until
        return index

    def _apply(self, index: Index, ids: frozenset[str], session: Session) -> None:
        live = [each for each in entries.live_entries(session, ids) if not each.superseded_by]
        for entry_id in ids - {entry.id for entry in live}:
            index.remove(entry_id)
        index.put(live)

    def _confirmed(self, several: Sequence[Sequence[Hit]], scope: Scope) -> Sequence[Sequence[Hit]]:
        wanted = {hit.passage.entry for hits in several for hit in hits}
        if not wanted:
            return several
        with self.store.read() as session:
            live = {
                (entry.id, entry.version)
                for entry in entries.live_entries(session, wanted)
                if entry.holds_on(scope.day) and terms_of(entry).allow(scope)
            }
        return [
            [hit for hit in hits if (hit.passage.entry, hit.passage.version) in live]
            for hits in several
        ]
