"""Notices: each gets its number with its row, and is made, issued or voided under it.

The number is counted in the transaction that adds the row, so a number stands for a notice or was
never given. What a notice says is sealed and never changes; the database refuses to remove a row.
"""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from uuid import uuid4

from pydantic import Field
from sqlalchemy import ColumnElement, RowMapping, func, insert, select, text, true, update

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from intake.store.filings import name_mark
from models.errors import ConflictError, NotFoundError, StaleRecordError
from models.records import Record

rows = tables.notices

NEXT = text(
    "INSERT INTO notice_numbers (office, kind, year, last) VALUES (:office, :kind, :year, 1) "
    "ON CONFLICT (office, kind, year) DO UPDATE SET last = notice_numbers.last + 1 RETURNING last"
)


class NoticeState(StrEnum):
    """Where a notice stands."""

    NUMBERED = "numbered"
    """It has its number; its files are still to be made."""
    MADE = "made"
    """Its files are made, sealed and kept."""
    ISSUED = "issued"
    """It holds: its recipient may have it."""
    VOID = "void"
    """It does not hold (any more); its number stays with it."""


UNFINISHED = (NoticeState.NUMBERED, NoticeState.MADE)


class NewNotice(Record):
    """A notice that is to get a number."""

    id: str = Field(default_factory=lambda: uuid4().hex)
    """Given by who may ask twice for the same notice; 32 hexadecimal digits."""
    office: str
    kind: str
    day: date
    """Of the notice; its year is the year of the number."""
    recipient: str
    """Name of who is written to."""
    content: str
    """What it says, as JSON, without its number."""
    officer: str
    filing_id: str | None = None
    batch_id: str | None = None


class Void(Record):
    """Why a notice does not hold, who says so, and since when."""

    reason: str
    officer: str
    at: datetime


class KeptNotice(Record):
    """One notice as it stands, without what it says."""

    id: str
    office: str
    kind: str
    year: int
    serial: int
    number: str
    filing_id: str | None
    batch_id: str | None
    state: NoticeState
    version: int
    """Rises with every change; carried as the ETag."""
    check_code: str | None
    officer: str
    opened_at: datetime
    made_at: datetime | None
    issued_at: datetime | None


Written = Callable[[int], str]
"""Returns the number as it is printed, of a serial of the series."""


def number_notice(session: Session, new: NewNotice, written: Written) -> KeptNotice:
    """Add a notice with the next number of its office, kind and year.

    Asked again with the same id, return the notice that is there; no second number is given.
    """
    if is_kept(session, new.id):
        return read_notice(session, new.id)
    series = {"office": new.office, "kind": new.kind, "year": new.day.year}
    serial = session.connection.execute(NEXT, series).scalar_one()
    row = insert(rows).values(
        id=new.id,
        **series,
        serial=serial,
        number=written(serial),
        filing_id=new.filing_id,
        batch_id=new.batch_id,
        recipient_mark=name_mark(session, new.recipient),
        state=NoticeState.NUMBERED.value,
        version=1,
        officer=new.officer,
        opened_at=now(),
        sealed=session.sealer.seal(new.content.encode(), _place(new.id)),
    )
    session.connection.execute(row)
    return read_notice(session, new.id)


def is_kept(session: Session, notice_id: str) -> bool:
    """Tell whether there is a notice of this id."""
    wanted = select(rows.c.id).where(rows.c.id == notice_id)
    return session.connection.execute(wanted).first() is not None


def read_notice(session: Session, notice_id: str) -> KeptNotice:
    """Return a notice; raises ``NotFoundError``."""
    wanted = select(rows).where(rows.c.id == notice_id)
    if session.writes:
        wanted = wanted.with_for_update()
    row = session.connection.execute(wanted).mappings().first()
    if row is None:
        raise NotFoundError("没有这份文书。")
    return _kept(row)


def read_content(session: Session, notice_id: str) -> str:
    """Return what a notice says, as JSON; raises ``NotFoundError``."""
    wanted = select(rows.c.sealed).where(rows.c.id == notice_id)
    sealed = session.connection.execute(wanted).scalar_one_or_none()
    if sealed is None:
        raise NotFoundError("没有这份文书。")
    return session.sealer.open(sealed, _place(notice_id)).decode()


def read_void(session: Session, notice_id: str) -> Void | None:
    """Return why a notice does not hold; None while nobody said so."""
    wanted = select(rows.c.sealed_void).where(rows.c.id == notice_id)
    sealed = session.connection.execute(wanted).scalar_one_or_none()
    if sealed is None:
        return None
    return Void.model_validate_json(session.sealer.open(sealed, f"{_place(notice_id)}/void"))


