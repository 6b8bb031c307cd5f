"""The work of an import, in steps that may be begun again: each file is read once and kept once.

What a step found and that it is done are one transaction, so whatever is killed when, a file is
neither lost nor kept twice. The bytes that were handed in lie in the file store before the first
step, under their digest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import structlog

from intake.clock import now
from intake.knowledge.importing import Means, Upload, understand
from intake.knowledge.keeping import keep_drafts
from intake.store import knowledge_imports as imports
from intake.store import knowledge_links as links
from intake.store.database import Session, Store
from intake.store.files import Files, original_key
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_imports import (
    FILES,
    IMPORTS,
    UNFINISHED,
    Handed,
    Import,
    ImportedFile,
    ImportState,
    Kept,
    change_file,
    change_import,
)
from intake.store.knowledge_links import LinkKind
from knowledge.importing.draft import Understood
from knowledge.sorting.report import Sorted, ids_of, sort_out
from knowledge.sorting.setting import with_tags
from models.errors import ConflictError, NotFoundError, ServiceError

BROKEN: Final = "读取这个文件时出错，没有读出内容；其他文件不受影响。"
LOST: Final = "没有找到这个文件的原件，请重新上传。"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ImportDesk:
    """What importing works with."""

    store: Store
    files: Files
    means: Means
    matters: Mapping[str, str]
    """Titles of services and scenarios by their ids."""


def keep_originals(files: Files, uploads: Iterable[Upload]) -> Iterator[Handed]:
    """Keep the bytes of files, the same bytes once, and yield what is known of each."""
    for upload in uploads:
        digest = sha256(upload.data).hexdigest()
        if not files.has(original_key(digest)):
            files.write(original_key(digest), upload.data)
        yield Handed(name=upload.name, digest=digest, size=len(upload.data))


def read_one(desk: ImportDesk, file_id: str) -> None:
    """Read a file, unless it is read already."""
    with desk.store.read() as session:
        file = FILES.read(session, file_id)
    if file.understood is not None:
        return
    found = _understood(desk, file)
    with desk.store.write() as session:
        file = FILES.read(session, file_id)
        if file.understood is None:
            change_file(session, file, understood=found)


def sort_all(desk: ImportDesk, import_id: str) -> None:
    """Say what the drafts of an import have to do with each other, and what comes next."""
    with desk.store.read() as session:
        files = imports.files_of(session, import_id)
    found = [file.understood for file in files if file.understood]
    order = sort_out(found, desk.matters)
    with desk.store.write() as session:
        each = IMPORTS.read(session, import_id)
        if each.state is ImportState.READING:
            state = ImportState.KEEPING if each.keep else ImportState.READ
            change_import(session, each, order=order, state=state)


def keep_one(desk: ImportDesk, file_id: str) -> None:
    """Keep the drafts of a file with the tags that are sure, unless they are kept already."""
    with desk.store.write() as session:
        file = FILES.read(session, file_id)
        if file.kept is not None or file.understood is None:
            return
        each = IMPORTS.read(session, file.import_id)
        tagged = _tagged(file.understood, each.order or Sorted())
        doer = Doer(officer=each.officer)
        kept = keep_drafts(session, [tagged], doer, each.department, each.readers)
        change_file(session, file, kept=kept)


def finish(desk: ImportDesk, import_id: str) -> None:
    """Link the drafts that belong together and end the import, unless it has ended."""
    with desk.store.write() as session:
        each = IMPORTS.read(session, import_id)
        if each.state is ImportState.KEEPING:
            _link(session, each, imports.files_of(session, import_id))
            change_import(session, each, state=ImportState.DONE, ended_at=now())


def break_off(desk: ImportDesk, import_id: str, problem: str) -> None:
    """Say that an import broke off; one that has ended stays as it ended."""
    with desk.store.write() as session:
        each = IMPORTS.read(session, import_id)
        if each.state in UNFINISHED:
            change_import(session, each, state=ImportState.FAILED, problem=problem)


def begin_again(session: Session, import_id: str, *, keep: bool, department: str = "") -> Import:
    """Let an import that was only read have its drafts kept, or one that broke off go on.

    Raises ``ConflictError`` while it is at work or when it is done.
    """
    each = IMPORTS.read(session, import_id)
    if each.state not in {ImportState.READ, ImportState.FAILED}:
        raise ConflictError("这次导入正在处理或已经完成。")
    state = ImportState.KEEPING if each.state is ImportState.READ else ImportState.READING
    wanted = {"keep": keep or each.keep, "department": department or each.department}
    return change_import(session, each, state=state, problem="", begun=each.begun + 1, **wanted)


def keep_read(
    desk: ImportDesk, new: Import, handed: Sequence[Handed], found: Sequence[Understood]
) -> tuple[Kept, ...]:
    """Do an import of files that are read already, and return what became of their drafts."""
    with desk.store.write() as session:
        imports.open_import(session, new, handed)
        files = imports.files_of(session, new.id)
        for file, understood in zip(files, found, strict=True):
            change_file(session, file, understood=understood)
    sort_all(desk, new.id)
    for file in files:
        keep_one(desk, file.id)
    finish(desk, new.id)
    with desk.store.read() as session:
        return tuple(one for file in imports.files_of(session, new.id) for one in file.kept or ())


def _understood(desk: ImportDesk, file: ImportedFile) -> Understood:
    try:
        data = desk.files.read(original_key(file.digest))
        return understand(Upload(file.name, data), desk.means)
    except NotFoundError:
        problem = LOST
    except ServiceError:
        raise  # it may be read when the work is begun again
    except Exception:  # the last boundary: one bad file stops no other
        log.exception("import_broke_off", file=file.id)
        problem = BROKEN
    return Understood(file=file.name, digest=file.digest, problem=problem)


def _tagged(file: Understood, order: Sorted) -> Understood:
    drafts = [with_tags(each.draft, order.tags.get(each.id, ())) for each in ids_of([file])]
    return file.model_copy(update={"drafts": tuple(drafts)})


def _link(session: Session, each: Import, files: Sequence[ImportedFile]) -> None:
    """Link entries that belong together, or are the same in another dress."""
    made = dict(_made(files))
    order = each.order or Sorted()
    told = [
        (link.one, link.other, LinkKind.RELATED) for own in order.related.values() for link in own
    ]
    told += [(pair.one, pair.other, LinkKind.DUPLICATE) for pair in order.copies]
    for name, like, kind in told:
        one, other = made.get(name), made.get(like)
        if one and other and one != other:
            links.add_link(session, one, other, kind, each.officer)


def _made(files: Sequence[ImportedFile]) -> Iterator[tuple[str, str]]:
    """Yield the name of each draft in the report, and the entry it became."""
    for file in files:
        kept: Sequence[Kept] = file.kept or ()
        named = ids_of([file.understood]) if file.understood else ()
        if len(kept) == len(named):
            yield from ((name.id, one.id) for name, one in zip(named, kept, strict=True) if one.id)
