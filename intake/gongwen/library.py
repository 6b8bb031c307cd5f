"""The library's index: kept in step with the store, and saved, so that a start is quick."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Final

import structlog

from docgen.gongwen.library.filed import entry_of
from intake.store import gongwen_library as kept
from intake.store.database import Session, Store
from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import Entry
from knowledge.index.errors import UnusableIndexError
from knowledge.index.index import Hit, Index
from knowledge.index.saving import Folder
from knowledge.index.scope import Scope

BATCH: Final = 2000
"""Changes taken in at a time."""
SAVED_AFTER: Final = 5000
"""Changes after which the index is saved; fewer are taken in anew at the next start."""

log = structlog.get_logger(__name__)


@dataclass
class LibraryShelf:
    """The index of one process; it is asked as an index is."""

    store: Store
    folder: Path
    make_index: Callable[[], Index] = lambda: Index(default_encoder())
    _index: Index | None = None
    _until: int = 0
    _saved: int = 0
    _lock: Lock = field(default_factory=Lock)

    def search(self, question: str, scope: Scope, limit: int = 10) -> Sequence[Hit]:
        """Return the best passages that stand in the store at this moment."""
        hits = self.up_to_date().search(question, scope, limit)
        with self.store.read() as session:
            there = kept.standing(session, {hit.passage.entry for hit in hits})
        return [hit for hit in hits if there.get(hit.passage.entry) == hit.passage.version]

    def up_to_date(self) -> Index:
        """Return the index with every change of the store in it."""
        with self._lock, self.store.read() as session:
            if self._index is None:
                self._index, self._until = self._opened()
                self._saved = self._until
            self._take_in(session, self._index)
            return self._index

    def _opened(self) -> tuple[Index, int]:
        index = self.make_index()
        try:
            return index, index.load(Folder(self.folder)).change
        except UnusableIndexError as error:
            log.info("library index made anew", why=str(error))
            return self.make_index(), 0

    def _take_in(self, session: Session, index: Index) -> None:
        latest = kept.last_change(session)
        if latest == self._until:
            return
        changed = kept.changed_since(session, self._until)
        for batch in iter(lambda: tuple(islice(changed, BATCH)), ()):
            for document_id, document in batch:
                if document is None:
                    index.remove(document_id)
            index.put(_entries(batch))
        self._until = latest
        if latest - self._saved >= SAVED_AFTER:
            index.tidy()
            index.save(Folder(self.folder), latest)
            self._saved = latest


def _entries(batch: Sequence[tuple[str, kept.KeptDocument | None]]) -> Iterator[Entry]:
    for _, document in batch:
        if document:
            yield entry_of(document.filed, document.version, document.changed_at)
