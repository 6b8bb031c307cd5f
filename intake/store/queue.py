"""The officers' queue: filings by stage, outcome, service and name, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select, true, update

from intake.store import tables
from intake.store.database import Session
from intake.store.filings import name_mark, open_record
from models.records import Filing, FilingState, Outcome

filings = tables.filings
PAGE = 20
"""Filings on one page of the queue."""


class Stage(StrEnum):
    """Where a filing stands for an officer."""

    TODO = "todo"
    """Confirmed by the applicant, not decided yet."""
    DRAFTING = "drafting"
    """The applicant is still at it."""
    RETURNED = "returned"
    """Sent back to be corrected."""
    DONE = "done"


class Verdict(StrEnum):
    """What an officer decided."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    CORRECT = "correct"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Wanted:
    """Which filings to list."""

    stage: Stage | None = None
    outcome: Outcome | None = None
    scenarios: Sequence[str] | None = None
    words: str = ""
    """Part of a case number, or a whole name."""
    page: int = 1


@dataclass(frozen=True)
class Queued:
    """One filing of the queue, without its papers."""

    filing: Filing
    verdict: str


def list_queue(session: Session, wanted: Wanted) -> tuple[int, list[Queued]]:
    """Return how many filings are wanted, and those of the wanted page."""
    where = _where(session, wanted)
    count = session.connection.execute(select(func.count()).select_from(filings).where(where))
    rows = session.connection.execute(
        select(filings.c.id, filings.c.sealed, filings.c.verdict)
        .where(where)
        .order_by(filings.c.opened_at.desc(), filings.c.id.desc())
        .limit(PAGE)
        .offset((wanted.page - 1) * PAGE)
    )
    found = [Queued(open_record(session, row.id, row.sealed), row.verdict) for row in rows]
    return int(count.scalar_one()), found


def count_stages(session: Session) -> dict[Stage, int]:
    """Return how many filings stand at each stage."""
    return {stage: _count(session, _at(stage)) for stage in Stage}


def verdict_of(session: Session, filing_id: str) -> str:
    """Return what an officer decided of a filing; empty when nothing stands."""
    wanted = select(filings.c.verdict).where(filings.c.id == filing_id)
    return str(session.connection.execute(wanted).scalar_one_or_none() or "")


def note_verdict(session: Session, filing_id: str, verdict: Verdict | None) -> None:
    """Say what was decided; None when the applicant hands the filing in anew."""
    change = update(filings).where(filings.c.id == filing_id)
    session.connection.execute(change.values(verdict=verdict.value if verdict else ""))


def _count(session: Session, where: ColumnElement[bool]) -> int:
    counted = select(func.count()).select_from(filings).where(where)
    return int(session.connection.execute(counted).scalar_one())


def _where(session: Session, wanted: Wanted) -> ColumnElement[bool]:
    where: ColumnElement[bool] = true()
    if wanted.stage:
        where &= _at(wanted.stage)
    if wanted.outcome:
        where &= filings.c.figures["outcome"].as_string() == wanted.outcome.value
    if wanted.scenarios is not None:
        where &= filings.c.scenario.in_(wanted.scenarios)
    if wanted.words.strip():
        named = filings.c.name_mark == name_mark(session, wanted.words)
        number = wanted.words.strip().upper()
        where &= named | filings.c.case_no.contains(number, autoescape=True)
    return where


def _at(stage: Stage) -> ColumnElement[bool]:
    is_open = filings.c.state == FilingState.OPEN.value
    verdict = filings.c.verdict
    by_stage = {
        Stage.TODO: ~is_open & (verdict == ""),
        Stage.DRAFTING: is_open & (verdict == ""),
        Stage.RETURNED: verdict == Verdict.CORRECT.value,
        Stage.DONE: verdict.in_([Verdict.PASS.value, Verdict.REFUSE.value]),
    }
    return by_stage[stage]
