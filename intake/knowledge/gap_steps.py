"""What departments do with gap tickets: take them, propose entries, return them, close them."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from intake.knowledge.regressions import Ask, prove
from intake.knowledge.reopening import anew, move
from intake.store import knowledge_entries as entries
from intake.store.database import Session, Store
from intake.store.knowledge_care import GAPS, REGRESSIONS
from knowledge.care.regressions import Regression
from knowledge.care.tickets import Taken, Ticket, TicketStep
from models.errors import ConflictError, InvalidRequestError, StaleRecordError
from models.records import Record

MOST_QUESTIONS = 20
"""Regression questions given when a ticket is closed."""


class Seen(Record):
    """A ticket as the caller saw it, and who does something with it when."""

    id: str
    version: int | None
    """None where the caller need not have seen one."""
    by: str
    at: datetime


class Closing(Record):
    """What a ticket is closed with."""

    entry: str
    questions: tuple[str, ...]
    note: str = ""


def assign(session: Session, seen: Seen, department: str, note: str = "") -> Ticket:
    """Give a ticket to a department, which gets its full time for it."""
    if not department.strip():
        raise InvalidRequestError("请选择责任部门。")
    ticket = _met(session, seen)
    taken = _taken(TicketStep.ASSIGN, seen, note)
    return move(session, ticket, taken, department=department, **anew(ticket, seen.at))


def propose(session: Session, seen: Seen, entry_id: str, note: str = "") -> Ticket:
    """Say which entry, a draft as yet or published, is to fill a gap.

    Raises ``NotFoundError`` without such an entry.
    """
    entries.read_kept(session, entry_id)
    return move(
        session, _met(session, seen), _taken(TicketStep.PROPOSE, seen, note), entry=entry_id
    )


def send_back(session: Session, seen: Seen, note: str) -> Ticket:
    """Return a ticket with a reason."""
    return move(session, _met(session, seen), _taken(TicketStep.RETURN, seen, note))


def prove_closing(store: Store, ask: Ask, seen: Seen, closing: Closing) -> tuple[Regression, ...]:
    """Return the questions a ticket may be closed with, each of which found the entry just now.

    They are those given and those of an earlier closing.

    Raises:
        InvalidRequestError: there is no question, or one does not find the entry; it is named.
        ConflictError: the entry is not published or not in force.
    """
    questions = _questions(closing)
    with store.read() as session:
        _met(session, seen)
        _need_in_force(session, closing.entry, seen.at.date())
        own = REGRESSIONS.table.c.gap_id == seen.id
        earlier = {each.question: each for each in REGRESSIONS.find(session, own)}
    kept = [each.model_copy(update={"entry": closing.entry}) for each in earlier.values()]
    added = [_regression(seen, closing, each) for each in questions if each not in earlier]
    return prove(ask, [*kept, *added], seen.at)


def close(session: Session, seen: Seen, closing: Closing, proven: Sequence[Regression]) -> Ticket:
    """Close a ticket with a published entry and the questions proven to find it.

    From then on they are asked every night and after every change. Raises ``ConflictError`` when
    the entry is not in force any more, or the ticket is not proposed.
    """
    _need_in_force(session, closing.entry, seen.at.date())
    ticket, taken = _met(session, seen), _taken(TicketStep.CLOSE, seen, closing.note)
    closed = move(session, ticket, taken, entry=closing.entry)
    for each in proven:
        if each.created_at == seen.at:
            REGRESSIONS.add(session, each)
        else:
            REGRESSIONS.save(session, each)
    return closed


def _met(session: Session, seen: Seen) -> Ticket:
    ticket = GAPS.read(session, seen.id)
    if seen.version is not None and ticket.version != seen.version:
        raise StaleRecordError("缺口工单已有新的改动，本次操作没有保存。")
    return ticket


def _taken(step: TicketStep, seen: Seen, note: str) -> Taken:
    return Taken(step=step, by=seen.by, at=seen.at, note=note)


def _questions(closing: Closing) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(text for each in closing.questions if (text := each.strip())))
    if not found:
        raise InvalidRequestError(
            "办结缺口工单至少要有一个回归问题，以后每天用它检查能否找到条目。"
        )
    if len(found) > MOST_QUESTIONS:
        raise InvalidRequestError(f"回归问题最多 {MOST_QUESTIONS} 个。")
    return found


def _regression(seen: Seen, closing: Closing, question: str) -> Regression:
    name = f"regression/{seen.id}/{question}/{seen.at.isoformat()}"
    return Regression(
        id=sha256(name.encode()).hexdigest()[:32],
        ticket=seen.id,
        question=question,
        entry=closing.entry,
        by=seen.by,
        created_at=seen.at,
    )


def _need_in_force(session: Session, entry_id: str, day: date) -> None:
    live = next(iter(entries.live_entries(session, [entry_id])), None)
    if live is None or not live.holds_on(day):
        raise ConflictError("条目还没有发布或不在有效期内，请先发布，再办结缺口工单。")
