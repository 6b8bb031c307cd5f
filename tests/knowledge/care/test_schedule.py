"""Half of the entries each month, nine tenths each year, whatever the risks are."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.care.inspection.report import report_on
from knowledge.care.inspection.schedule import Subject, Workdays, plan_day, quota, risk_of
from knowledge.care.inspection.task import Action, Result, Task, Verdict, finish
from models.errors import ConflictError, InvalidRequestError
from tests.knowledge.care.made import RULES, SHANGHAI, complete, worked

CALENDAR = Workdays(worked=worked, complete=complete)
INSPECTION = RULES.inspection
FIRST = date(2026, 1, 1)


def subject(number: int, **more) -> Subject:
    told = {"title": "样张", "version": 1, "department": "样张一科", "published_on": FIRST}
    return Subject(entry=f"e{number:03}", **(told | more))


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), SHANGHAI)


def fine(task: Task, day: date) -> Task:
    return finish(task, Result(verdict=Verdict.FINE, by="样张丁", at=at(day)))


@settings(max_examples=12)
@given(
    risks=st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=60),
    begin=st.dates(date(2025, 1, 1), date(2025, 12, 31)),
)
def test_who_does_each_task_when_due_reaches_the_quotas_of_every_month_and_year(
    risks, begin
) -> None:
    begin = begin.replace(day=1)
    subjects = {
        f"e{number:03}": subject(number, thumbs_down=thumbs, law_based=law)
        for number, (thumbs, law) in enumerate(risks)
    }
    tasks: dict[str, Task] = {}
    day = begin
    while day < begin + timedelta(days=366):
        for each in plan_day([*subjects.values()], [*tasks.values()], day, CALENDAR, INSPECTION):
            assert each.id not in tasks
            tasks[each.id] = each
        for task in [each for each in tasks.values() if each.result is None and each.due <= day]:
            tasks[task.id] = fine(task, day)
            seen = {"inspected_on": day}
            subjects[task.entry] = subjects[task.entry].model_copy(update=seen)
        if (day + timedelta(days=1)).day == 1:
            report = report_on(day, subjects, tasks.values(), CALENDAR, INSPECTION)
            assert report.month.reached, report.month
            assert report.behind_schedule == 0
        day += timedelta(days=1)
    report = report_on(day, subjects, tasks.values(), CALENDAR, INSPECTION)
    assert report.year.reached, report.year


@given(number=st.integers(0, 1000))
def test_a_quota_is_never_less_than_its_share(number: int) -> None:
    wanted = quota(number, 0.5)
    assert wanted >= number / 2 > wanted - 1


def test_nothing_is_planned_twice_nor_on_a_day_off() -> None:
    subjects, monday = [subject(n) for n in range(40)], date(2026, 6, 1)
    planned = plan_day(subjects, (), monday, CALENDAR, INSPECTION)
    assert planned
    further = plan_day(subjects, planned, monday, CALENDAR, INSPECTION)
    assert not {each.entry for each in planned} & {each.entry for each in further}
    assert plan_day(subjects, (), date(2026, 6, 6), CALENDAR, INSPECTION) == ()


def test_a_task_on_an_entry_that_is_gone_does_not_fill_the_quota() -> None:
    day = date(2026, 6, 30)
    (gone,) = plan_day([subject(0)], (), day, CALENDAR, INSPECTION)
    subjects = [subject(1), subject(2)]
    assert len(plan_day(subjects, [fine(gone, day)], day, CALENDAR, INSPECTION)) == 1


def test_a_task_left_undone_is_not_planned_again_and_is_named_behind() -> None:
    subjects = [subject(0)]
    (task,) = plan_day(subjects, (), date(2026, 6, 1), CALENDAR, INSPECTION)
    assert plan_day(subjects, [task], date(2026, 7, 1), CALENDAR, INSPECTION) == ()
    on_time = report_on(task.due, ["e000"], [task], CALENDAR, INSPECTION)
    assert on_time.behind == ()
    late = report_on(task.due + timedelta(days=1), ["e000"], [task], CALENDAR, INSPECTION)
    assert late.behind == (task,)
    assert late.departments["样张一科"].behind == 1


def test_risks_are_told_in_words_and_sort_the_entries() -> None:
    day = date(2026, 12, 1)
    calm = subject(1, published_on=day, inspected_on=day)
    assert risk_of(calm, day, INSPECTION) == (0, ())
    soon = day + timedelta(days=INSPECTION.soon_days)
    for change, words in (
        ({"inspected_on": None}, "从未巡检"),
        ({"expires": soon}, "即将失效"),
        ({"thumbs_down": 2}, "收到差评 2 次"),
        ({"law_based": True}, "依据政策法规"),
        ({"published_on": day - timedelta(days=INSPECTION.old_days)}, "没有更新"),
        ({"has_gap": True}, "缺口工单"),
    ):
        weight, told = risk_of(calm.model_copy(update=change), day, INSPECTION)
        assert weight > 0
        assert words in told[0]
    beyond = calm.model_copy(update={"expires": soon + timedelta(days=1)})
    assert risk_of(beyond, day, INSPECTION)[0] == 0


def test_a_result_says_what_was_found_and_is_given_once() -> None:
    day = date(2026, 6, 1)
    (task,) = plan_day([subject(0)], (), day, CALENDAR, INSPECTION)
    faulty = Result(verdict=Verdict.FAULTY, by="样张丁", at=at(day))
    with pytest.raises(InvalidRequestError, match="写明问题"):
        finish(task, faulty)
    odd = Result(verdict=Verdict.FINE, action=Action.WITHDRAW, by="样张丁", at=at(day))
    with pytest.raises(InvalidRequestError, match="没有问题"):
        finish(task, odd)
    done = finish(task, faulty.model_copy(update={"note": "电话已换", "action": Action.REVISE}))
    with pytest.raises(ConflictError):
        finish(done, faulty)
    report = report_on(day, ["e000"], [done], CALENDAR, INSPECTION)
    assert (report.total.faulty, report.total.actions) == (1, {"revise": 1})
    assert report.month.share == 1


def test_an_entry_that_is_gone_counts_neither_way() -> None:
    day = date(2026, 6, 1)
    (task,) = plan_day([subject(0)], (), day, CALENDAR, INSPECTION)
    report = report_on(day, ["other"], [fine(task, day)], CALENDAR, INSPECTION)
    assert (report.month.inspected, report.month.published) == (0, 1)
    assert not report.month.reached
