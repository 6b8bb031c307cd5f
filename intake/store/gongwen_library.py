"""The documents of the library, sealed; every change has a number, and what went leaves its own.

Whoever has seen a number has seen every smaller one: numbers are given one transaction after
another. So an index that knows its last number is brought up to date by what came after it.
"""

import hashlib
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Row, func, insert, or_, select, text, update

from docgen.gongwen.library.filed import Filed
from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from knowledge.cleaning import folded
from models.errors import NotFoundError
from models.records import Record

rows = tables.gongwen_library
turns = tables.gongwen_library_turns
LOCK: Final = 0x5A4C
"""Number of the lock on PostgreSQL; SQLite has one writer at a time anyhow."""
BESIDE: Final = ("version", "digest", "source", "title_mark", "number_mark")
"""Columns that are looked at before a document is written."""
NOT_THERE: Final = "公文库里没有这份文件。"


class KeptDocument(Record):
    """A document as it is kept."""

    id: str
    version: int
    changed_at: datetime
    owner: str
    """A mark made of the name of who brought it."""
    filed: Filed


class Outcome(StrEnum):
    """What became of a document."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REMOVED = "removed"
    ABSENT = "absent"


class Turn:
    """Changes of one transaction; see `turn`."""

    def __init__(self, session: Session, officer: str) -> None:
        self._session, self._owner = session, owner_mark(session, officer)
        self.number = last_change(session)

    def put(self, filed: Filed, source: str = "") -> Outcome:
        """Keep a document in place of an earlier version of the same; an unchanged one stays.

        ``source`` tells the file it was read from, see `source_known`.
        """
        packed = filed.model_dump_json().encode()
        digest = hashlib.sha256(packed).hexdigest()
        wanted = select(*(rows.c[name] for name in BESIDE)).where(rows.c.id == filed.id)
        before = self._session.connection.execute(wanted).first()
        told = {
            "title_mark": name_mark(self._session, filed.title),
            "number_mark": name_mark(self._session, filed.number),
        }
        if before and before.digest == digest:
            told["source"] = source or before.source
            if any(getattr(before, name) != value for name, value in told.items()):
                self._write(filed.id, told)
            return Outcome.SAME
        self.number += 1
        row = told | {
            "change": self.number,
            "version": before.version + 1 if before else 1,
            "digest": digest,
            "source": source,
            "owner": self._owner,
            "changed_at": now(),
            "sealed": self._session.sealer.seal(zlib.compress(packed), _place(filed.id)),
        }
        if before is None:
            self._session.connection.execute(insert(rows).values(id=filed.id, **row))
            return Outcome.NEW
        self._write(filed.id, row)
        return Outcome.CHANGED if before.digest else Outcome.NEW

    def drop(self, document_id: str) -> Outcome:
        """Let a document go for good; its number tells indexes that it is gone."""
        gone = {"sealed": None, "facet": "", "changed_at": now(), **dict.fromkeys(BESIDE[1:], "")}
        there = (rows.c.id == document_id) & rows.c.sealed.is_not(None)
        change = update(rows).where(there).values(change=self.number + 1, **gone)
        if not self._session.connection.execute(change).rowcount:
            return Outcome.ABSENT
        self.number += 1
        return Outcome.REMOVED

    def sort_into(self, document_id: str, facet: str) -> None:
        """Put a document into a collection, and every later edition of it; '' as its signs tell."""
        self.number += 1
        told = {"facet": facet, "change": self.number, "version": rows.c.version + 1}
        self._write(document_id, told | {"changed_at": now()})

    def _write(self, document_id: str, values: dict[str, Any]) -> None:
        change = update(rows).where(rows.c.id == document_id).values(**values)
        self._session.connection.execute(change)


@contextmanager
def turn(session: Session, officer: str) -> Iterator[Turn]:
    """Let documents be kept and let go in one transaction, by nobody else meanwhile.

    The last number it gave is marked, so that an index knows its store by it.
    """
    if session.connection.dialect.name == "postgresql":
        session.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    one = Turn(session, officer)
    before = one.number
    yield one
    if one.number > before:
        session.connection.execute(insert(turns).values(number=one.number, mark=uuid4().hex))


def put_documents(session: Session, documents: Iterable[Filed], officer: str) -> Counter[Outcome]:
    """Keep documents, and count what became of them."""
    with turn(session, officer) as one:
        return Counter(one.put(filed) for filed in documents)


def drop_document(session: Session, document_id: str, officer: str) -> None:
    """Let a document go for good; raises ``NotFoundError``."""
    with turn(session, officer) as one:
        if one.drop(document_id) is Outcome.ABSENT:
            raise NotFoundError(NOT_THERE)


def source_known(session: Session, source: str) -> bool:
    """Tell whether what was read from a file is in the library as it was read."""
    wanted = select(rows.c.id).where(rows.c.source == source).limit(1)
    return session.connection.execute(wanted).first() is not None


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


def _opened(session: Session, row: Row[Any]) -> KeptDocument:
    packed = session.sealer.open(row.sealed, _place(row.id))
    filed = Filed.model_validate_json(zlib.decompress(packed))
    return KeptDocument(
        id=row.id,
        version=row.version,
        changed_at=row.changed_at,
        owner=row.owner,
        filed=filed.model_copy(update={"facet": row.facet}) if row.facet else filed,
    )


def _place(document_id: str) -> str:
    return f"{rows.name}/{document_id}"
