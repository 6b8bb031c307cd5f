"""Questions that must find their entry from now on: each closed gap leaves at least one."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.records import Record


class RegressionState(StrEnum):
    """How it went the last time."""

    UNTRIED = "untried"
    PASSED = "passed"
    FAILED = "failed"


class Regression(Record):
    """A question with the entry its answer must cite."""

    id: str
    ticket: str = ""
    """The gap it was left by; empty for one that staff added."""
    question: str = Field(min_length=2, max_length=200)
    entry: str
    audience: str = ""
    district: str = ""
    by: str
    created_at: datetime
    state: RegressionState = RegressionState.UNTRIED
    tried_at: datetime | None = None
    found: tuple[str, ...] = ()
    """Entries cited the last time, in order."""
    since: datetime | None = None
    """Since when it has been in its state."""
    version: int = Field(default=1, ge=1)


def note_run(regression: Regression, cited: tuple[str, ...], at: datetime) -> Regression:
    """Return a regression after it was asked: passed when the entry is among those cited."""
    state = RegressionState.PASSED if regression.entry in cited else RegressionState.FAILED
    since = regression.since if state is regression.state else at
    change = {"state": state, "tried_at": at, "found": cited, "since": since}
    return regression.model_copy(update={**change, "version": regression.version + 1})
