"""Batches: many notices numbered at once, made and issued one after another."""

from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue
from sqlalchemy import ColumnElement, RowMapping, func, insert, select, update

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.errors import NotFoundError
from models.records import Record

rows, notices = tables.notice_batches, tables.notices


class BatchState(StrEnum):
    """How a batch stands."""

    RUNNING = "running"
    """Its notices have their numbers and are being made."""
    DONE = "done"
    """Every notice is issued, or void."""
    FAILED_PARTIAL = "failed_partial"
    """Some could not be made, the problem says why; they keep their numbers."""


class Batch(Record):
    """One batch as it stands."""

    id: str
    kind: str
    office: str
    officer: str
    state: BatchState
    total: int
    problem: dict[str, JsonValue] | None
    """What kept the first notice from being made; None when none was kept from it."""
    opened_at: datetime
    ended_at: datetime | None


def add_batch(session: Session, batch: Batch) -> None:
    """Add a batch; its notices are added in the same transaction."""
    session.connection.execute(insert(rows).values(**batch.model_dump(mode="python")))


def read_batch(session: Session, batch_id: str) -> Batch:
    """Return a batch; raises ``NotFoundError``."""
    row = session.connection.execute(select(rows).where(rows.c.id == batch_id)).mappings().first()
    if row is None:
        raise NotFoundError("没有这个批次。")
    return _batch(row)


def list_batches(session: Session, most: int = 50) -> tuple[Batch, ...]:
    """Return the newest batches, the newest first."""
    wanted = select(rows).order_by(rows.c.opened_at.desc(), rows.c.id).limit(most)
    return tuple(map(_batch, session.connection.execute(wanted).mappings()))


def running(session: Session) -> tuple[Batch, ...]:
    """Return the batches that are not at their end, oldest first."""
    wanted = select(rows).where(rows.c.state == BatchState.RUNNING.value).order_by(rows.c.opened_at)
    return tuple(map(_batch, session.connection.execute(wanted).mappings()))


def count_states(session: Session, batch_id: str) -> dict[str, int]:
    """Return how many notices of a batch stand in each state."""
    counted = select(notices.c.state, func.count()).where(notices.c.batch_id == batch_id)
    found = session.connection.execute(counted.group_by(notices.c.state))
    return {state: number for state, number in found}  # noqa: C416 - rows are no pairs to ``dict``


def end_batch(
    session: Session, batch_id: str, state: BatchState, problem: dict[str, JsonValue] | None
) -> None:
    """Say how a batch ended."""
    _set(session, rows.c.id == batch_id, state=state.value, problem=problem, ended_at=now())


def run_again(session: Session, batch_id: str) -> None:
    """Let a batch that ended with failures run again."""
    failed = rows.c.state == BatchState.FAILED_PARTIAL.value
    running = BatchState.RUNNING.value
    _set(session, (rows.c.id == batch_id) & failed, state=running, problem=None, ended_at=None)


def _set(session: Session, where: ColumnElement[bool], **values: object) -> None:
    session.connection.execute(update(rows).where(where).values(**values))


def _batch(row: RowMapping) -> Batch:
    return Batch.model_validate({name: row[name] for name in Batch.model_fields})
