"""Gap tickets over the store: gathered weekly, worked on by departments, closed with a proof."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement

from intake.knowledge.reopening import tell
from intake.store import knowledge_entries as entries
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.knowledge_care import GAPS, is_done, note_done, take_in
from intake.store.knowledge_events import asked_unsettled, feedback_between
from knowledge.care.clusters import Encoder
from knowledge.care.failures import failures_of
from knowledge.care.opening import Means, Settled, settle
from knowledge.care.rules import read_rules
from knowledge.care.tickets import WORKED_ON, Ticket, TicketState
from precheck.workdays import add_workdays, workdays_between


def gather_gaps(session: Session, encoder: Encoder, at: datetime) -> tuple[Settled, ...]:
    """Open tickets for what failed and let open ones grow; done twice, the second finds nothing."""
    rules = read_rules()
    since = at - timedelta(weeks=rules.clusters.weeks)
    failures = failures_of(
        asked_unsettled(session, since, at), feedback_between(session, since, at), rules.failures
    )
    means = Means(rules, encoder, add_workdays, departments_of(session))
    settled = settle(failures, [*GAPS.find(session)], at, means)
    for each in settled:
        _keep(session, each)
    return settled


def _keep(session: Session, settled: Settled) -> None:
    ticket = settled.ticket
    if ticket.version == 1:
        GAPS.add(session, ticket)
        tell(session, "gap.opened", ticket)
    else:
        GAPS.save(session, ticket)
    take_in(session, ticket, (each.question_id for each in settled.failures))
    facts = {"gap": ticket.id, "questions": len(settled.failures), "version": ticket.version}
    log_action(session, "knowledge.gap.gathered", "", facts)


def departments_of(session: Session) -> Mapping[str, str]:
    """Return whose each live entry is, and of each matter whose most of its entries are."""
    live = [*entries.live_entries(session)]
    matters: dict[str, Counter[str]] = {}
    for entry in live:
        for matter in entry.tags.matters:
            matters.setdefault(matter, Counter())[entry.department] += 1
    most = {name: min(own, key=lambda each: (-own[each], each)) for name, own in matters.items()}
    return most | {entry.id: entry.department for entry in live}


def list_gaps(
    session: Session, department: str = "", states: Sequence[TicketState] = ()
) -> tuple[Ticket, ...]:
    """Return tickets, of one department or all, the most urgent and earliest due first."""
    table = GAPS.table.c
    where: ColumnElement[bool] = table.state.in_([each.value for each in states or TicketState])
    if department:
        where &= table.department == department
    found = GAPS.find(session, where, table.due)
    return tuple(sorted(found, key=lambda each: (-each.weight, each.due, each.id)))


def overdue_gaps(session: Session, day: date) -> tuple[Ticket, ...]:
    """Return the tickets that should have been done before a day, the longest overdue first."""
    table = GAPS.table.c
    worked_on = table.state.in_([each.value for each in WORKED_ON])
    return tuple(GAPS.find(session, worked_on & (table.due < day), table.due))


def remind(session: Session, at: datetime) -> int:
    """Tell departments of tickets that end soon or are overdue, once each; return how many."""
    day, before = at.date(), read_rules().tickets.remind_before
    reminded = 0
    for ticket in list_gaps(session, states=[*WORKED_ON]):
        late = ticket.overdue_on(day)
        if not late and workdays_between(day, ticket.due) > before:
            continue
        happened = "gap.overdue" if late else "gap.due_soon"
        key = f"{happened}:{ticket.id}:{ticket.due}"
        if not is_done(session, key):
            tell(session, happened, ticket)
            note_done(session, key, at, {})
            reminded += 1
    return reminded
