"""Corrections by users: a department looks at each beside the entry, and accepts or rejects it."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.errors import ConflictError, InvalidRequestError
from models.records import Record


class CorrectionState(StrEnum):
    """What became of a correction."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    """A draft of the entry's next version was made for it."""
    REJECTED = "rejected"


class Correction(Record):
    """What somebody says is wrong with an answer."""

    id: str
    """Of the feedback it came as."""
    question_id: str
    question: str
    entry: str
    """The entry meant; empty where the answer cited none."""
    entry_version: int = Field(ge=0)
    """The version the answer cited; 0 without an entry."""
    department: str
    """Of that entry."""
    text: str
    """With personal numbers hidden."""
    at: datetime
    state: CorrectionState = CorrectionState.PROPOSED
    draft_version: int | None = None
    """The version an accepted one was made into."""
    by: str = ""
    decided_at: datetime | None = None
    note: str = ""
    version: int = Field(default=1, ge=1)


def decide(
    correction: Correction, by: str, at: datetime, note: str, draft: int | None
) -> Correction:
    """Return a correction after a department decided on it.

    Args:
        correction: one nobody decided on yet.
        by: who decides.
        at: when.
        note: why; a rejection needs one.
        draft: the version it was made into; None rejects it.

    Raises:
        ConflictError: it was decided on before.
        InvalidRequestError: it is rejected without a reason.
    """
    if correction.state is not CorrectionState.PROPOSED:
        raise ConflictError("这条纠错已经处理，不能再次处理。")
    if draft is None and not note.strip():
        raise InvalidRequestError("不采纳纠错须写明理由。")
    state = CorrectionState.REJECTED if draft is None else CorrectionState.ACCEPTED
    told = {"state": state, "draft_version": draft, "by": by, "decided_at": at, "note": note}
    return correction.model_copy(update={**told, "version": correction.version + 1})
