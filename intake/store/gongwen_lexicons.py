"""Lexicons of the drafting desk: every edition whole, the one with the highest number in force.

Whose a lexicon is stands beside it as a mark only; words may name people, so editions are sealed.
"""

import json
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Row, Select, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from docgen.gongwen.proofread.lexicon.entry import Scope, TypedEntry
from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.errors import NotFoundError, StaleRecordError
from models.records import Record

rows = tables.gongwen_lexicons
KEPT: Final = 50
"""Editions kept of one lexicon; older ones make room (DESIGN)."""

HEADED: Final = ("number", "at", "officer", "note")
"""What of an edition is told in a list."""


class Holder(Record):
    """Whose a lexicon is."""

    scope: Scope
    name: str = ""
    """The officer, section or office; empty for the district."""


class Release(Record):
    """Which release of those who keep the lexicon."""

    version: int
    day: date
    sha256: str
    """Of its table."""
    etag: str = ""
    """Of its manifest, as the source told it."""


class Head(Record):
    """An edition without its entries."""

    number: int
    at: datetime
    officer: str
    note: str
    """What was changed."""
    count: int
    """Of the entries."""


class Edition(Record):
    """A lexicon as it was from one change to the next."""

    holder: Holder
    number: int
    at: datetime
    officer: str
    note: str
    """What was changed."""
    entries: tuple[TypedEntry, ...]
    newest: Release | None = None
    """The newest release that was ever put in force here; this edition may be an earlier one."""

    @property
    def head(self) -> Head:
        """Return it without its entries."""
        told = self.model_dump(include=set(HEADED))
        return Head(count=len(self.entries), **told)


def latest(session: Session, holder: Holder) -> Edition | None:
    """Return the edition in force, None where there is no lexicon yet."""
    row = session.connection.execute(_mine(session, holder).limit(1)).first()
    return _opened(session, row) if row else None


def latest_number(session: Session, holder: Holder) -> int:
    """Return the number of the edition in force, 0 where there is no lexicon yet."""
    wanted = select(func.max(rows.c.number)).where(rows.c.holder == _mark(session, holder))
    return int(session.connection.execute(wanted).scalar() or 0)


def heads(session: Session, holder: Holder) -> Iterator[Head]:
    """Yield the editions of a lexicon, the newest first, their entries counted and not read."""
    for row in session.connection.execute(_mine(session, holder)):
        told = json.loads(_unpacked(session, row))
        yield Head.model_validate(
            {**{name: told[name] for name in HEADED}, "count": len(told["entries"])}
        )


def read_edition(session: Session, holder: Holder, number: int) -> Edition:
    """Return one edition; raises ``NotFoundError``."""
    mine = (rows.c.holder == _mark(session, holder)) & (rows.c.number == number)
    row = session.connection.execute(select(rows).where(mine)).first()
    if row is None:
        raise NotFoundError(f"词库没有第 {number} 版。")
    return _opened(session, row)


def add_edition(session: Session, edition: Edition) -> None:
    """Put an edition in force; raises ``StaleRecordError`` when there is one of that number."""
    edition_id, mark = uuid4().hex, _mark(session, edition.holder)
    packed = zlib.compress(edition.model_dump_json(exclude_defaults=True).encode())
    row = {
        "id": edition_id,
        "holder": mark,
        "number": edition.number,
        "at": now(),
        "sealed": session.sealer.seal(packed, _place(edition_id)),
    }
    try:
        session.connection.execute(insert(rows).values(**row))
    except IntegrityError as error:
        raise StaleRecordError("词库刚被别人改过，本次操作没有保存。") from error
    old = (rows.c.holder == mark) & (rows.c.number <= edition.number - KEPT)
    session.connection.execute(delete(rows).where(old))


def _mine(session: Session, holder: Holder) -> Select[Any]:
    """Return the question for the editions of a lexicon, the newest first."""
    mine = select(rows).where(rows.c.holder == _mark(session, holder))
    return mine.order_by(rows.c.number.desc())


def _opened(session: Session, row: Row[Any]) -> Edition:
    return Edition.model_validate_json(_unpacked(session, row))


def _unpacked(session: Session, row: Row[Any]) -> bytes:
    return zlib.decompress(session.sealer.open(row.sealed, _place(row.id)))


def _mark(session: Session, holder: Holder) -> str:
    return session.sealer.sign(f"lexicon|{holder.scope.name}|{holder.name}".encode()).hex()


def _place(edition_id: str) -> str:
    return f"{rows.name}/{edition_id}"
