"""What was judged: findings, and the decision they recommend."""

from enum import StrEnum

from pydantic import Field

from models.records.paper import Evidence
from models.records.record import Record


class Severity(StrEnum):
    """What a finding means for the filing."""

    CORRECT = "correct"
    """The applicant must put it right before filing (补正)."""
    OFFICER = "officer"
    """An officer must decide."""
    ADVICE = "advice"
    """Worth knowing; stops nothing."""


class Finding(Record):
    """Something a check wants a person to look at, with its evidence and what to do."""

    rule: str
    """Id of the rule, e.g. ``S5-C1``."""
    severity: Severity
    message: str
    """A plain Chinese sentence: what is wrong and what to do."""
    keys: tuple[str, ...] = ()
    """Form fields concerned."""
    cites: str = ""
    """The legal source or tender line of the rule."""
    evidence: tuple[Evidence, ...] = ()
    facts: dict[str, str] = Field(default_factory=dict)
    """What was compared, by name, as shown to the officer."""


class Outcome(StrEnum):
    """The result of checking a whole filing."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    CORRECT = "correct"
    OFFICER = "officer"


class Decision(Record):
    """What the checks recommend, and the reasons."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    verified: tuple[str, ...] = ()
    """Facts a ``pass`` rests on, in Chinese."""
