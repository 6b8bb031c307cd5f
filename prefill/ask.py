"""Ask sources side by side, so that a slow one delays no other."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

import structlog

from models.errors import SourceUnavailableError
from models.records import SourceState, Suggestion
from models.specs import FormField, QuerySpec
from prefill.normalise import normalise
from prefill.sources.connector import Answer, Connector, Offer, Question
from prefill.sources.registers import UNCONNECTED

log = structlog.get_logger(__name__)

MOST_AT_ONCE: Final = 16
OUT_OF_DATE_DAYS: Final = 90
"""A register whose data is older is still shown, but a person has to look at it."""


@dataclass(frozen=True)
class Reply:
    """What came of asking one source."""

    state: SourceState
    offers: tuple[Suggestion, ...] = ()
    note: str = ""
    unusable: int = 0
    """How many values were given that fit no box."""
    as_of: date | None = None
    asked_at: datetime | None = None
    marks: Mapping[str, str] = field(default_factory=dict)


TELLING: Final = (
    SourceState.DOWN,
    SourceState.ANSWERED,
    SourceState.EMPTY,
    SourceState.UNCONNECTED,
    SourceState.NOT_ASKED,
)
"""Of a source asked several things, the state that has to be told first."""


def join(replies: Sequence[Reply]) -> Reply:
    """Return what a source's several queries came to; what none of them got is not hushed up."""
    state = min((reply.state for reply in replies), key=TELLING.index)
    days = [reply.as_of for reply in replies if reply.as_of]
    times = [reply.asked_at for reply in replies if reply.asked_at]
    notes = (reply.note for reply in replies if reply.note and reply.state is state)
    return Reply(
        state=state,
        offers=tuple(offer for reply in replies for offer in reply.offers),
        note="；".join(dict.fromkeys(notes)),
        unusable=sum(reply.unusable for reply in replies),
        as_of=min(days, default=None),
        asked_at=max(times, default=None),
        marks=_join_marks(replies),
    )


def _join_marks(replies: Sequence[Reply]) -> dict[str, str]:
    told: dict[str, list[str]] = {}
    for key, text in (mark for reply in replies for mark in reply.marks.items()):
        told.setdefault(key, []).append(text)
    return {key: "、".join(dict.fromkeys(texts)) for key, texts in told.items()}


def ask_together(
    questions: Sequence[Question], form: Sequence[FormField], connectors: Mapping[str, Connector]
) -> list[Reply]:
    """Ask every question at the same time and return the replies in the same order."""
    boxes = {box.key: box for box in form}
    with ThreadPoolExecutor(max_workers=min(len(questions), MOST_AT_ONCE)) as pool:
        return list(pool.map(lambda question: _ask(question, boxes, connectors), questions))


def not_asked(query: QuerySpec, labels: Mapping[str, str]) -> Reply:
    """Return the reply of a source that lacks what it is asked by."""
    missing = [labels[key] for key in (*query.by, *query.needs) if key in labels]
    named = "、".join(dict.fromkeys(missing)) or "查询所需的信息"
    return Reply(SourceState.NOT_ASKED, note=f"尚无{named}，未查询")


def _ask(
    question: Question, boxes: Mapping[str, FormField], connectors: Mapping[str, Connector]
) -> Reply:
    asked_at = datetime.now(UTC)
    connector = connectors.get(question.source.kind)
    try:
        answer = connector.ask(question) if connector else UNCONNECTED
    except SourceUnavailableError as error:
        log.warning("source did not take part", source=question.source.id, reason=str(error))
        kept = _offered_earlier(question)
        marks = _marked_earlier(question) if kept else {}
        return Reply(SourceState.DOWN, kept, str(error), asked_at=asked_at, marks=marks)
    return _reply(question, boxes, answer, asked_at)


def _reply(
    question: Question, boxes: Mapping[str, FormField], answer: Answer, asked_at: datetime
) -> Reply:
    old = answer.as_of is not None and (asked_at.date() - answer.as_of).days > OUT_OF_DATE_DAYS
    offers: list[Suggestion] = []
    unusable = 0
    for offer in answer.offers:
        try:
            normal = normalise(boxes[offer.key], offer.text)
        except ValueError:
            unusable += 1
            continue
        if normal.text:
            to_confirm = offer.to_confirm or old or not normal.standard
            offers.append(_suggestion(question, offer, normal.text, asked_at, to_confirm))
    state = answer.state
    if state is SourceState.ANSWERED and not offers and question.keys:
        state = SourceState.EMPTY
    as_of = answer.as_of if old else None
    return Reply(state, tuple(offers), answer.note, unusable, as_of, asked_at, answer.marks)


def _suggestion(
    question: Question, offer: Offer, text: str, asked_at: datetime, to_confirm: bool
) -> Suggestion:
    return Suggestion(
        key=offer.key,
        value=text,
        source=question.source.id,
        confidence=offer.confidence,
        evidence=offer.evidence,
        fetched_at=asked_at,
        original=offer.text if offer.text != text else "",
        authentic=question.source.authentic,
        to_confirm=to_confirm,
        asked_by=_asked_by(question),
        choice=offer.choice,
        warning=offer.warning,
    )


def _asked_by(question: Question) -> str:
    if question.source.kind not in {"register", "licence"}:
        return ""
    return f"{question.by}={question.subject}"


def _offered_earlier(question: Question) -> tuple[Suggestion, ...]:
    """Return what the source offered last time to the same question."""
    return tuple(
        offer
        for box in question.filing.form
        for offer in box.offers
        if offer.source == question.source.id
        and offer.key in question.keys
        and offer.asked_by == _asked_by(question)
    )


def _marked_earlier(question: Question) -> Mapping[str, str]:
    """Return the marks the source told last time; they stand with what it offered then."""
    reports = (each for each in question.filing.sources if each.source == question.source.id)
    return next((report.marks for report in reports), {})
