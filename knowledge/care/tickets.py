"""Gap tickets: what the base lacks, whose it is to fill, and by when.

open → assigned → proposed → closed, or returned with a reason. A ticket is closed by a published
entry and a question that must find it from then on; when that question fails, it is open again.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pydantic import Field

from knowledge.care.failures import Failure
from models.errors import ConflictError, InvalidRequestError
from models.records import Record


class TicketState(StrEnum):
    """Where a ticket is on its way."""

    OPEN = "open"
    """Nobody's yet."""
    ASSIGNED = "assigned"
    """A department's, which is to propose an entry."""
    PROPOSED = "proposed"
    """An entry is proposed, and not closed with yet."""
    CLOSED = "closed"
    RETURNED = "returned"
    """Sent back with a reason; it can be assigned again."""


class TicketStep(StrEnum):
    """What can be done with a ticket."""

    ASSIGN = "assign"
    PROPOSE = "propose"
    RETURN = "return"
    CLOSE = "close"
    REOPEN = "reopen"


class Priority(StrEnum):
    """How urgent a ticket is."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


NAMES: Final[Mapping[TicketState, str]] = {
    TicketState.OPEN: "待分派",
    TicketState.ASSIGNED: "处理中",
    TicketState.PROPOSED: "已提出条目",
    TicketState.CLOSED: "已办结",
    TicketState.RETURNED: "已退回",
}
ALLOWED: Final[Mapping[TicketStep, tuple[frozenset[TicketState], TicketState]]] = {
    TicketStep.ASSIGN: (
        frozenset({TicketState.OPEN, TicketState.ASSIGNED, TicketState.RETURNED}),
        TicketState.ASSIGNED,
    ),
    TicketStep.PROPOSE: (
        frozenset({TicketState.ASSIGNED, TicketState.PROPOSED}),
        TicketState.PROPOSED,
    ),
    TicketStep.RETURN: (
        frozenset({TicketState.OPEN, TicketState.ASSIGNED, TicketState.PROPOSED}),
        TicketState.RETURNED,
    ),
    TicketStep.CLOSE: (frozenset({TicketState.PROPOSED}), TicketState.CLOSED),
    TicketStep.REOPEN: (frozenset({TicketState.CLOSED}), TicketState.ASSIGNED),
}
"""From which states each step leads to which."""
WORKED_ON: Final = frozenset({TicketState.OPEN, TicketState.ASSIGNED, TicketState.PROPOSED})
TAKES_IN: Final = frozenset(TicketState) - {TicketState.CLOSED}
"""States in which further questions join a ticket rather than begin a new one."""


class Taken(Record):
    """A step that was taken."""

    step: TicketStep
    by: str
    at: datetime
    note: str = ""


class Sample(Record):
    """A question a ticket quotes, with personal numbers hidden."""

    question: str
    reason: str


class Ticket(Record):
    """One gap."""

    id: str
    state: TicketState = TicketState.OPEN
    department: str = ""
    """Who is to fill it; empty while it is open."""
    samples: tuple[Sample, ...]
    nearest: tuple[str, ...] = ()
    """Ids of the entries that came nearest, best first."""
    category: str = ""
    number: int = Field(ge=1)
    """Questions that failed."""
    reasons: Mapping[str, int]
    """How many questions failed for each reason."""
    weight: float
    priority: Priority
    first_at: datetime
    last_at: datetime
    opened_at: datetime
    due: date
    """The last day on which the department is in time."""
    entry: str = ""
    """Id of the entry proposed or published for it."""
    follows: str = ""
    """Id of a closed ticket about the same."""
    history: tuple[Taken, ...] = ()
    version: int = Field(default=1, ge=1)

    @property
    def questions(self) -> tuple[str, ...]:
        """What it quotes."""
        return tuple(sample.question for sample in self.samples)

    def overdue_on(self, day: date) -> bool:
        """Tell whether it should have been done before a day."""
        return self.state in WORKED_ON and self.due < day


def take_step(ticket: Ticket, taken: Taken, **change: object) -> Ticket:
    """Return a ticket after a step, with what it changes beside the state.

    Raises:
        ConflictError: the step does not start from the ticket's state.
        InvalidRequestError: it is returned without a reason.
    """
    since, until = ALLOWED[taken.step]
    if ticket.state not in since:
        raise ConflictError(f"缺口工单现在是“{NAMES[ticket.state]}”，不能进行这一步。")
    if taken.step is TicketStep.RETURN and not taken.note.strip():
        raise InvalidRequestError("退回缺口工单须写明理由。")
    own = {"state": until, "history": (*ticket.history, taken), "version": ticket.version + 1}
    return Ticket.model_validate({**ticket.model_dump(), **change, **own})


def reasons_of(failures: tuple[Failure, ...]) -> dict[str, int]:
    """Return how many questions failed for each reason."""
    counted: dict[str, int] = {}
    for failure in failures:
        counted[failure.reason] = counted.get(failure.reason, 0) + 1
    return counted
