"""Imports into the knowledge base: how far each is, and what became of each of its files."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import uuid4

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from intake.store.sealed_records import Drawer
from knowledge.entries.entry import EVERYBODY
from knowledge.importing.draft import Understood
from knowledge.sorting.report import Sorted
from models.records import Record

MOST_LISTED: Final = 30


class ImportState(StrEnum):
    """How an import stands."""

    READING = "reading"
    READ = "read"
    """All files are read; somebody is to say whether drafts are kept."""
    KEEPING = "keeping"
    DONE = "done"
    FAILED = "failed"
    """It broke off, and can be begun again: what is read or kept stays so."""


UNFINISHED: Final = (ImportState.READING, ImportState.KEEPING)


class Kept(Record):
    """What became of one draft."""

    file: str
    title: str
    id: str = ""
    """Of the entry; '' where it was refused."""
    refused: str = ""
    """Why, in Chinese."""


class ImportedFile(Record):
    """One file that was handed in; its bytes lie in the file store under their digest."""

    id: str
    import_id: str
    place: int
    """From 0, in the order they were handed in."""
    name: str
    digest: str
    """SHA-256 of its bytes."""
    size: int
    understood: Understood | None = None
    """None until it is read."""
    kept: tuple[Kept, ...] | None = None
    """None until its drafts are kept."""
    version: int = 1


class Import(Record):
    """Files that were handed in together."""

    id: str
    officer: str
    departments: tuple[str, ...]
    """Of the officer: whoever belongs to one may look."""
    department: str
    """Answers for what names none itself."""
    readers: tuple[str, ...] = (EVERYBODY,)
    keep: bool
    """Whether drafts are kept as soon as all files are read."""
    state: ImportState = ImportState.READING
    order: Sorted | None = None
    """What the drafts have to do with each other; None until all files are read."""
    total: int
    opened_at: datetime
    ended_at: datetime | None = None
    problem: str = ""
    """Why it broke off, in Chinese."""
    begun: int = 1
    """How often somebody had it begun, or gone on with."""
    version: int = 1


IMPORTS: Final = Drawer(
    tables.knowledge_imports,
    Import,
    lambda each: {
        "id": each.id,
        "state": each.state.value,
        "opened_at": each.opened_at,
        "version": each.version,
    },
    "没有这次导入。",
)
FILES: Final = Drawer(
    tables.knowledge_import_files,
    ImportedFile,
    lambda each: {
        "id": each.id,
        "import_id": each.import_id,
        "place": each.place,
        "digest": each.digest,
        "version": each.version,
    },
    "没有这个文件。",
)


class Handed(Record):
    """What is known of a file when it is handed in."""

    name: str
    digest: str
    size: int


def new_import(
    officer: str,
    department: str,
    total: int,
    departments: tuple[str, ...] = (),
    *,
    keep: bool = True,
) -> Import:
    """Return an import of so many files that begins now."""
    return Import(
        id=uuid4().hex,
        officer=officer,
        departments=departments,
        department=department,
        keep=keep,
        total=total,
        opened_at=now(),
    )


def open_import(session: Session, wanted: Import, files: Sequence[Handed]) -> None:
    """Add an import with its files."""
    IMPORTS.add(session, wanted)
    for place, each in enumerate(files):
        told = {"id": uuid4().hex, "import_id": wanted.id, "place": place}
        FILES.add(session, ImportedFile.model_validate(told | each.model_dump()))


def change_import(session: Session, each: Import, **changes: object) -> Import:
    """Write an import anew; raises ``StaleRecordError`` when somebody else did meanwhile."""
    changed = each.model_copy(update={**changes, "version": each.version + 1})
    IMPORTS.save(session, changed)
    return changed


def change_file(session: Session, each: ImportedFile, **changes: object) -> ImportedFile:
    """Write a file anew; raises ``StaleRecordError`` when somebody else did meanwhile."""
    changed = each.model_copy(update={**changes, "version": each.version + 1})
    FILES.save(session, changed)
    return changed


def files_of(session: Session, import_id: str) -> tuple[ImportedFile, ...]:
    """Return the files of an import, in the order they were handed in."""
    table = tables.knowledge_import_files
    return tuple(FILES.find(session, table.c.import_id == import_id, table.c.place))


def file_with(session: Session, digest: str) -> ImportedFile | None:
    """Return a file with these bytes as it was handed in once; None where none was."""
    own = tables.knowledge_import_files.c.digest == digest
    return next(FILES.find(session, own, most=1), None)


def unfinished_imports(session: Session) -> tuple[Import, ...]:
    """Return the imports at work, the oldest first."""
    table = tables.knowledge_imports
    at_work = table.c.state.in_([state.value for state in UNFINISHED])
    return tuple(IMPORTS.find(session, at_work, table.c.opened_at))


def list_imports(session: Session) -> tuple[Import, ...]:
    """Return the newest imports, the newest first."""
    newest = tables.knowledge_imports.c.opened_at.desc()
    return tuple(IMPORTS.find(session, None, newest, most=MOST_LISTED))
