"""The documents of the library, sealed; every change has a number, and what went leaves its own.

Whoever has seen a number has seen every smaller one: numbers are given one transaction after
another, see `gongwen_library_turn`. So an index that knows its last number is brought up to date by
what came after it.
"""

import zlib
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, func, or_, select

from docgen.gongwen.library.filed import Ending, Filed
from intake.store import tables
from intake.store.database import Session
from knowledge.cleaning import folded
from models.errors import NotFoundError
from models.records import Record

rows = tables.gongwen_library
turns = tables.gongwen_library_turns
NOT_THERE: Final = "公文库里没有这份文件。"


class KeptDocument(Record):
    """A document as it is kept."""

    id: str
    version: int
    changed_at: datetime
    owner: str
    """A mark made of the name of who brought it."""
    filed: Filed


def known_source(session: Session, source: str) -> str:
    """Return the id of the document that is in the library as it was read from a file, or ''."""
    wanted = select(rows.c.id).where(rows.c.source == source).limit(1)
    return str(session.connection.execute(wanted).scalar() or "")


def named(session: Session, names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return by title or number the documents that bear it, those changed last first."""
    marks = {name_mark(session, name): name for name in names if folded(name)}
    columns = (rows.c.title_mark, rows.c.number_mark)
    borne = or_(*(column.in_(list(marks)) for column in columns))
    wanted = select(rows.c.id, *columns).where(borne).order_by(rows.c.change.desc())
    found: dict[str, list[str]] = {name: [] for name in names}
    for row in session.connection.execute(wanted):
        for name in {marks.get(row.title_mark), marks.get(row.number_mark)} - {None}:
            found[str(name)].append(row.id)
    return {name: tuple(ids) for name, ids in found.items()}


def read_document(session: Session, document_id: str) -> KeptDocument:
    """Return one document; raises ``NotFoundError``."""
    row = session.connection.execute(select(rows).where(rows.c.id == document_id)).first()
    if row is None or row.sealed is None:
        raise NotFoundError(NOT_THERE)
    return opened(session, row)


def changed_since(
    session: Session, number: int, most: int
) -> Iterator[tuple[int, str, KeptDocument | None]]:
    """Yield the next changes after a number, each with its own; None for documents that are gone.

    Of a document that changed several times only the last change is left.
    """
    wanted = select(rows).where(rows.c.change > number).order_by(rows.c.change).limit(most)
    for row in session.connection.execute(wanted):
        yield row.change, row.id, opened(session, row) if row.sealed is not None else None


def ever_there(session: Session, ids: Iterable[str]) -> frozenset[str]:
    """Return those of some documents that are there, or were and have gone."""
    wanted = select(rows.c.id).where(rows.c.id.in_(list(ids)))
    return frozenset(session.connection.execute(wanted).scalars())


def standing(session: Session, ids: Iterable[str]) -> dict[str, int]:
    """Return the version of each of some documents that is still there."""
    wanted = select(rows.c.id, rows.c.version).where(
        rows.c.id.in_(list(ids)) & rows.c.sealed.is_not(None)
    )
    return {row.id: row.version for row in session.connection.execute(wanted)}


def last_change(session: Session) -> int:
    """Return the number of the last change, 0 where there was none."""
    return int(session.connection.execute(select(func.max(rows.c.change))).scalar() or 0)


def mark_of(session: Session, number: int) -> str:
    """Return what tells the change with a number from that of any other store; '' without it.

    A store that was put back to an earlier state has other changes after that, or none.
    """
    later = select(turns.c.mark).where(turns.c.number >= number).order_by(turns.c.number).limit(1)
    return str(session.connection.execute(later).scalar() or "")


def count_documents(session: Session) -> int:
    """Return how many documents there are."""
    there = select(func.count()).select_from(rows).where(rows.c.sealed.is_not(None))
    return int(session.connection.execute(there).scalar_one())


def name_mark(session: Session, name: str) -> str:
    """Return the mark of a title or number, by whatever signs it is written; '' without one."""
    plain = folded(name)
    return session.sealer.sign(f"gongwen library name|{plain}".encode()).hex() if plain else ""


def owner_mark(session: Session, officer: str) -> str:
    """Return the mark of who brings documents."""
    return session.sealer.sign(f"gongwen library|{officer}".encode()).hex()


def opened(session: Session, row: Row[Any]) -> KeptDocument:
    """Return a document that is there, with what was said of it since it came."""
    packed = session.sealer.open(row.sealed, place(row.id))
    filed = Filed.model_validate_json(zlib.decompress(packed))
    if row.facet:
        filed = filed.model_copy(update={"facet": row.facet})
    if row.ending is not None:
        ending = Ending.model_validate_json(session.sealer.open(row.ending, place(row.id)))
        filed = filed.model_copy(update={"ended_on": ending.on, "ended_by": ending.by})
    return KeptDocument(
        id=row.id, version=row.version, changed_at=row.changed_at, owner=row.owner, filed=filed
    )


def place(document_id: str) -> str:
    """Return where what is sealed of a document belongs."""
    return f"{rows.name}/{document_id}"
