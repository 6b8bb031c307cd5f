"""The index kept in step with the store: what is gone from the store is never found.

Before every question the change log is applied up to its last number, and every hit is confirmed
against the store as it then is. So an entry that was deleted, replaced, withdrawn, superseded or
closed to its readers does not appear from the moment that is committed, whichever process did it.

A new process opens the index that an earlier one saved and catches up from the change that was in
it. One of another store, or of a later state of this store, is made anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock

import structlog

from intake.store import knowledge_changes as changes
from intake.store import knowledge_entries as entries
from intake.store.database import Session, Store
from knowledge.embedding.encoder import StaticEncoder
from knowledge.index.errors import MissingIndexError, UnusableIndexError
from knowledge.index.index import Hit, Index
from knowledge.index.saving import Folder
from knowledge.index.scope import Scope, terms_of

log = structlog.get_logger(__name__)

FOREIGN = "它属于另一个数据库，或数据库已恢复到更早的状态"
ROUNDS = 3
"""How often a question is asked anew because hits did not stand; after that fewer are returned."""


@dataclass
class Shelf:
    """The index of one process over the store they all share; it is asked as an index is."""

    store: Store
    make_index: Callable[[], Index] = lambda: Index(StaticEncoder.load())
    """Returns an empty one."""
    folder: Folder | None = None
    """Where the index is kept while no process runs; nowhere if there is none."""
    _index: Index | None = None
    _until: int = 0
    """The number of the last change that is in the index …"""
    _kept: int = 0
    """… and in the folder."""
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

    def save(self) -> None:
        """Keep the index in its folder, where there is one and anything changed since.

        Raises ``OSError`` when the disk is full or cannot be written to; what was kept is then as
        it was.
        """
        with self._lock:
            index, until = self._index, self._until
        if index is None or self.folder is None or until == self._kept:
            return
        with self.store.read() as session:
            mark = changes.mark_of(session, until)
        # What comes in between is in the index already and is applied once more: nothing is missed.
        index.tidy()
        index.save(self.folder, until, mark)
        self._kept = until

    def _up_to_date(self) -> Index:
        with self._lock, self.store.read() as session:
            if self._index is None:
                self._index = self._opened(session) or self._made(session)
            news = changes.changes_since(session, self._until)
            self._apply(self._index, news.ids, session)
            self._until = news.until
            return self._index

    def _opened(self, session: Session) -> Index | None:
        """Return the index that was saved of this store; None where it is of no use."""
        if self.folder is None:
            return None
        index, told = self.make_index(), {"folder": str(self.folder.path)}
        try:
            contents = index.load(self.folder)
        except MissingIndexError:
            return None
        except UnusableIndexError as error:
            log.warning("saved index not used, made anew", **told, reason=str(error))
            return None
        if not contents.mark or contents.mark != changes.mark_of(session, contents.change):
            log.warning("saved index not used, made anew", **told, reason=FOREIGN)
            return None
        self._until = self._kept = contents.change
        return index

    def _made(self, session: Session) -> Index:
        """Return an index of everything that is published."""
        # The number first: what comes in between is then applied once more, and not missed.
        self._until, self._kept = changes.last_change(session), 0
        index = self.make_index()
        index.put(entry for entry in entries.live_entries(session) if not entry.superseded_by)
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
