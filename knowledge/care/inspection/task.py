"""One entry to look at: when, why, what was found, and what became of it."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pydantic import Field

from models.errors import ConflictError, InvalidRequestError
from models.records import Record


class Finding(Record):
    """What a check found fault with."""

    check: str
    """Name in ``CHECKS``."""
    message: str
    """Chinese sentence: what is wrong, what to do."""
    place: str = ""
    """The words, link or entry it is about."""


class Verdict(StrEnum):
    """What a person says of the entry."""

    FINE = "fine"
    FAULTY = "faulty"


class Action(StrEnum):
    """What the person does about it."""

    NONE = "none"
    REVISE = "revise"
    WITHDRAW = "withdraw"
    EXTEND = "extend"
    """The entry holds on; its end is put off by a new version."""


ACTIONS: Final[Mapping[Action, str]] = {
    Action.NONE: "无需处理",
    Action.REVISE: "修改",
    Action.WITHDRAW: "下架",
    Action.EXTEND: "延长有效期",
}


class Result(Record):
    """What a person found."""

    verdict: Verdict
    note: str = Field(default="", max_length=2000)
    action: Action = Action.NONE
    by: str
    at: datetime


class Task(Record):
    """One entry to look at."""

    id: str
    entry: str
    title: str
    version_seen: int = Field(ge=1)
    """Of the entry when it was planned, then when it was checked."""
    department: str
    person: str = ""
    """Who looks at it; empty for anybody of the department."""
    planned_on: date
    due: date
    reasons: tuple[str, ...] = ()
    """Why it is its turn, in Chinese."""
    checked_at: datetime | None = None
    findings: tuple[Finding, ...] = ()
    result: Result | None = None
    version: int = Field(default=1, ge=1)

    @property
    def done_on(self) -> date | None:
        """The day a person was done with it."""
        return self.result.at.date() if self.result else None

    def behind_on(self, day: date) -> bool:
        """Tell whether it should have been done before a day."""
        return self.result is None and self.due < day


def note_checks(task: Task, version: int, findings: tuple[Finding, ...], at: datetime) -> Task:
    """Return a task with what the machine found in a version of its entry."""
    change = {"version_seen": version, "findings": findings, "checked_at": at}
    return task.model_copy(update={**change, "version": task.version + 1})


def finish(task: Task, result: Result) -> Task:
    """Return a task a person is done with.

    Raises:
        ConflictError: somebody was done with it before.
        InvalidRequestError: it is called faulty without a word on it, or fine although something
            is done about it.
    """
    if task.result is not None:
        raise ConflictError("这项巡检已经完成，不能再次提交。")
    if result.verdict is Verdict.FAULTY and not result.note.strip():
        raise InvalidRequestError("发现问题时须写明问题和处理情况。")
    if result.verdict is Verdict.FINE and result.action in {Action.REVISE, Action.WITHDRAW}:
        raise InvalidRequestError("结论为“没有问题”时不能选择修改或下架，请改选“有问题”。")
    return task.model_copy(update={"result": result, "version": task.version + 1})
