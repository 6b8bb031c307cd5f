"""The index of the document library: of the documents, as the store has them."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.gongwen.library.filed import declared, entry_of
from intake.indexing.store_index import Standing, StoreIndex
from intake.store import gongwen_library as kept
from intake.store.database import Session, Store
from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import Entry
from knowledge.index.index import Index
from knowledge.index.saving import Folder
from knowledge.index.scope import Scope

BATCH: Final = 100
"""Documents taken in at a time; a question that waits for one waits for so many at most."""
PATIENCE: Final = 30
"""Documents that a question waits for: some single ones, and not a bulk update."""


@dataclass
class LibraryShelf(StoreIndex):
    """The document library, ready to be asked."""

    make_index: Callable[[], Index] = lambda: Index(default_encoder())

    def _last_change(self, session: Session) -> int:
        return kept.last_change(session)

    def _mark_of(self, session: Session, number: int) -> str:
        mark = kept.mark_of(session, number)
        return mark and f"{mark}/{declared()}"  # labels are made of declarations as well

    def _take_in(self, session: Session, index: Index, since: int) -> int:
        batch = tuple(kept.changed_since(session, since, BATCH))
        for _, document_id, document in batch:
            if document is None:
                index.remove(document_id)
        index.put(_entries(document for _, _, document in batch if document))
        return batch[-1][0] if batch else since

    def _standing(
        self, session: Session, entries: Collection[str], scope: Scope
    ) -> Collection[Standing]:
        del scope  # who may read a document changes with its version alone
        return kept.standing(session, entries).items()


def open_library(store: Store, folder: Path) -> LibraryShelf:
    """Return the library of a service; its index is kept sealed with the key of the store."""
    return LibraryShelf(
        store, lambda: Index(default_encoder(), seal=store.sealer), Folder(folder), PATIENCE
    )


def _entries(documents: Iterator[kept.KeptDocument]) -> Iterator[Entry]:
    for document in documents:
        yield entry_of(document.filed, document.version, document.changed_at)
