"""What people did with entries of the knowledge base: added, never changed, on the audit log too.

The reason is sealed, for it may name people.
"""

from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import RowMapping, insert, select

from intake.clock import now
from intake.store import tables
from intake.store.audit import log_action
from intake.store.database import Session
from models.records import Record

rows = tables.knowledge_acts


class EntryDeed(StrEnum):
    """What can be done with an entry."""

    CREATE = "create"
    EDIT = "edit"
    ROLL_BACK = "roll_back"
    """Make an older version's words the next version."""
    SUBMIT = "submit"
    RETURN = "return"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    DISCARD = "discard"
    SUPERSEDE = "supersede"
    LINK = "link"
    UNLINK = "unlink"


WRITING = (EntryDeed.CREATE, EntryDeed.EDIT, EntryDeed.ROLL_BACK)
"""Deeds of those who wrote at a version, and may therefore not review it."""


class Doer(Record):
    """Who does something, and why."""

    officer: str
    reason: str = ""


class EntryAct(Doer):
    """Something that was done with a version."""

    id: str
    version: int
    kind: EntryDeed
    at: datetime


def add_act(session: Session, entry_id: str, version: int, kind: EntryDeed, doer: Doer) -> EntryAct:
    """Put something done on record, in the acts and in the audit log."""
    act = EntryAct(**doer.model_dump(), id=uuid4().hex, version=version, kind=kind, at=now())
    row = insert(rows).values(
        id=act.id,
        entry_id=entry_id,
        version=version,
        kind=kind.value,
        officer=act.officer,
        at=act.at,
        sealed=session.sealer.seal(act.reason.encode(), _place(entry_id, act.id)),
    )
    session.connection.execute(row)
    facts = {"officer": act.officer, "entry": entry_id, "version": version, "act": act.id}
    log_action(session, f"knowledge.{kind}", "", facts)
    return act


def acts_of(session: Session, entry_id: str) -> tuple[EntryAct, ...]:
    """Return everything that was done with an entry, the newest first."""
    wanted = select(rows).where(rows.c.entry_id == entry_id).order_by(rows.c.seq.desc())
    return tuple(_act(session, row) for row in session.connection.execute(wanted).mappings())


def writers_of(session: Session, entry_id: str, version: int) -> frozenset[str]:
    """Return who wrote at a version."""
    own = (rows.c.entry_id == entry_id) & (rows.c.version == version)
    wrote = own & rows.c.kind.in_([each.value for each in WRITING])
    return frozenset(session.connection.execute(select(rows.c.officer).where(wrote)).scalars())


def worked_on_by_others(session: Session, officer: str) -> frozenset[str]:
    """Return the ids of the entries that anybody else ever did something with."""
    others = select(rows.c.entry_id).where(rows.c.officer != officer).distinct()
    return frozenset(session.connection.execute(others).scalars())


def _act(session: Session, row: RowMapping) -> EntryAct:
    return EntryAct(
        id=row["id"],
        version=row["version"],
        kind=EntryDeed(row["kind"]),
        officer=row["officer"],
        at=row["at"],
        reason=session.sealer.open(row["sealed"], _place(row["entry_id"], row["id"])).decode(),
    )


def _place(entry_id: str, act_id: str) -> str:
    return f"knowledge/{entry_id}/acts/{act_id}"
