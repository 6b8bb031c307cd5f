"""The documents of the library, sealed; every change has a number, and what went leaves its own.

Whoever has seen a number has seen every smaller one: numbers are given one transaction after
another. So an index that knows its last number is brought up to date by what came after it.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Row, func, insert, select, text, update

from docgen.gongwen.library.filed import Filed
from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.errors import NotFoundError
from models.records import Record

rows = tables.gongwen_library
turns = tables.gongwen_library_turns
LOCK: Final = 0x5A4C
"""Number of the lock on PostgreSQL; SQLite has one writer at a time anyhow."""


class KeptDocument(Record):
    """A document as it is kept."""

    id: str
    version: int
    changed_at: datetime
    owner: str
    """A mark made of the name of who brought it."""
    filed: Filed


class Added(Record):
    """What became of documents that were brought."""

    new: int = 0
    changed: int = 0
    same: int = 0


def put_documents(session: Session, documents: Iterable[Filed], officer: str) -> Added:
    """Keep documents, each in place of an earlier version of the same; unchanged ones stay."""
    _take_turn(session)
    counted = {"new": 0, "changed": 0, "same": 0}
    number = last_change(session)
    for filed in documents:
        packed = filed.model_dump_json().encode()
        digest = hashlib.sha256(packed).hexdigest()
        wanted = select(rows.c.version, rows.c.digest).where(rows.c.id == filed.id)
        before = session.connection.execute(wanted).first()
        if before and before.digest == digest:
            counted["same"] += 1
            continue
        number += 1
        counted["changed" if before else "new"] += 1
        row = {
            "id": filed.id,
            "change": number,
            "version": before.version + 1 if before else 1,
            "digest": digest,
            "owner": owner_mark(session, officer),
            "changed_at": now(),
            "sealed": session.sealer.seal(zlib.compress(packed), _place(filed.id)),
        }
        _write(session, row, known=before is not None)
    _end_turn(session, number)
    return Added(**counted)


def drop_document(session: Session, document_id: str) -> None:
    """Let a document go for good; its number tells indexes that it is gone."""
    _take_turn(session)
    number = last_change(session) + 1
    gone = {"sealed": None, "digest": "", "change": number, "changed_at": now()}
    one = (rows.c.id == document_id) & rows.c.sealed.is_not(None)
    if not session.connection.execute(update(rows).where(one).values(**gone)).rowcount:
        raise NotFoundError("公文库里没有这份文件。")
    _end_turn(session, number)


def read_document(session: Session, document_id: str) -> KeptDocument:
    """Return one document; raises ``NotFoundError``."""
    row = session.connection.execute(select(rows).where(rows.c.id == document_id)).first()
    if row is None or row.sealed is None:
        raise NotFoundError("公文库里没有这份文件。")
    return _opened(session, row)


def changed_since(
    session: Session, number: int, most: int
) -> Iterator[tuple[int, str, KeptDocument | None]]:
    """Yield the next changes after a number, each with its own; None for documents that are gone.

    Of a document that changed several times only the last change is left.
    """
    wanted = select(rows).where(rows.c.change > number).order_by(rows.c.change).limit(most)
    for row in session.connection.execute(wanted):
        yield row.change, row.id, _opened(session, row) if row.sealed is not None else None


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


def owner_mark(session: Session, officer: str) -> str:
    """Return the mark of who brings documents."""
    return session.sealer.sign(f"gongwen library|{officer}".encode()).hex()


def _write(session: Session, row: dict[str, Any], *, known: bool) -> None:
    if known:
        session.connection.execute(update(rows).where(rows.c.id == row["id"]).values(**row))
    else:
        session.connection.execute(insert(rows).values(**row))


def _opened(session: Session, row: Row[Any]) -> KeptDocument:
    packed = session.sealer.open(row.sealed, _place(row.id))
    return KeptDocument(
        id=row.id,
        version=row.version,
        changed_at=row.changed_at,
        owner=row.owner,
        filed=Filed.model_validate_json(zlib.decompress(packed)),
    )


def _take_turn(session: Session) -> None:
    if session.connection.dialect.name == "postgresql":
        session.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _end_turn(session: Session, number: int) -> None:
    """Mark the last number a transaction gave, where it gave any."""
    last = session.connection.execute(select(func.max(turns.c.number))).scalar() or 0
    if number > last:
        session.connection.execute(insert(turns).values(number=number, mark=uuid4().hex))


def _place(document_id: str) -> str:
    return f"{rows.name}/{document_id}"
