"""An index kept in step with the store: what is gone from the store is never found.

Before a question the changes of the store are taken in, and every hit is confirmed against the
store as it then is. So what was deleted, replaced or closed to its readers does not appear from the
moment that is committed, whichever process did it.

A new process opens the index that an earlier one saved and catches up from the change that was in
it. One of another store, or of a later state of this store, is made anew.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

import structlog

from intake.store.database import Session, Store
from knowledge.index.errors import MissingIndexError, UnusableIndexError
from knowledge.index.index import Hit, Index
from knowledge.index.saving import Folder
from knowledge.index.scope import Scope

FOREIGN: Final = "它属于另一个数据库，或数据库已恢复到更早的状态，或编入所依据的声明已改变"
ROUNDS: Final = 3
"""How often a question is asked anew because hits did not stand; after that fewer are returned."""

Standing = tuple[str, int]
"""An entry that may be found, and the version of it."""

log = structlog.get_logger(__name__)


@dataclass
class StoreIndex(ABC):
    """The index of one process over the store they all share; it is asked as an index is."""

    store: Store
    make_index: Callable[[], Index]
    """Returns an empty one."""
    folder: Folder | None = None
    """Where the index is kept while no process runs; nowhere if there is none."""
    patience: int | None = None
    """Changes that a question waits for; with more of them it is answered from what is in already,
    and whoever calls `catch_up` beside takes them in. None: every question waits for all."""
    _index: Index | None = None
    _until: int = 0
    """The number of the last change that is in the index …"""
    _kept: int = 0
    """… and in the folder."""
    _lock: Lock = field(default_factory=Lock)

    def search(self, question: str, scope: Scope, limit: int = 10) -> Sequence[Hit]:
        """Return the best passages for a question that may be found at this moment."""
        return self.search_each([question], scope, limit)[0]

    def search_each(
        self, questions: Sequence[str], scope: Scope, limit: int = 10
    ) -> Sequence[Sequence[Hit]]:
        """Return the same for each of several questions: hits that stand in the store."""
        return self._found(lambda index: index.search_each(questions, scope, limit), scope)

    def search_in(
        self, question: str, scopes: Sequence[Scope], limit: int = 10
    ) -> Sequence[Sequence[Hit]]:
        """Return the same for each of several scopes that differ in nothing but their labels."""
        return self._found(lambda index: index.search_in(question, scopes, limit), scopes[0])

    def counted(self, scope: Scope) -> Mapping[str, int]:
        """Return by label how many entries may be found that carry it, and '' how many at all."""
        return self._ready().counted(scope)

    def _found(
        self, search: Callable[[Index], Sequence[Sequence[Hit]]], scope: Scope
    ) -> Sequence[Sequence[Hit]]:
        """Return hits that stand in the store, by the same search as often as that takes."""
        found: Sequence[Sequence[Hit]] = ()
        for _ in range(ROUNDS):
            hits = search(self._ready())
            found = self._confirmed(hits, scope)
            if [*map(len, found)] == [*map(len, hits)]:
                break
        return found

    @property
    def size(self) -> int:
        """The number of passages that are in the index."""
        return len(self._index) if self._index is not None else 0

    def warm(self) -> None:
        """Load the index, so that the first question need not wait for it."""
        try:
            self._ready()
        except (
            Exception
        ):  # the last boundary: the first question tries again, and says what is wrong
            log.exception("index not loaded", index=type(self).__name__)

    def catch_up(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Take in every change of the store, some at a time, unless it is stopped in between."""
        while self.behind():
            with self._lock, self.store.read() as session:
                self._advance(session)
            if stopped():
                return

    def behind(self) -> int:
        """Return how many changes of the store are not in the index yet."""
        with self.store.read() as session:
            return self._last_change(session) - (self._until if self._index is not None else 0)

    def late(self) -> int:
        """Return how many changes the next question would be answered without."""
        left = self.behind()
        return 0 if self._waits(left) else max(left, 0)

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
            mark = self._mark_of(session, until)
        # What comes in between is in the index already and is applied once more: nothing is missed.
        index.tidy()
        index.save(self.folder, until, mark)
        self._kept = until

    @abstractmethod
    def _last_change(self, session: Session) -> int:
        """Return the number of the last change, 0 where there was none."""

    @abstractmethod
    def _mark_of(self, session: Session, number: int) -> str:
        """Return what tells the change with a number from that of any other store; '' without."""

    @abstractmethod
    def _take_in(self, session: Session, index: Index, since: int) -> int:
        """Take in changes after a number, all or some, and return the number of the last."""

    @abstractmethod
    def _standing(
        self, session: Session, entries: Collection[str], scope: Scope
    ) -> Collection[Standing]:
        """Return those of some entries that are in the store and may be found."""

    def _ready(self) -> Index:
        """Return the index with every change in it that a question waits for."""
        if self._index is not None and not self._waits(self.behind()):
            return self._index
        with self._lock, self.store.read() as session:
            index = self._opened(session)
            while self._waits(self._last_change(session) - self._until):
                self._advance(session)
            return index

    def _waits(self, left: int) -> bool:
        return left > 0 and (self.patience is None or left <= self.patience)

    def _advance(self, session: Session) -> None:
        index = self._opened(session)
        self._until = self._take_in(session, index, self._until)

    def _opened(self, session: Session) -> Index:
        """Return the index; at first that which was saved of this store, or an empty one."""
        if self._index is None:
            saved = self._saved(session)
            self._index = self.make_index() if saved is None else saved
        return self._index

    def _saved(self, session: Session) -> Index | None:
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
        if not contents.mark or contents.mark != self._mark_of(session, contents.change):
            log.warning("saved index not used, made anew", **told, reason=FOREIGN)
            return None
        self._until = self._kept = contents.change
        return index

    def _confirmed(self, several: Sequence[Sequence[Hit]], scope: Scope) -> Sequence[Sequence[Hit]]:
        wanted = {hit.passage.entry for hits in several for hit in hits}
        if not wanted:
            return several
        with self.store.read() as session:
            live = self._standing(session, wanted, scope)
        return [
            [hit for hit in hits if (hit.passage.entry, hit.passage.version) in live]
            for hits in several
        ]
