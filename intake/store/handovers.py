"""Handovers: documents served on a recipient by electronic means, and how far each has come.

A handover waits for the recipient's consent, is sent, seen, fetched and confirmed, in this order;
or it ends otherwise: refused by the recipient, or served on paper instead. It never goes back, and
each step has one time, that of the first call: said again, nothing changes.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import uuid4

from sqlalchemy import ColumnElement, RowMapping, insert, select, update

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.errors import ConflictError, NotFoundError, StaleRecordError
from models.records import Record

rows = tables.handovers


class HandoverState(StrEnum):
    """Where a handover stands; each but the first is a step with a time of its own."""

    WAITING = "waiting"
    """For the recipient's consent to be served electronically."""
    SENT = "sent"
    """It has reached the recipient's page: from this moment it is served."""
    SEEN = "seen"
    FETCHED = "fetched"
    CONFIRMED = "confirmed"
    """The recipient has signed for it."""
    REFUSED = "refused"
    """The recipient wants it on paper."""
    EXPIRED = "expired"
    """An officer serves it on paper instead, because nobody fetched it."""


State = HandoverState
FROM: Final[Mapping[HandoverState, frozenset[HandoverState]]] = {
    State.SENT: frozenset({State.WAITING}),
    State.SEEN: frozenset({State.SENT}),
    State.FETCHED: frozenset({State.SENT, State.SEEN}),
    State.CONFIRMED: frozenset({State.SEEN, State.FETCHED}),
    State.REFUSED: frozenset({State.WAITING, State.SENT, State.SEEN, State.FETCHED}),
    State.EXPIRED: frozenset({State.WAITING, State.SENT, State.SEEN}),
}
"""From which states each step is made."""
LOOKS: Final = frozenset({State.SEEN, State.FETCHED})
"""Steps that only note a look: after the end a look is no step any more, and no error."""
REFUSALS: Final[Mapping[HandoverState, str]] = {
    State.WAITING: "受送达人还没有同意电子送达。",
    State.SENT: "请先查看文书，再确认签收。",
    State.SEEN: "文书已经送达。",
    State.FETCHED: "文书已被下载，不需要改为书面送达。",
    State.CONFIRMED: "文书已经签收。",
    State.REFUSED: "受送达人要求书面送达，电子送达已经终止。",
    State.EXPIRED: "已改为书面送达，电子送达已经终止。",
}
"""Why a step is not made, by the state it would be made from."""


class Item(Record):
    """What is handed over."""

    kind: str
    """``document`` or ``notice``."""
    ref: str
    """Of a document its filing and name, of a notice its id."""
    title: str
    recipient: str
    """Name of who is served."""
    recipient_no: str = ""
    """Their number; what they are found by."""
    filing_id: str | None = None


class Words(Record):
    """What of a handover is personal."""

    title: str
    recipient: str
    by: str = ""
    """Who confirmed or refused it, or the officer who serves it on paper."""
    reason: str = ""


class Handover(Record):
    """One handover as it stands."""

    id: str
    kind: str
    ref: str
    filing_id: str | None
    channel: str
    """By what the recipient agreed to be served; empty while they have not."""
    opened_at: datetime
    sent_at: datetime | None
    seen_at: datetime | None
    fetched_at: datetime | None
    confirmed_at: datetime | None
    refused_at: datetime | None
    expired_at: datetime | None
    version: int
    """Rises with every step; carried as the ETag."""
    words: Words

    @property
    def state(self) -> HandoverState:
        """The step made last: those that end it come after all others."""
        made = (each for each in reversed(State) if each in FROM and self.made_at(each))
        return next(made, State.WAITING)

    def made_at(self, step: HandoverState) -> datetime | None:
        """Return when a step was made, None while it was not."""
        moment: datetime | None = getattr(self, f"{step}_at")
        return moment


def open_handover(session: Session, item: Item) -> Handover:
    """Add a handover that waits; the same thing handed over again is the handover that is there."""
    place = (rows.c.kind == item.kind) & (rows.c.ref == item.ref)
    known = _listed(session, place)
    if known:
        return known[0]
    handover_id = uuid4().hex
    words = Words(title=item.title, recipient=item.recipient)
    row = insert(rows).values(
        id=handover_id,
        kind=item.kind,
        ref=item.ref,
        filing_id=item.filing_id,
        recipient_mark=session.sealer.sign(f"recipient|{item.recipient_no}".encode()).hex(),
        channel="",
        opened_at=now(),
        version=1,
        sealed=_seal(session, handover_id, words),
    )
    session.connection.execute(row)
    return read_handover(session, handover_id)


def read_handover(session: Session, handover_id: str) -> Handover:
    """Return a handover; raises ``NotFoundError``."""
    wanted = select(rows).where(rows.c.id == handover_id)
    if session.writes:
        wanted = wanted.with_for_update()
    row = session.connection.execute(wanted).mappings().first()
    if row is None:
        raise NotFoundError("没有这次送达。")
    return _handover(session, row)


def of_filing(session: Session, filing_id: str) -> tuple[Handover, ...]:
    """Return the handovers of a filing, oldest first."""
    return _listed(session, rows.c.filing_id == filing_id)


def unfetched(session: Session, before: datetime) -> tuple[Handover, ...]:
    """Return the handovers opened before a moment that nobody fetched and nothing ended."""
    ended = rows.c.confirmed_at, rows.c.refused_at, rows.c.expired_at, rows.c.fetched_at
    where = rows.c.opened_at < before
    for moment in ended:
        where &= moment.is_(None)
    return _listed(session, where)


def make_step(
    session: Session, seen: Handover, step: HandoverState, **changes: str
) -> tuple[Handover, bool]:
    """Make a step; return the handover as it then stands, and whether that changed it.

    ``changes`` are the channel, or the words ``by`` and ``reason``. A step made before changes
    nothing; one that only notes a look changes nothing after the end.

    Raises:
        ConflictError: The step cannot be made from here.
        StaleRecordError: Somebody made a step since ``seen`` was read.
    """
    if seen.made_at(step) or (step in LOOKS and seen.state not in {State.WAITING, *FROM[step]}):
        return seen, False
    if seen.state not in FROM[step]:
        raise ConflictError(REFUSALS[seen.state])
    channel = changes.pop("channel", seen.channel)
    moment = now()
    times = {f"{step}_at": moment}
    if step is State.FETCHED and not seen.seen_at:
        times["seen_at"] = moment
    words = seen.words.model_copy(update=changes)
    row = {**times, "channel": channel, "sealed": _seal(session, seen.id, words)}
    latest = (rows.c.id == seen.id) & (rows.c.version == seen.version)
    change = update(rows).where(latest).values(version=seen.version + 1, **row)
    if session.connection.execute(change).rowcount != 1:
        raise StaleRecordError("送达状态已有更新，本次操作没有保存。")
    return read_handover(session, seen.id), True


def _listed(session: Session, where: ColumnElement[bool]) -> tuple[Handover, ...]:
    found = session.connection.execute(
        select(rows).where(where).order_by(rows.c.opened_at, rows.c.id)
    )
    return tuple(_handover(session, row) for row in found.mappings())


def _handover(session: Session, row: RowMapping) -> Handover:
    opened = session.sealer.open(row["sealed"], _place(row["id"]))
    known = {name: row[name] for name in Handover.model_fields if name != "words"}
    return Handover(**known, words=Words.model_validate_json(opened))


def _seal(session: Session, handover_id: str, words: Words) -> bytes:
    return session.sealer.seal(words.model_dump_json().encode(), _place(handover_id))


def _place(handover_id: str) -> str:
    return f"handovers/{handover_id}/words"
