"""Questions of a conversation with what came of each: added, never changed.

An answer keeps the versions it cited with their words, so it can be shown as it was given.
"""

from datetime import datetime

from sqlalchemy import RowMapping, func, insert, select

from intake.store import tables
from intake.store.database import Session
from knowledge.answers.outcome import Answer, AskBack, Decline
from models.errors import NotFoundError
from models.records import Record

rows = tables.knowledge_turns


class Said(Record):
    """What is sealed of a turn."""

    asked: str
    """As it was typed, numbers of people hidden."""
    understood: str
    """As it was searched."""
    changed: bool = False
    """Whether it was read by what was said before."""
    audience: str = ""
    district: str = ""
    departments: tuple[str, ...] = ()
    """Whose entries the asker could see."""
    answer: Answer | None = None
    ask_back: AskBack | None = None
    decline: Decline | None = None


class Turn(Said):
    """One question of a conversation."""

    id: str
    conversation: str
    number: int
    at: datetime


def add_turn(session: Session, turn: Turn) -> None:
    """Keep a turn; its question must be on record under the same id."""
    said = Said.model_validate(turn.model_dump(include=set(Said.model_fields)))
    row = insert(rows).values(
        id=turn.id,
        conversation_id=turn.conversation,
        number=turn.number,
        at=turn.at,
        sealed=session.sealer.seal(said.model_dump_json().encode(), _place(turn.id)),
    )
    session.connection.execute(row)


def turns_of(session: Session, conversation: str) -> tuple[Turn, ...]:
    """Return a conversation, the oldest turn first; raises ``NotFoundError``."""
    wanted = select(rows).where(rows.c.conversation_id == conversation).order_by(rows.c.number)
    found = tuple(_turn(session, row) for row in session.connection.execute(wanted).mappings())
    if not found:
        raise NotFoundError("没有这段对话，可能已经清除，请重新提问。")
    return found


def next_number(session: Session, conversation: str) -> int:
    """Return the number the next turn of a conversation gets."""
    wanted = select(func.max(rows.c.number)).where(rows.c.conversation_id == conversation)
    return (session.connection.execute(wanted).scalar() or 0) + 1


def _turn(session: Session, row: RowMapping) -> Turn:
    said = Said.model_validate_json(session.sealer.open(row["sealed"], _place(row["id"])))
    return Turn(
        **dict(said),
        id=row["id"],
        conversation=row["conversation_id"],
        number=row["number"],
        at=row["at"],
    )


def _place(turn_id: str) -> str:
    return f"knowledge/turns/{turn_id}"