def of_filing(session: Session, filing_id: str) -> tuple[KeptNotice, ...]:
    """Return the notices of a filing, oldest first."""
    return _listed(session, rows.c.filing_id == filing_id)


def of_batch(session: Session, batch_id: str) -> tuple[KeptNotice, ...]:
    """Return the notices of a batch, oldest first."""
    return _listed(session, rows.c.batch_id == batch_id)


def of_recipient(session: Session, name: str) -> tuple[KeptNotice, ...]:
    """Return the notices written to a name, oldest first; none for an empty one."""
    mark = name_mark(session, name)
    return _listed(session, rows.c.recipient_mark == mark) if mark else ()


def list_notices(
    session: Session, part: str, most: int, skipped: int
) -> tuple[int, tuple[KeptNotice, ...]]:
    """Return how many notices have ``part`` in their number, and some of them, newest first."""
    where = rows.c.number.contains(part, autoescape=True) if part else true()
    count = session.connection.execute(select(func.count()).select_from(rows).where(where))
    newest = (rows.c.opened_at.desc(), rows.c.serial.desc(), rows.c.id)
    wanted = select(rows).where(where).order_by(*newest).limit(most).offset(skipped)
    found = session.connection.execute(wanted).mappings()
    return int(count.scalar_one()), tuple(_kept(row) for row in found)


def unfinished(session: Session) -> tuple[KeptNotice, ...]:
    """Return the notices of no batch that have a number and were not issued, oldest first."""
    states = [state.value for state in UNFINISHED]
    return _listed(session, rows.c.state.in_(states) & rows.c.batch_id.is_(None))


def find_code(session: Session, check_code: str) -> KeptNotice | None:
    """Return the notice of a check code, None when there is none."""
    return next(iter(_listed(session, rows.c.check_code == check_code)), None)


def note_made(session: Session, notice_id: str, check_code: str) -> KeptNotice:
    """Note that the files of a notice are made; said again, nothing changes.

    Raises:
        ConflictError: The notice is void, or was made with another check code.
    """
    notice = read_notice(session, notice_id)
    if notice.state is NoticeState.VOID:
        raise ConflictError(f"{notice.number} 已经作废。")
    if notice.check_code is not None:
        if notice.check_code != check_code:
            raise ConflictError(f"{notice.number} 的内容与已经制作的文书不一致。")
        return notice
    return _change(session, notice, NoticeState.MADE, check_code=check_code, made_at=now())


def note_issued(session: Session, notice_id: str) -> KeptNotice:
    """Note that a made notice holds from now on; said again, nothing changes.

    Raises:
        ConflictError: The notice is void, or its files are not made yet.
    """
    notice = read_notice(session, notice_id)
    if notice.state is NoticeState.ISSUED:
        return notice
    if notice.state is not NoticeState.MADE:
        raise ConflictError(f"{notice.number} 已经作废，或还没有制作完成，不能出具。")
    return _change(session, notice, NoticeState.ISSUED, issued_at=now())


def note_void(session: Session, notice_id: str, seen: int, void: Void) -> KeptNotice:
    """Note that a notice does not hold.

    Raises:
        StaleRecordError: The notice is no longer what the officer saw.
        ConflictError: It is void already.
    """
    notice = read_notice(session, notice_id)
    if notice.version != seen:
        raise StaleRecordError("文书已有新的状态，本次操作没有保存。")
    if notice.state is NoticeState.VOID:
        raise ConflictError(f"{notice.number} 已经作废。")
    words = void.model_dump_json().encode()
    sealed = session.sealer.seal(words, f"{_place(notice_id)}/void")
    return _change(session, notice, NoticeState.VOID, sealed_void=sealed)


def _change(
    session: Session, notice: KeptNotice, state: NoticeState, **changes: object
) -> KeptNotice:
    seen = (rows.c.id == notice.id) & (rows.c.version == notice.version)
    row = {"state": state.value, "version": notice.version + 1, **changes}
    if session.connection.execute(update(rows).where(seen).values(**row)).rowcount != 1:
        raise StaleRecordError("文书已有新的状态，本次操作没有保存。")
    return read_notice(session, notice.id)


def _listed(session: Session, where: ColumnElement[bool]) -> tuple[KeptNotice, ...]:
    wanted = select(rows).where(where).order_by(rows.c.opened_at, rows.c.serial, rows.c.id)
    return tuple(_kept(row) for row in session.connection.execute(wanted).mappings())


def _kept(row: RowMapping) -> KeptNotice:
    return KeptNotice.model_validate({name: row[name] for name in KeptNotice.model_fields})


def _place(notice_id: str) -> str:
    return f"notices/{notice_id}/record"
