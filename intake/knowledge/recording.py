"""Puts on record what was asked and said, with numbers of people hidden; nobody is named."""

from collections.abc import Iterable
from uuid import uuid4

from intake.security.masking import mask_text
from intake.store.database import Session
from intake.store.knowledge_care import CORRECTIONS
from intake.store.knowledge_entries import live_entries
from intake.store.knowledge_events import add_feedback, add_question, read_question
from knowledge.care.corrections import Correction
from knowledge.care.events import Asked, Feedback, Verdict
from models.errors import InvalidRequestError

LONGEST = 2000
"""Characters of a correction."""


def record_question(session: Session, asked: Asked) -> Asked:
    """Put a question on record and return it as kept: masked, with whose it was.

    Category and department are filled in from the entry it is about where the caller left them
    empty.
    """
    entry = next(iter(live_entries(session, [asked.entry])), None) if asked.entry else None
    matters: Iterable[str] = entry.tags.matters if entry else ()
    kind = entry.kind.value if entry else ""
    kept = asked.model_copy(
        update={
            "question": mask_text(asked.question),
            "category": asked.category or next(iter(matters), kind),
            "department": asked.department or (entry.department if entry else ""),
        }
    )
    add_question(session, kept)
    return kept


def record_feedback(session: Session, said: Feedback) -> Feedback:
    """Put what somebody said on record; a correction goes to the department as a proposal.

    Raises:
        NotFoundError: there was no such question.
        InvalidRequestError: a correction without words, or too long a one.
    """
    kept = said.model_copy(update={"text": mask_text(said.text.strip())})
    if kept.verdict is Verdict.CORRECTION and not kept.text:
        raise InvalidRequestError("请写明哪里不对，正确的内容是什么。")
    if len(kept.text) > LONGEST:
        raise InvalidRequestError(f"内容请不要超过 {LONGEST} 个字。")
    add_feedback(session, kept)
    if kept.verdict is Verdict.CORRECTION:
        CORRECTIONS.add(session, _correction(session, kept))
    return kept


def new_id() -> str:
    """Return an id for a question or for what is said of it."""
    return uuid4().hex


def _correction(session: Session, said: Feedback) -> Correction:
    asked = read_question(session, said.question_id)
    entry = said.entry or asked.entry
    versions = {each.entry: each.version for each in asked.cited}
    live = next(iter(live_entries(session, [entry])), None) if entry else None
    return Correction(
        id=said.id,
        question_id=asked.id,
        question=asked.question,
        entry=entry,
        entry_version=versions.get(entry, live.version if live else 0),
        department=live.department if live else asked.department,
        text=said.text,
        at=said.at,
    )
