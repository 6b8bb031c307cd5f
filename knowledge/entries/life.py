"""The life of an entry: draft, review, published, withdrawn; who may take which step.

Nobody publishes what they wrote themselves: the reviewer is somebody else. A published version is
never edited; an edit is a new draft, and publishing it takes the older version's place.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from knowledge.entries.entry import Entry, State
from models.errors import ConflictError, InvalidRequestError


class Step(StrEnum):
    """What can be done with a version."""

    SUBMIT = "submit"
    RETURN = "return"
    """Back to the author, with a reason."""
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


ALLOWED: Final[Mapping[Step, tuple[State, State]]] = {
    Step.SUBMIT: (State.DRAFT, State.REVIEW),
    Step.RETURN: (State.REVIEW, State.DRAFT),
    Step.PUBLISH: (State.REVIEW, State.PUBLISHED),
    Step.WITHDRAW: (State.PUBLISHED, State.WITHDRAWN),
}
"""From which state each step leads to which."""

NAMES: Final[Mapping[State, str]] = {
    State.DRAFT: "草稿",
    State.REVIEW: "待审核",
    State.PUBLISHED: "已发布",
    State.WITHDRAWN: "已下架",
}


def take(step: Step, entry: Entry, person: str, at: datetime) -> Entry:
    """Return the entry after a step that ``person`` takes.

    Raises:
        ConflictError: the entry is not in the state the step starts from.
        InvalidRequestError: the author would review their own words, or the entry lacks what
            publishing asks for; the message names it.
    """
    since, until = ALLOWED[step]
    if entry.state is not since:
        raise ConflictError(f"条目现在是“{NAMES[entry.state]}”，不能进行这一步。")
    change: dict[str, object] = {"state": until, "changed_at": at}
    if step in {Step.PUBLISH, Step.RETURN}:
        if person == entry.author:
            raise InvalidRequestError("审核人不能是条目的作者本人，请由其他人审核。")
        change["reviewer"] = person
    if step is Step.PUBLISH:
        _need_all(entry)
    return entry.model_copy(update=change)


def revise(entry: Entry, change: Mapping[str, object], author: str, at: datetime) -> Entry:
    """Return the next version, a draft, with some fields changed.

    Raises ``InvalidRequestError`` when the change does not make a valid entry.
    """
    own = {"version": entry.version + 1, "state": State.DRAFT, "reviewer": ""}
    told = {**entry.model_dump(), **change, **own, "author": author, "changed_at": at}
    try:
        return Entry.model_validate(told)
    except ValueError as error:
        raise InvalidRequestError(f"条目内容不符合要求：{error}") from error


def _need_all(entry: Entry) -> None:
    lacking = {
        "正文": entry.body.strip(),
        "责任部门": entry.department.strip(),
        "来源": entry.source.title.strip(),
    }
    missing = [name for name, told in lacking.items() if not told]
    if missing:
        raise InvalidRequestError(f"还缺少{'、'.join(missing)}，补齐后才能发布。")
