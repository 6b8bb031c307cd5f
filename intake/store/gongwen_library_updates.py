"""The bulk updates of the library: what each did, which one the library stands at."""

from datetime import datetime
from typing import Any, Final

from pydantic import Field
from sqlalchemy import Row, insert, select
from sqlalchemy import update as change

from intake.clock import now
from intake.store import gongwen_library_before as before
from intake.store import tables
from intake.store.database import Session
from models.errors import NotFoundError
from models.records import Record

rows = tables.gongwen_library_updates
UNDONE_UNTIL: Final = 4
"""Updates that can be taken back: a year of quarters."""
MOST_PROBLEMS: Final = 500


class Report(Record):
    """What an update did."""

    officer: str
    counts: dict[str, int] = Field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """The first ``MOST_PROBLEMS``."""


class KeptUpdate(Record):
    """One update."""

    number: int
    begun_at: datetime
    ended_at: datetime | None
    """None where it was broken off, or is not done yet."""
    undone_at: datetime | None
    undoes: int | None
    """The update that this one took back."""
    report: Report


def begin(session: Session, officer: str, undoes: int | None = None) -> int:
    """Note that an update begins, and return its number."""
    row = {"begun_at": now(), "undoes": undoes, "sealed": b""}
    told = session.connection.execute(insert(rows).values(**row)).inserted_primary_key
    number = int(told[0])  # type: ignore[index] # a row that was put in has its key
    note(session, number, Report(officer=officer))
    return number


def note(session: Session, number: int, report: Report) -> None:
    """Keep what an update has done so far."""
    sealed = session.sealer.seal(report.model_dump_json().encode(), _place(number))
    _write(session, number, {"sealed": sealed})


def end(session: Session, number: int) -> None:
    """Note that an update is done, and forget what is needed to take back those of long ago."""
    _write(session, number, {"ended_at": now()})
    before.forget_until(session, number - UNDONE_UNTIL)


def undone(session: Session, number: int) -> None:
    """Note that an update was taken back."""
    _write(session, number, {"undone_at": now()})


def read(session: Session, number: int) -> KeptUpdate:
    """Return one update; raises ``NotFoundError``."""
    row = session.connection.execute(select(rows).where(rows.c.number == number)).first()
    if row is None:
        raise NotFoundError(f"没有第 {number} 次更新。")
    return _opened(session, row)


def last(session: Session, most: int) -> tuple[KeptUpdate, ...]:
    """Return the last updates, the latest first."""
    wanted = select(rows).order_by(rows.c.number.desc()).limit(most)
    return tuple(_opened(session, row) for row in session.connection.execute(wanted))


def live(session: Session) -> KeptUpdate | None:
    """Return the update the library stands at: the last that was done and not taken back."""
    done = rows.c.ended_at.is_not(None) & rows.c.undone_at.is_(None) & rows.c.undoes.is_(None)
    wanted = select(rows).where(done).order_by(rows.c.number.desc()).limit(1)
    row = session.connection.execute(wanted).first()
    return _opened(session, row) if row is not None else None


def _write(session: Session, number: int, values: dict[str, Any]) -> None:
    session.connection.execute(change(rows).where(rows.c.number == number).values(**values))


def _opened(session: Session, row: Row[Any]) -> KeptUpdate:
    report = session.sealer.open(row.sealed, _place(row.number))
    told = {name: getattr(row, name) for name in KeptUpdate.model_fields if name != "report"}
    return KeptUpdate(**told, report=Report.model_validate_json(report))


def _place(number: int) -> str:
    return f"{rows.name}/{number}"
