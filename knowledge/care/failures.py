"""Which questions failed, and why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from knowledge.care.events import Asked, Feedback, Outcome, Verdict
from knowledge.care.rules import FailureRules
from models.records import Record


class Reason(StrEnum):
    """Why a question counts as failed, the gravest first."""

    CORRECTION = "correction"
    DOWN = "down"
    DECLINED = "declined"
    SHAKY = "shaky"
    ASKED_BACK = "asked_back"
    """Asked back, and none of the choices was opened: mostly none was meant."""


NAMES: Final[Mapping[Reason, str]] = {
    Reason.CORRECTION: "用户纠错",
    Reason.DOWN: "评价为没有帮助",
    Reason.DECLINED: "未能回答",
    Reason.SHAKY: "把握不大的回答",
    Reason.ASKED_BACK: "追问后没有下文",
}
SAID: Final[Mapping[Verdict, Reason]] = {
    Verdict.CORRECTION: Reason.CORRECTION,
    Verdict.DOWN: Reason.DOWN,
}


PLEASED: Final = frozenset({Verdict.UP, Verdict.CLICK})
"""What shows that a question back led somewhere."""


class Failure(Record):
    """A question that failed; one question is one failure, by its gravest reason."""

    question_id: str
    at: datetime
    """When it was asked, or the last complaint came."""
    question: str
    reason: Reason
    nearest: tuple[str, ...] = ()
    """Ids of entries it is about, nearest first."""
    department: str = ""
    category: str = ""


def failures_of(
    asked: Iterable[Asked], feedback: Iterable[Feedback], rules: FailureRules
) -> tuple[Failure, ...]:
    """Return the questions that failed, oldest first; the order of what is given does not count."""
    said: dict[str, list[Feedback]] = {}
    for each in feedback:
        said.setdefault(each.question_id, []).append(each)
    found = (_failure(each, said.get(each.id, []), rules) for each in asked)
    return tuple(sorted(filter(None, found), key=lambda each: (each.at, each.question_id)))


def _failure(asked: Asked, said: Sequence[Feedback], rules: FailureRules) -> Failure | None:
    complaints = [each for each in said if each.verdict in SAID]
    pleased = any(each.verdict in PLEASED for each in said)
    own = {*_own_reason(asked, rules)} - ({Reason.ASKED_BACK} if pleased else set())
    reasons = {SAID[each.verdict] for each in complaints} | own
    reason = next((each for each in Reason if each in reasons), None)
    if reason is None:
        return None
    named = [each.entry for each in complaints if each.entry]
    about = [*named, *(each.entry for each in asked.cited), *asked.nearest]
    return Failure(
        question_id=asked.id,
        at=max([asked.at, *(each.at for each in complaints)]),
        question=asked.question,
        reason=reason,
        nearest=tuple(dict.fromkeys(about)),
        department=asked.department,
        category=asked.category,
    )


def _own_reason(asked: Asked, rules: FailureRules) -> Iterable[Reason]:
    if asked.outcome is Outcome.DECLINED and asked.reason not in rules.not_ours:
        yield Reason.DECLINED
    if asked.outcome is Outcome.ASKED_BACK:
        yield Reason.ASKED_BACK
    unsure = asked.margin is not None and asked.margin < rules.shaky_below
    if asked.outcome is Outcome.ANSWERED and unsure:
        yield Reason.SHAKY
