"""The change log of what may be found: a number for each time an entry's live version changed.

Numbers are given one transaction after another, so whoever has seen a number has seen every smaller
one. The log outlives the entries: it is how other processes learn that one is gone.
"""

from dataclasses import dataclass

from sqlalchemy import func, insert, select, text

from intake.clock import now
from intake.store import tables
from intake.store.database import Session

rows = tables.knowledge_changes
LOCK = 0x5A4B
"""Number of the lock on PostgreSQL; SQLite has one writer at a time anyhow."""


@dataclass(frozen=True)
class Changes:
    """What changed since a number."""

    until: int
    """The number of the last change."""
    ids: frozenset[str]
    """Of the entries that changed."""


def take_turn(session: Session) -> None:
    """Let nobody else note a change until this transaction ends."""
    if session.connection.dialect.name == "postgresql":
        session.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def note_change(session: Session, *entry_ids: str) -> None:
    """Note that what may be found of some entries changes with this transaction."""
    take_turn(session)
    begun = last_change(session) + 1
    noted = [
        {"seq": seq, "entry_id": entry_id, "at": now()}
        for seq, entry_id in enumerate(entry_ids, start=begun)
    ]
    if noted:
        session.connection.execute(insert(rows), noted)


def last_change(session: Session) -> int:
    """Return the number of the last change, 0 where there was none."""
    return int(session.connection.execute(select(func.max(rows.c.seq))).scalar() or 0)


def mark_of(session: Session, number: int) -> str:
    """Return what tells the change with a number from that of any other store; '' without it.

    A store that was put back to an earlier state has other changes after that, or none.
    """
    wanted = select(rows.c.entry_id, rows.c.at).where(rows.c.seq == number)
    row = session.connection.execute(wanted).first()
    return f"{row.at.isoformat()} {row.entry_id}" if row else ""


def changes_since(session: Session, number: int) -> Changes:
    """Return what changed after a number."""
    wanted = select(rows.c.seq, rows.c.entry_id).where(rows.c.seq > number)
    found = session.connection.execute(wanted).all()
    until = max((row.seq for row in found), default=number)
    return Changes(until, frozenset(row.entry_id for row in found))


def known_ids(session: Session) -> frozenset[str]:
    """Return the ids of all entries that were ever published, also of those deleted since."""
    return frozenset(session.connection.execute(select(rows.c.entry_id).distinct()).scalars())
