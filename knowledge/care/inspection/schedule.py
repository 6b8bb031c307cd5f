"""Whose turn it is: half of the entries each month, nine tenths each year, the riskiest first.

A part of each day's tasks goes to the entries nobody looked at for longest, whatever the risk, so
that entries without any risk have their turn within the year too.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from math import ceil

from pydantic import Field

from knowledge.care.inspection.task import Task
from knowledge.care.rules import InspectionRules, RiskRules
from models.records import Record

MONTHS = 12
MOST_THUMBS = 5


class Subject(Record):
    """A published entry as the schedule sees it."""

    entry: str
    title: str
    version: int = Field(ge=1)
    department: str
    person: str = ""
    published_on: date
    expires: date | None = None
    law_based: bool = False
    """Whether it rests on a document that may be replaced."""
    thumbs_down: int = 0
    has_gap: bool = False
    """Whether an open ticket names it."""
    inspected_on: date | None = None
    """When a person last was done with it."""


@dataclass(frozen=True)
class Workdays:
    """The working days of one calendar, as the schedule counts them."""

    worked: Callable[[date], bool]
    complete: Callable[[date, int], date]

    def of_month(self, day: date) -> Sequence[date]:
        """Return the working days of the month a day lies in."""
        first = day.replace(day=1)
        following = (first + timedelta(days=32)).replace(day=1)
        days = (first + timedelta(days=n) for n in range((following - first).days))
        return [each for each in days if self.worked(each)]


def quota(published: int, share: float) -> int:
    """Return how many entries a share is, rounded up.

    >>> quota(201, 0.5)
    101
    """
    return ceil(round(published * share, 6))


def plan_day(
    subjects: Sequence[Subject],
    tasks: Collection[Task],
    day: date,
    workdays: Workdays,
    rules: InspectionRules,
) -> tuple[Task, ...]:
    """Return the tasks a day adds; none on a day off, none that are planned already.

    Args:
        subjects: every published entry.
        tasks: those of the month so far, and every one that is not done.
        day: the day planned for.
        workdays: of the calendar.
        rules: the quotas.
    """
    if not workdays.worked(day):
        return ()
    # What is published no more counts for nothing, whoever inspected it.
    taken = {each.entry for each in tasks if _counts(each, day)} & {each.entry for each in subjects}
    free = [each for each in subjects if each.entry not in taken]
    number = _number_today(len(subjects), len(taken), day, workdays, rules)
    chosen = _choose(free, number, day, rules)
    last = workdays.of_month(day)[-1]
    due = min(workdays.complete(day, rules.workdays), max(last, day))
    return tuple(_task(each, day, due, rules) for each in chosen)


def _counts(task: Task, day: date) -> bool:
    """Tell whether a task counts for the month of a day: it is open, or was done in that month."""
    done = task.done_on
    return done is None or done.replace(day=1) == day.replace(day=1)


def _number_today(
    published: int, taken: int, day: date, workdays: Workdays, rules: InspectionRules
) -> int:
    lacking = max(quota(published, rules.month_share) - taken, 0)
    left = sum(each >= day for each in workdays.of_month(day)) - rules.spare_days
    return ceil(lacking / max(left, 1))


def _choose(
    free: Sequence[Subject], number: int, day: date, rules: InspectionRules
) -> list[Subject]:
    """Return the entries of a day: some by turn, the others by risk."""
    by_turn = sorted(free, key=lambda each: (each.inspected_on or date.min, each.entry))
    turns = ceil(number * rules.year_share / MONTHS / rules.month_share)
    chosen = by_turn[:turns]
    rest = sorted(by_turn[turns:], key=lambda each: (-risk_of(each, day, rules)[0], each.entry))
    return [*chosen, *rest[: number - len(chosen)]]


def risk_of(subject: Subject, day: date, rules: InspectionRules) -> tuple[float, tuple[str, ...]]:
    """Return how pressing it is to look at an entry on a day, and why, in Chinese."""
    told = [*_risks(subject, day, rules, rules.risk)]
    return sum(weight for weight, _ in told), tuple(words for _, words in told)


def _risks(
    subject: Subject, day: date, rules: InspectionRules, risk: RiskRules
) -> list[tuple[float, str]]:
    soon = day + timedelta(days=rules.soon_days)
    thumbs = min(subject.thumbs_down, MOST_THUMBS)
    old = subject.published_on <= day - timedelta(days=rules.old_days)
    cases = [
        (subject.inspected_on is None, risk.never, "从未巡检"),
        (subject.expires is not None and subject.expires <= soon, risk.expiring, "即将失效"),
        (thumbs > 0, risk.thumbs_down * thumbs, f"收到差评 {subject.thumbs_down} 次"),
        (subject.law_based, risk.law_based, "依据政策法规"),
        (old, risk.old, f"已有 {rules.old_days} 天以上没有更新"),
        (subject.has_gap, risk.gaps, "有未办结的缺口工单"),
    ]
    return [(weight, words) for holds, weight, words in cases if holds]


def _task(subject: Subject, day: date, due: date, rules: InspectionRules) -> Task:
    name = f"inspection/{subject.entry}/{day.isoformat()}"
    return Task(
        id=sha256(name.encode()).hexdigest()[:32],
        entry=subject.entry,
        title=subject.title,
        version_seen=subject.version,
        department=subject.department,
        person=subject.person,
        planned_on=day,
        due=due,
        reasons=risk_of(subject, day, rules)[1],
    )
