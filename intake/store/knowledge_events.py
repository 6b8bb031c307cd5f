"""Questions put to the knowledge base and what people said of the answers; nobody is named."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, insert, select

from intake.store import tables
from intake.store.database import Session
from knowledge.care.events import Asked, Feedback, Verdict
from models.errors import NotFoundError

questions, feedback = tables.knowledge_questions, tables.knowledge_feedback
gap_questions = tables.knowledge_gap_questions
MOST_MEANT = 20_000
"""Clicks and corrections that are looked at together, the newest."""


def add_question(session: Session, asked: Asked) -> None:
    """Add a question; the caller has hidden numbers of people in it."""
    told = asked.model_dump(mode="json", exclude={"question", "at"})
    sealed = session.sealer.seal(asked.question.encode(), _place("questions", asked.id))
    row = insert(questions).values(**told, at=asked.at, sealed=sealed)
    session.connection.execute(row)


def add_feedback(session: Session, said: Feedback) -> None:
    """Add what somebody said of an answer; raises ``NotFoundError`` without such a question."""
    read_question(session, said.question_id)
    told = said.model_dump(mode="json", exclude={"text", "at"})
    sealed = session.sealer.seal(said.text.encode(), _place("feedback", said.id))
    row = insert(feedback).values(**told, at=said.at, sealed=sealed)
    session.connection.execute(row)


def read_question(session: Session, question_id: str) -> Asked:
    """Return a question; raises ``NotFoundError``."""
    wanted = select(questions).where(questions.c.id == question_id)
    row = session.connection.execute(wanted).mappings().first()
    if row is None:
        raise NotFoundError("没有这次提问的记录。")
    return _asked(session, row)


def asked_between(session: Session, since: datetime, until: datetime) -> Iterator[Asked]:
    """Yield the questions from a moment up to another, the latter not included, oldest first."""
    yield from _questions(session, (questions.c.at >= since) & (questions.c.at < until))


def asked_unsettled(session: Session, since: datetime, until: datetime) -> Iterator[Asked]:
    """Yield the questions no gap ticket has taken in: asked or spoken of in a stretch of time."""
    settled = select(gap_questions.c.question_id)
    spoken = select(feedback.c.question_id).where(feedback.c.at >= since, feedback.c.at < until)
    in_time = (questions.c.at >= since) & (questions.c.at < until)
    wanted = (in_time | questions.c.id.in_(spoken)) & questions.c.id.not_in(settled)
    yield from _questions(session, wanted)


def feedback_between(session: Session, since: datetime, until: datetime) -> Iterator[Feedback]:
    """Yield what was said from a moment up to another, the latter not included, oldest first."""
    wanted = select(feedback).where(feedback.c.at >= since, feedback.c.at < until)
    ordered = wanted.order_by(feedback.c.at, feedback.c.id)
    for row in session.connection.execute(ordered).mappings():
        told = {name: row[name] for name in Feedback.model_fields if name != "text"}
        text = session.sealer.open(row["sealed"], _place("feedback", row["id"])).decode()
        yield Feedback.model_validate(told | {"text": text})


def meant_since(session: Session, since: datetime) -> Iterator[tuple[str, str]]:
    """Yield questions, and the entry that somebody opened or corrected after it was shown."""
    telling = [Verdict.CLICK.value, Verdict.CORRECTION.value]
    joined = questions.join(feedback, feedback.c.question_id == questions.c.id)
    wanted = (
        select(questions.c.id, questions.c.sealed, feedback.c.entry)
        .select_from(joined)
        .where(feedback.c.verdict.in_(telling), feedback.c.entry != "", feedback.c.at >= since)
        .order_by(feedback.c.at.desc(), feedback.c.id)
        .limit(MOST_MEANT)
    )
    for row in session.connection.execute(wanted):
        yield session.sealer.open(row.sealed, _place("questions", row.id)).decode(), row.entry


def _questions(session: Session, where: ColumnElement[bool]) -> Iterator[Asked]:
    wanted = select(questions).where(where).order_by(questions.c.at, questions.c.id)
    for row in session.connection.execute(wanted).mappings():
        yield _asked(session, row)


def _asked(session: Session, row: RowMapping) -> Asked:
    told = {name: row[name] for name in Asked.model_fields if name != "question"}
    text = session.sealer.open(row["sealed"], _place("questions", row["id"])).decode()
    return Asked.model_validate(told | {"question": text})


def _place(table: str, row_id: str) -> str:
    return f"knowledge_{table}/{row_id}"
