"""Series of notice numbers, by office, kind and year, and the proof that each is whole."""

from collections.abc import Iterator
from itertools import pairwise

from sqlalchemy import select

from intake.store import tables
from intake.store.database import Session
from models.records import Record

counted, rows = tables.notice_numbers, tables.notices


class Series(Record):
    """The numbers of one office, kind and year, as they were given."""

    office: str
    kind: str
    year: int
    last: int
    """The number counted last."""
    numbers: tuple[str, ...]
    """Every number, in order."""
    void: int
    """How many of them no longer hold."""
    missing: tuple[int, ...]
    """Serials up to the last that no notice has."""
    doubled: tuple[int, ...]
    """Serials that more than one notice has, or that were never counted."""

    @property
    def whole(self) -> bool:
        """Tell whether every serial up to the last was given, and once."""
        return not self.missing and not self.doubled


def read_series(session: Session, year: int) -> tuple[Series, ...]:
    """Return every series of a year, by office and kind."""
    names = select(counted.c.office, counted.c.kind, counted.c.last).where(counted.c.year == year)
    lasts = {(row.office, row.kind): row.last for row in session.connection.execute(names)}
    found = select(rows.c.office, rows.c.kind).where(rows.c.year == year).distinct()
    given = {(row.office, row.kind) for row in session.connection.execute(found)}
    return tuple(
        _series(session, (*name, year), lasts.get(name, 0)) for name in sorted({*lasts, *given})
    )


def _series(session: Session, name: tuple[str, str, int], last: int) -> Series:
    office, kind, year = name
    own = (rows.c.office == office) & (rows.c.kind == kind) & (rows.c.year == year)
    wanted = select(rows.c.serial, rows.c.number, rows.c.state).where(own)
    given = session.connection.execute(wanted.order_by(rows.c.serial, rows.c.number)).all()
    serials = [row.serial for row in given]
    return Series(
        office=office,
        kind=kind,
        year=year,
        last=last,
        numbers=tuple(row.number for row in given),
        void=sum(row.state == "void" for row in given),
        missing=tuple(sorted(set(range(1, last + 1)) - set(serials))),
        doubled=tuple(dict.fromkeys(_twice(serials, last))),
    )


def _twice(serials: list[int], last: int) -> Iterator[int]:
    """Yield, of serials in order, those that stand there twice or were never counted."""
    for before, serial in pairwise([0, *serials]):
        if serial == before or not 1 <= serial <= last:
            yield serial
