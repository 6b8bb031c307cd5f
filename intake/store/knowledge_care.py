"""Gap tickets, corrections, regressions and inspection tasks of the knowledge base; its runs."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select

from intake.store import tables
from intake.store.database import Session
from intake.store.sealed_records import Drawer
from knowledge.care.corrections import Correction
from knowledge.care.inspection.task import Task
from knowledge.care.regressions import Regression
from knowledge.care.tickets import Ticket

runs, gap_questions = tables.knowledge_care_runs, tables.knowledge_gap_questions

GAPS: Final = Drawer(
    tables.knowledge_gaps,
    Ticket,
    lambda each: {
        "id": each.id,
        "state": each.state.value,
        "department": each.department,
        "due": each.due,
        "opened_at": each.opened_at,
        "version": each.version,
    },
    "没有这个缺口工单。",
)
CORRECTIONS: Final = Drawer(
    tables.knowledge_corrections,
    Correction,
    lambda each: {
        "id": each.id,
        "state": each.state.value,
        "department": each.department,
        "at": each.at,
        "version": each.version,
    },
    "没有这条纠错。",
)
REGRESSIONS: Final = Drawer(
    tables.knowledge_regressions,
    Regression,
    lambda each: {
        "id": each.id,
        "gap_id": each.ticket or None,
        "entry_id": each.entry,
        "state": each.state.value,
        "created_at": each.created_at,
        "version": each.version,
    },
    "没有这个回归问题。",
)
INSPECTIONS: Final = Drawer(
    tables.knowledge_inspections,
    Task,
    lambda each: {
        "id": each.id,
        "entry_id": each.entry,
        "department": each.department,
        "planned_on": each.planned_on,
        "due": each.due,
        "done_on": each.done_on,
        "checked": each.checked_at is not None,
        "version": each.version,
    },
    "没有这项巡检任务。",
)


def take_in(session: Session, ticket: Ticket, question_ids: Iterable[str]) -> None:
    """Note that a ticket took in some questions; no other ever takes them in again."""
    taken = [{"question_id": each, "gap_id": ticket.id} for each in question_ids]
    if taken:
        session.connection.execute(insert(gap_questions), taken)


def is_done(session: Session, key: str) -> bool:
    """Tell whether a run is recorded as finished."""
    return (
        session.connection.execute(select(runs.c.key).where(runs.c.key == key)).first() is not None
    )


def note_done(session: Session, key: str, at: datetime, counts: dict[str, int]) -> None:
    """Record a run as finished, in the transaction of what it did."""
    session.connection.execute(insert(runs).values(key=key, at=at, counts=counts))


def last_runs(session: Session, keys: Collection[str]) -> dict[str, dict[str, int]]:
    """Return what runs that are finished came to, by key."""
    wanted = select(runs.c.key, runs.c.counts).where(runs.c.key.in_(keys))
    return {row.key: row.counts for row in session.connection.execute(wanted)}
