"""The life of an entry: draft, review, published, withdrawn; who may take which step.

Nobody publishes what they wrote themselves: the reviewer is somebody else. A published version is
never edited; an edit is a new draft, and publishing it takes the older version's place.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from pydantic import ValidationError

from knowledge.entries.entry import Entry, State
from models.errors import ConflictError, InvalidRequestError


class Step(StrEnum):
    """What can be done with a version."""

    SUBMIT = "submit"
    RETURN = "return"
    """Back to the author, with a reason."""
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    DISCARD = "discard"
    """Give a draft up."""


class Standing(StrEnum):
    """Where a version stands on a day: its state, and of a published one what its dates say."""

    DRAFT = "draft"
    REVIEW = "review"
    UPCOMING = "upcoming"
    """Published, and not in force yet."""
    IN_FORCE = "in_force"
    EXPIRING = "expiring"
    """In force, and no longer so within a few days."""
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


ALLOWED: Final[Mapping[Step, tuple[State, State]]] = {
    Step.SUBMIT: (State.DRAFT, State.REVIEW),
    Step.RETURN: (State.REVIEW, State.DRAFT),
    Step.PUBLISH: (State.REVIEW, State.PUBLISHED),
    Step.WITHDRAW: (State.PUBLISHED, State.WITHDRAWN),
    Step.DISCARD: (State.DRAFT, State.WITHDRAWN),
}
"""From which state each step leads to which."""

NAMES: Final[Mapping[State, str]] = {
    State.DRAFT: "草稿",
    State.REVIEW: "待审核",
    State.PUBLISHED: "已发布",
    State.REPLACED: "已被新版本替换",
    State.WITHDRAWN: "已下架",
}
STANDINGS: Final[Mapping[Standing, str]] = {
    Standing.DRAFT: "草稿",
    Standing.REVIEW: "待审核",
    Standing.UPCOMING: "待生效",
    Standing.IN_FORCE: "已发布",
    Standing.EXPIRING: "即将失效",
    Standing.EXPIRED: "已失效",
    Standing.SUPERSEDED: "已被取代",
    Standing.REPLACED: "已被新版本替换",
    Standing.WITHDRAWN: "已下架",
}


def take(
    step: Step, entry: Entry, person: str, at: datetime, writers: Collection[str] = ()
) -> Entry:
    """Return the entry after a step that ``person`` takes.

    ``writers`` are those who wrote at this version beside its author.

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
        if person in {entry.author, *writers}:
            raise InvalidRequestError("审核人不能是条目的作者本人，请由其他人审核。")
        change["reviewer"] = person
    if step is Step.PUBLISH:
        _need_all(entry)
        _need_time_left(entry, at.date())
    return entry.model_copy(update=change)


def revise(entry: Entry, change: Mapping[str, object], author: str, at: datetime) -> Entry:
    """Return the next version, a draft, with some fields changed.

    Raises ``InvalidRequestError`` when the change does not make a valid entry.
    """
    return _written(entry, {**change, "version": entry.version + 1}, author, at)


def amend(entry: Entry, change: Mapping[str, object], author: str, at: datetime) -> Entry:
    """Return a version nobody has published yet, a draft again, with some fields changed.

    Raises:
        ConflictError: it was published once: what was published is never changed.
        InvalidRequestError: the change does not make a valid entry.
    """
    if entry.state not in {State.DRAFT, State.REVIEW}:
        raise ConflictError(f"第 {entry.version} 版{NAMES[entry.state]}，不能再改动。")
    return _written(entry, change, author, at)


def standing(entry: Entry, day: date, ahead: int) -> Standing:
    """Return where a version stands on a day; expiring is what ends within ``ahead`` days."""
    if entry.state is not State.PUBLISHED:
        return Standing(entry.state.value)
    if entry.superseded_by:
        return Standing.SUPERSEDED
    if entry.expires and entry.expires <= day:
        return Standing.EXPIRED
    if entry.effective_from and entry.effective_from > day:
        return Standing.UPCOMING
    if entry.expires and entry.expires <= day + timedelta(days=ahead):
        return Standing.EXPIRING
    return Standing.IN_FORCE


def _written(entry: Entry, change: Mapping[str, object], author: str, at: datetime) -> Entry:
    own = {"state": State.DRAFT, "reviewer": "", "author": author, "changed_at": at}
    try:
        return Entry.model_validate({**entry.model_dump(), **change, **own})
    except ValidationError as error:
        raise InvalidRequestError(f"条目内容不符合要求：{_said(error)}") from error


def _said(error: ValidationError) -> str:
    """Return what is wrong: our own sentences, or the names of the fields concerned."""
    faults = error.errors()
    own = [str(each["ctx"]["error"]) for each in faults if each["type"] == "value_error"]
    places = [".".join(map(str, each["loc"])) for each in faults if each["type"] != "value_error"]
    return "；".join([*own, *places]) + "。"


def _need_all(entry: Entry) -> None:
    lacking = {
        "正文": entry.body.strip(),
        "责任部门": entry.department.strip(),
        "来源": entry.source.title.strip(),
    }
    missing = [name for name, told in lacking.items() if not told]
    if missing:
        raise InvalidRequestError(f"还缺少{'、'.join(missing)}，补齐后才能发布。")


def _need_time_left(entry: Entry, day: date) -> None:
    if entry.expires and entry.expires <= day:
        raise InvalidRequestError(f"失效日期 {entry.expires} 已过，请更正后再发布。")
