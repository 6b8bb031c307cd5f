"""Links between entries: related, or the same in other words; drawn once, they hold both ways."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, insert, or_, select

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.records import Record

rows = tables.knowledge_links


class LinkKind(StrEnum):
    """What two entries are to each other."""

    RELATED = "related"
    DUPLICATE = "duplicate"


class Link(Record):
    """One link as seen from an entry."""

    other: str
    kind: LinkKind
    officer: str
    at: datetime


def links_of(session: Session, entry_id: str) -> tuple[Link, ...]:
    """Return the links of an entry, whichever of the two it was drawn from, the oldest first."""
    own = or_(rows.c.entry_id == entry_id, rows.c.other_id == entry_id)
    found = session.connection.execute(select(rows).where(own).order_by(rows.c.seq))
    return tuple(
        Link(
            other=row.other_id if row.entry_id == entry_id else row.entry_id,
            kind=LinkKind(row.kind),
            officer=row.officer,
            at=row.at,
        )
        for row in found
    )


def add_link(session: Session, entry_id: str, other_id: str, kind: LinkKind, officer: str) -> bool:
    """Link two entries; return False where they are linked so already."""
    if session.connection.execute(select(rows.c.seq).where(_own(entry_id, other_id, kind))).first():
        return False
    row = insert(rows).values(
        entry_id=entry_id, other_id=other_id, kind=kind.value, officer=officer, at=now()
    )
    session.connection.execute(row)
    return True


def remove_link(session: Session, entry_id: str, other_id: str, kind: LinkKind) -> bool:
    """Undo a link; return False where there is none."""
    gone = delete(rows).where(_own(entry_id, other_id, kind))
    return session.connection.execute(gone).rowcount > 0


def _own(entry_id: str, other_id: str, kind: LinkKind) -> ColumnElement[bool]:
    there = (rows.c.entry_id == entry_id) & (rows.c.other_id == other_id)
    back = (rows.c.entry_id == other_id) & (rows.c.other_id == entry_id)
    return (there | back) & (rows.c.kind == kind.value)
