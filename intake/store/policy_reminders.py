"""Reminders to firms: each told once, however often the daily run comes by."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Row, insert, select, true, update

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from knowledge.policies import Reminder
from models.errors import NotFoundError
from models.records import Record

rows = tables.policy_reminders


class KeptReminder(Record):
    """One thing a firm was told."""

    id: str
    profile_id: str
    told_on: date
    seen_at: datetime | None
    reminder: Reminder


def tell(
    session: Session, profile_id: str, reminders: Iterable[Reminder], on: date
) -> tuple[KeptReminder, ...]:
    """Keep what the firm was not told before, and return it."""
    told = {_same(each.reminder) for each in list_reminders(session, profile_id)}
    new = [each for each in reminders if _same(each) not in told]
    return tuple(_add(session, profile_id, each, on) for each in new)


def list_reminders(session: Session, profile_id: str) -> tuple[KeptReminder, ...]:
    """Return everything a firm was told, what is due last first."""
    return _listed(session, rows.c.profile_id == profile_id)


def list_told(session: Session, since: date | None, most: int) -> tuple[KeptReminder, ...]:
    """Return what all firms were told on and after a day, what is due last first."""
    return _listed(session, rows.c.told_on >= since if since else true(), most)


def mark_seen(session: Session, profile_id: str, reminder_id: str) -> KeptReminder:
    """Note that a firm has seen a reminder; raises ``NotFoundError``."""
    mine = (rows.c.id == reminder_id) & (rows.c.profile_id == profile_id)
    unseen = update(rows).where(mine & rows.c.seen_at.is_(None))
    session.connection.execute(unseen.values(seen_at=now()))
    found = _listed(session, mine)
    if not found:
        raise NotFoundError("没有这条提醒。")
    return found[0]


def _same(reminder: Reminder) -> tuple[str, str, date]:
    return reminder.reason.value, reminder.about, reminder.due


def _add(session: Session, profile_id: str, reminder: Reminder, on: date) -> KeptReminder:
    reminder_id = uuid4().hex
    sealed = session.sealer.seal(reminder.model_dump_json().encode(), _place(reminder_id))
    row = insert(rows).values(
        id=reminder_id,
        profile_id=profile_id,
        reason=reminder.reason.value,
        about=reminder.about,
        due=reminder.due,
        told_on=on,
        seen_at=None,
        sealed=sealed,
    )
    session.connection.execute(row)
    return KeptReminder(
        id=reminder_id, profile_id=profile_id, told_on=on, seen_at=None, reminder=reminder
    )


def _listed(
    session: Session, which: ColumnElement[bool], most: int = 1000
) -> tuple[KeptReminder, ...]:
    wanted = select(rows).where(which).order_by(rows.c.due.desc(), rows.c.id).limit(most)
    return tuple(_kept(session, row) for row in session.connection.execute(wanted))


def _kept(session: Session, row: Row[tuple[object, ...]]) -> KeptReminder:
    opened = session.sealer.open(row.sealed, _place(row.id))
    return KeptReminder(
        id=row.id,
        profile_id=row.profile_id,
        told_on=row.told_on,
        seen_at=row.seen_at,
        reminder=Reminder.model_validate_json(opened),
    )


def _place(reminder_id: str) -> str:
    return f"policy_reminders/{reminder_id}"
