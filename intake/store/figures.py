"""The figures of every filing, kept beside its sealed record: counts only, nothing personal."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from pydantic import Field
from sqlalchemy import select, update

from intake.clock import SHANGHAI
from intake.store import tables
from intake.store.database import Session
from models.records import Filing, FilingState, Outcome, Record
from prefill.tally import Tally, tally_of

filings = tables.filings
REFUSED = "refuse"
"""The verdict of ``intake.store.queue`` on a filing that is not accepted."""


class Figures(Record):
    """What one filing counts for, as it was last saved."""

    prefill: Tally = Tally()
    outcome: Outcome | None = None
    """What the pre-check came to; None before the first one."""
    flags: dict[str, int] = Field(default_factory=dict)
    """Rule → how many findings of it stand."""


class FilingFigures(Record):
    """The figures of one filing with what they are grouped by."""

    scenario: str
    day: date
    """Of opening, in Shanghai."""
    state: FilingState
    rounds: int
    """How often the applicant was sent back to correct something after handing the filing in."""
    refused: bool
    """True when an officer did not accept it."""
    figures: Figures


def figures_of(filing: Filing) -> Figures:
    """Return what a filing counts for as it stands."""
    return Figures(
        prefill=tally_of(filing),
        outcome=filing.decision.outcome if filing.decision else None,
        flags=Counter(finding.rule for finding in filing.findings),
    )


def count_round(session: Session, filing_id: str) -> None:
    """Note that a filing was handed in and sent back to be corrected."""
    change = update(filings).where(filings.c.id == filing_id)
    session.connection.execute(change.values(rounds=filings.c.rounds + 1))


def read_figures(session: Session, since: date, until: date) -> Iterator[FilingFigures]:
    """Yield the figures of the filings opened from one day to another, both included.

    Filings last saved before figures were kept are not among them.
    """
    wanted = select(
        filings.c.scenario,
        filings.c.opened_at,
        filings.c.state,
        filings.c.rounds,
        filings.c.verdict,
        filings.c.figures,
    ).where(
        filings.c.opened_at >= _midnight(since),
        filings.c.opened_at < _midnight(until + timedelta(days=1)),
    )
    for row in session.connection.execute(wanted):
        if row.figures is not None:
            yield FilingFigures(
                scenario=row.scenario,
                day=row.opened_at.astimezone(SHANGHAI).date(),
                state=row.state,
                rounds=row.rounds,
                refused=row.verdict == REFUSED,
                figures=Figures.model_validate(row.figures),
            )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
