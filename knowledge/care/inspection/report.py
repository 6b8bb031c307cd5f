"""The report of inspection: quotas of the month and the year, findings, and what is behind."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from math import floor

from knowledge.care.inspection.schedule import Workdays, quota
from knowledge.care.inspection.task import Task, Verdict
from knowledge.care.rules import InspectionRules
from models.records import Record

YEAR = timedelta(days=365)


class Reach(Record):
    """How much of the base was looked at in a stretch of time."""

    since: date
    until: date
    published: int
    inspected: int
    share: float
    wanted: float
    reached: bool


class Figures(Record):
    """What tasks come to."""

    planned: int
    done: int
    behind: int
    """Not done although their day is past."""
    fine: int
    faulty: int
    findings: Mapping[str, int]
    """Check → findings."""
    actions: Mapping[str, int]
    """What people did → how often."""


class Report(Record):
    """Inspection of a month as it stands on a day."""

    day: date
    month: Reach
    year: Reach
    expected: int
    """Entries that should be inspected by now, were the month's quota spread evenly."""
    behind_schedule: int
    """How many of these are lacking."""
    total: Figures
    departments: Mapping[str, Figures]
    behind: tuple[Task, ...]
    tasks: tuple[Task, ...]
    """Every task of the month."""


def report_on(
    day: date,
    published: Collection[str],
    tasks: Iterable[Task],
    workdays: Workdays,
    rules: InspectionRules,
) -> Report:
    """Return the report of the month a day lies in, as it stands at the end of that day.

    Args:
        day: the day.
        published: ids of the entries published then; only these count.
        tasks: at least those done in the twelve months before, and all that are not done.
        workdays: of the calendar.
        rules: the quotas.
    """
    first = day.replace(day=1)
    every = [each for each in tasks if each.planned_on <= day]
    mine = [each for each in every if _is_of(each, first, day)]
    month = _reach(every, published, (first, day), rules.month_share)
    days = workdays.of_month(day)
    passed = sum(each <= day for each in days) / max(len(days), 1)
    expected = floor(quota(len(published), rules.month_share) * passed)
    departments = sorted({each.department for each in mine})
    return Report(
        day=day,
        month=month,
        year=_reach(every, published, (day - YEAR, day), rules.year_share),
        expected=expected,
        behind_schedule=max(expected - month.inspected, 0),
        total=_figures(mine, day),
        departments={
            name: _figures([each for each in mine if each.department == name], day)
            for name in departments
        },
        behind=tuple(each for each in mine if each.behind_on(day)),
        tasks=tuple(sorted(mine, key=lambda each: (each.due, each.department, each.id))),
    )


def _is_of(task: Task, first: date, day: date) -> bool:
    """Tell whether a task is of a month: planned or done in it, or still to do."""
    done = task.done_on
    return task.planned_on >= first or done is None or first <= done <= day


def _reach(
    tasks: Iterable[Task], published: Collection[str], stretch: tuple[date, date], wanted: float
) -> Reach:
    since, until = stretch
    done = {each.entry for each in tasks if each.done_on and since <= each.done_on <= until}
    inspected = len(done & set(published))
    share = inspected / len(published) if published else 0.0
    return Reach(
        since=since,
        until=until,
        published=len(published),
        inspected=inspected,
        share=round(share, 4),
        wanted=wanted,
        reached=inspected >= quota(len(published), wanted),
    )


def _figures(tasks: Collection[Task], day: date) -> Figures:
    results = [each.result for each in tasks if each.result]
    return Figures(
        planned=len(tasks),
        done=len(results),
        behind=sum(each.behind_on(day) for each in tasks),
        fine=sum(each.verdict is Verdict.FINE for each in results),
        faulty=sum(each.verdict is Verdict.FAULTY for each in results),
        findings=dict(Counter(found.check for each in tasks for found in each.findings)),
        actions=dict(Counter(each.action.value for each in results)),
    )
