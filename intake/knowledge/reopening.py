"""Steps of gap tickets over the store, each on record and told of."""

from datetime import datetime

from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.knowledge_care import GAPS
from intake.store.outbox import announce_care
from knowledge.care.rules import read_rules
from knowledge.care.tickets import Taken, Ticket, TicketState, TicketStep, take_step
from precheck.workdays import add_workdays


def move(session: Session, ticket: Ticket, taken: Taken, **change: object) -> Ticket:
    """Take a ticket a step on and keep it; raises what ``take_step`` does."""
    after = take_step(ticket, taken, **change)
    GAPS.save(session, after)
    facts = {"gap": ticket.id, "officer": taken.by, "version": after.version}
    log_action(session, f"knowledge.gap.{taken.step}", "", facts)
    tell(session, f"gap.{after.state}", after)
    return after


def reopen(session: Session, ticket_id: str, at: datetime, by: str, note: str) -> bool:
    """Open a closed ticket again, its time begun anew; return False for one that is not closed."""
    ticket = GAPS.read(session, ticket_id)
    if ticket.state is not TicketState.CLOSED:
        return False
    taken = Taken(step=TicketStep.REOPEN, by=by, at=at, note=note)
    move(session, ticket, taken, **anew(ticket, at))
    return True


def anew(ticket: Ticket, at: datetime) -> dict[str, object]:
    """Return the end of a ticket whose time begins at a moment."""
    workdays = read_rules().tickets.workdays[ticket.priority]
    return {"due": add_workdays(at.date(), workdays)}


def tell(session: Session, happened: str, ticket: Ticket) -> None:
    """Announce what happened to a ticket."""
    facts = {
        "department": ticket.department,
        "priority": ticket.priority.value,
        "due": ticket.due.isoformat(),
    }
    announce_care(session, happened, ticket.id, facts)
