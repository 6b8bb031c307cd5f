"""Deliveries: the messages to the platform that each event of the outbox makes, and how they stand.

Messages of one filing go in order: the first that is not done holds back those behind it. What a
message says is kept, sealed, before it is sent for the first time, and its id never changes: sent
again after a crash, it is the same message, which the platform gives its effect once.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, exists, func, insert, select, update

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.errors import ConflictError, NotFoundError
from models.records import Record

rows = tables.deliveries
outbox = tables.outbox
filings = tables.filings


class DeliveryState(StrEnum):
    """How a message stands."""

    WAITING = "waiting"
    """To be sent, for the first time or again."""
    DONE = "done"
    DEAD = "dead"
    """Laid aside for a person: it, and what is behind it, goes on when it is sent again."""


class Event(Record):
    """One event of the outbox."""

    id: str
    type: str
    filing_id: str
    verdict: str
    """What an officer decided, where that happened."""


class Delivery(Record):
    """One message."""

    id: str
    event_id: str
    filing_id: str
    call: str
    about: str
    """Id of the paper, name of the document, or what happened; empty for the filing as a whole."""
    state: DeliveryState
    attempts: int
    """How often it failed."""
    due_at: datetime
    problem: dict[str, str] | None
    done_at: datetime | None


Named = tuple[str, str]
"""A call and what it is about."""


def unplanned(session: Session, scenarios: Collection[str], most: int) -> list[Event]:
    """Return the oldest events, of filings in the scenarios, that no message was made for yet."""
    planned = exists().where(rows.c.event_id == outbox.c.id)
    wanted = (
        select(outbox.c.id, outbox.c.type, outbox.c.subject, outbox.c.data)
        .join(filings, filings.c.id == outbox.c.subject)
        .where(outbox.c.delivered_at.is_(None), ~planned, filings.c.scenario.in_(scenarios))
    )
    found = session.connection.execute(wanted.order_by(outbox.c.seq).limit(most))
    return [
        Event(
            id=row.id,
            type=row.type,
            filing_id=row.subject,
            verdict=row.data.get("verdict", ""),
        )
        for row in found
    ]


def plan(session: Session, event: Event, calls: Sequence[Named]) -> None:
    """Make the messages of an event, in order; one without any has nothing to tell and is done.

    Made at the same time by two processes, the second fails on their ids and changes nothing.
    """
    for call, about in calls:
        row = insert(rows).values(
            id=_message_id(event.id, call, about),
            event_id=event.id,
            filing_id=event.filing_id,
            call=call,
            about=about,
            state=DeliveryState.WAITING.value,
            attempts=0,
            due_at=now(),
            holder="",
        )
        session.connection.execute(row)
    if not calls:
        _end_event(session, event.id)


def due(session: Session, most: int) -> list[Delivery]:
    """Return the first undone message of each filing, where it may be sent now."""
    undone = rows.c.state != DeliveryState.DONE.value
    first = select(func.min(rows.c.seq)).where(undone).group_by(rows.c.filing_id)
    waiting = rows.c.state == DeliveryState.WAITING.value
    wanted = select(rows).where(rows.c.seq.in_(first), waiting, rows.c.due_at <= now())
    found = session.connection.execute(wanted.order_by(rows.c.due_at, rows.c.seq).limit(most))
    return [_delivery(row) for row in found.mappings()]


def claim(session: Session, delivery: Delivery, holder: str, lease: timedelta) -> bool:
    """Take a message in hand for a while; return False when another process was faster."""
    as_seen = (rows.c.due_at == delivery.due_at) & _waiting(delivery.id)
    change = update(rows).where(as_seen).values(holder=holder, due_at=now() + lease)
    return session.connection.execute(change).rowcount == 1


def take_back(session: Session, holder: str) -> None:
    """Let what a process had in hand when it ended be sent at once by the one replacing it."""
    in_hand = (rows.c.holder == holder) & (rows.c.state == DeliveryState.WAITING.value)
    session.connection.execute(update(rows).where(in_hand).values(holder="", due_at=now()))


def kept_words(session: Session, delivery: Delivery) -> bytes | None:
    """Return what a message says, or None while that is not settled."""
    wanted = select(rows.c.sealed).where(rows.c.id == delivery.id)
    sealed = session.connection.execute(wanted).scalar_one()
    return None if sealed is None else session.sealer.open(sealed, _place(delivery.id))


def keep_words(session: Session, delivery: Delivery, words: bytes) -> None:
    """Settle what a message says, for every time it is sent."""
    sealed = session.sealer.seal(words, _place(delivery.id))
    session.connection.execute(update(rows).where(_waiting(delivery.id)).values(sealed=sealed))


def finish(session: Session, delivery: Delivery, answer: Mapping[str, str]) -> None:
    """Note that a message has its effect, and the event's end with the last of its messages."""
    values: dict[str, Any] = {"state": DeliveryState.DONE.value, "holder": "", "problem": None}
    values |= {"answer": dict(answer), "done_at": now()}
    session.connection.execute(update(rows).where(_waiting(delivery.id)).values(**values))
    undone = (rows.c.event_id == delivery.event_id) & (rows.c.state != DeliveryState.DONE.value)
    if session.connection.execute(select(rows.c.seq).where(undone).limit(1)).first() is None:
        _end_event(session, delivery.event_id)


