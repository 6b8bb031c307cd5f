"""Jobs: what is being done for a filing, how far it is, and the journal that proves it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any
from uuid import uuid4

from pydantic import JsonValue
from sqlalchemy import RowMapping, insert, select, update

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.errors import NotFoundError
from models.records import Record

jobs = tables.jobs
journal = tables.journal


class JobState(StrEnum):
    """How a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED_PARTIAL = "failed_partial"
    """Finished, but some papers could not be read; the problem names them."""
    FAILED = "failed"


UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


class Job(Record):
    """Reading new papers and bringing the filing up to date."""

    id: str
    filing_id: str
    state: JobState
    stage: str
    """Name of the step at work; empty before the first."""
    papers: tuple[str, ...]
    problem: dict[str, JsonValue] | None
    revision: int
    """Rises with every change, so that a listener knows what it has seen."""


def add_job(session: Session, filing_id: str, papers: Sequence[str]) -> str:
    """Add a queued job and return its id."""
    job_id = uuid4().hex
    row = insert(jobs).values(
        id=job_id,
        filing_id=filing_id,
        state=JobState.QUEUED.value,
        stage="",
        papers=list(papers),
        revision=1,
        opened_at=now(),
    )
    session.connection.execute(row)
    return job_id


def read_job(session: Session, job_id: str) -> Job:
    """Return a job; raises ``NotFoundError``."""
    row = session.connection.execute(select(jobs).where(jobs.c.id == job_id)).mappings().first()
    if row is None:
        raise NotFoundError("没有这项任务。")
    return _job(row)


def unfinished(session: Session, filing_id: str = "") -> list[Job]:
    """Return the queued and running jobs, oldest first, of one filing or of all."""
    wanted = select(jobs).where(jobs.c.state.in_([state.value for state in UNFINISHED]))
    if filing_id:
        wanted = wanted.where(jobs.c.filing_id == filing_id)
    rows = session.connection.execute(wanted.order_by(jobs.c.opened_at, jobs.c.id)).mappings()
    return [_job(row) for row in rows]


def note_stage(session: Session, job_id: str, stage: str) -> None:
    """Say which step is at work."""
    _change(session, job_id, state=JobState.RUNNING.value, stage=stage)


def close_job(
    session: Session, job_id: str, state: JobState, problem: dict[str, JsonValue] | None
) -> None:
    """End a job; a job that has ended stays as it ended."""
    _change(session, job_id, state=state.value, problem=problem)


def start_step(session: Session, job_id: str, step: str, paper_id: str) -> None:
    """Write into the journal that a step begins (again, after a crash)."""
    _write(session, job_id, step, paper_id, "started")


def finish_step(session: Session, job_id: str, step: str, paper_id: str) -> None:
    """Write into the journal that a step is done; the database refuses to do so twice."""
    _write(session, job_id, step, paper_id, "finished")


def is_finished(session: Session, job_id: str, step: str, paper_id: str) -> bool:
    """Tell whether a step is done."""
    named = (journal.c.job_id == job_id) & (journal.c.step == step)
    wanted = select(journal.c.seq).where(named, journal.c.paper_id == paper_id, tables.FINISHED)
    return session.connection.execute(wanted).first() is not None


def finished_steps(session: Session, job_id: str) -> list[tuple[str, str]]:
    """Return the steps that are done with the papers they were done for, in order."""
    wanted = select(journal.c.step, journal.c.paper_id).where(
        journal.c.job_id == job_id, tables.FINISHED
    )
    rows = session.connection.execute(wanted.order_by(journal.c.seq))
    return [(row.step, row.paper_id) for row in rows]


def _change(session: Session, job_id: str, **values: Any) -> None:  # noqa: ANN401 - columns
    open_job = (jobs.c.id == job_id) & jobs.c.state.in_([state.value for state in UNFINISHED])
    change = update(jobs).where(open_job).values(revision=jobs.c.revision + 1, **values)
    session.connection.execute(change)


def _write(session: Session, job_id: str, step: str, paper_id: str, event: str) -> None:
    row = insert(journal).values(job_id=job_id, step=step, paper_id=paper_id, event=event, at=now())
    session.connection.execute(row)


def _job(row: RowMapping) -> Job:
    return Job.model_validate({name: row[name] for name in Job.model_fields})
