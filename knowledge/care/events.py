"""What happened to the base: questions with their outcome, and what people said of the answers.

Nothing here says who asked. Questions come with personal numbers hidden already.
"""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.records import Record


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    DECLINED = "declined"


class Verdict(StrEnum):
    """What somebody did with an answer."""

    UP = "up"
    DOWN = "down"
    CORRECTION = "correction"
    """Said what is wrong with it."""
    CLICK = "click"
    """Opened one of the entries shown."""


class Cited(Record):
    """An entry an answer rests on, in the version it cited."""

    entry: str
    version: int = Field(ge=1)


class Asked(Record):
    """One question and how it ended."""

    id: str
    at: datetime
    question: str
    outcome: Outcome
    reason: str = ""
    """Why it was declined or asked back, a code; empty for an answer."""
    margin: float | None = Field(default=None, ge=0, le=1)
    """How sure the answer was; None where nobody measured it."""
    cited: tuple[Cited, ...] = ()
    nearest: tuple[str, ...] = ()
    """Ids of the entries that came nearest, best first, also when none was good enough."""
    audience: str = ""
    district: str = ""
    source: str = ""
    """Who put it: a page or an application."""
    channel: str = ""
    """Where it was put: 网页, 小程序, 窗口, 热线 …"""
    category: str = ""
    """Matter or kind of the entry answered from, or of the nearest."""
    department: str = ""
    """Of that entry."""

    @property
    def entry(self) -> str:
        """Id of the entry it is about: the first cited, else the nearest; empty without any."""
        return self.cited[0].entry if self.cited else next(iter(self.nearest), "")


class Feedback(Record):
    """What somebody did with the answer to a question."""

    id: str
    question_id: str
    at: datetime
    verdict: Verdict
    entry: str = ""
    """The entry meant; empty for the answer as a whole."""
    text: str = ""
    """Of a correction, with personal numbers hidden."""
    position: int | None = Field(default=None, ge=1)
    """Of a click: the place among what was shown, from 1."""