def put_off(
    session: Session, delivery: Delivery, problem: Mapping[str, str], wait: timedelta
) -> None:
    """Note a failure and when the message is tried again."""
    values = {"attempts": delivery.attempts + 1, "problem": dict(problem), "holder": ""}
    change = update(rows).where(_waiting(delivery.id))
    session.connection.execute(change.values(**values, due_at=now() + wait))


def lay_aside(session: Session, delivery: Delivery, problem: Mapping[str, str], sure: bool) -> None:
    """Leave a message to a person.

    ``sure`` says that it had no effect: sent again, it is worded anew, e.g. with a corrected code.
    """
    values: dict[str, Any] = {"state": DeliveryState.DEAD.value, "problem": dict(problem)}
    values |= {"attempts": delivery.attempts + 1, "holder": ""} | ({"sealed": None} if sure else {})
    session.connection.execute(update(rows).where(_waiting(delivery.id)).values(**values))


def resend(session: Session, delivery_id: str) -> Delivery:
    """Have a message that was laid aside sent again at once, with all its tries before it.

    Raises ``NotFoundError``, and ``ConflictError`` for a message that is not laid aside.
    """
    found = session.connection.execute(select(rows).where(rows.c.id == delivery_id)).mappings()
    row = found.first()
    if row is None:
        raise NotFoundError(f"没有编号为“{delivery_id}”的上报消息。")
    if row["state"] != DeliveryState.DEAD.value:
        raise ConflictError("这条消息没有搁置：已送达，或正在自动重试，不需要重送。")
    values = {"state": DeliveryState.WAITING.value, "attempts": 0, "due_at": now()}
    session.connection.execute(update(rows).where(rows.c.id == delivery_id).values(**values))
    return _delivery(row).model_copy(update=values | {"state": DeliveryState.WAITING})


def answer_of(session: Session, filing_id: str, call: str, name: str) -> str:
    """Return what the platform answered to a call of a filing; empty when it did not yet."""
    done = (rows.c.filing_id == filing_id) & (rows.c.call == call) & rows.c.answer.is_not(None)
    wanted = select(rows.c.answer).where(done).order_by(rows.c.seq).limit(1)
    answer = session.connection.execute(wanted).scalar_one_or_none()
    return str((answer or {}).get(name, ""))


def filing_answered(session: Session, call: str, name: str, value: str) -> str | None:
    """Return the filing for which the platform answered a call with this value, or None."""
    answered = (rows.c.call == call) & (rows.c.answer[name].as_string() == value)
    wanted = select(rows.c.filing_id).where(answered).limit(1)
    return session.connection.execute(wanted).scalar_one_or_none()


def event_facts(session: Session, event_id: str) -> dict[str, str]:
    """Return what an event says beside that it happened."""
    wanted = select(outbox.c.data).where(outbox.c.id == event_id)
    return {
        name: str(fact) for name, fact in session.connection.execute(wanted).scalar_one().items()
    }


def planned_by(session: Session, filing_id: str, call: str) -> set[str]:
    """Return the events that made a call of a filing; empty when it was never made."""
    wanted = select(rows.c.event_id).where(rows.c.filing_id == filing_id, rows.c.call == call)
    return set(session.connection.execute(wanted).scalars())


def told_about(session: Session, filing_id: str, call: str) -> set[str]:
    """Return what a call of a filing was, or will be, about; each is told once."""
    wanted = select(rows.c.about).where(rows.c.filing_id == filing_id, rows.c.call == call)
    return set(session.connection.execute(wanted).scalars())


def listed(
    session: Session, states: Collection[DeliveryState], most: int | None = None
) -> list[Delivery]:
    """Return the messages in these states, oldest first."""
    wanted = select(rows).where(rows.c.state.in_([state.value for state in states]))
    found = session.connection.execute(wanted.order_by(rows.c.seq).limit(most)).mappings()
    return [_delivery(row) for row in found]


def count_states(session: Session) -> dict[str, int]:
    """Return how many messages there are in each state, and how many events wait in the outbox."""
    counted = session.connection.execute(select(rows.c.state, func.count()).group_by(rows.c.state))
    numbers = {state.value: 0 for state in DeliveryState} | {row[0]: row[1] for row in counted}
    waiting = select(func.count()).where(outbox.c.delivered_at.is_(None))
    return numbers | {"events": int(session.connection.execute(waiting).scalar_one())}


def undeclared(session: Session, scenarios: Collection[str]) -> list[str]:
    """Return the scenarios of waiting events that are not among those the platform can be told."""
    wanted = (
        select(filings.c.scenario)
        .join(outbox, filings.c.id == outbox.c.subject)
        .where(outbox.c.delivered_at.is_(None), filings.c.scenario.not_in(scenarios))
        .distinct()
    )
    return sorted(session.connection.execute(wanted).scalars())


def _waiting(delivery_id: str) -> ColumnElement[bool]:
    return (rows.c.id == delivery_id) & (rows.c.state == DeliveryState.WAITING.value)


def _end_event(session: Session, event_id: str) -> None:
    change = update(outbox).where(outbox.c.id == event_id).values(delivered_at=now())
    session.connection.execute(change)


def _message_id(event_id: str, call: str, about: str) -> str:
    return hashlib.sha256(f"{event_id}|{call}|{about}".encode()).hexdigest()[:32]


def _delivery(row: RowMapping) -> Delivery:
    return Delivery.model_validate({name: row[name] for name in Delivery.model_fields})


def _place(delivery_id: str) -> str:
    return f"deliveries/{delivery_id}/words"
