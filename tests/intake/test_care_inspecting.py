"""Inspection over the store: planned, looked at by machine, finished by people, reported."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi import FastAPI

from eval.serving import serving
from intake.knowledge.care_work import check, run_day
from intake.knowledge.inspecting import (
    finish_inspection,
    list_inspections,
    plan_inspections,
    report_inspections,
)
from intake.store.database import Store
from intake.store.knowledge_care import INSPECTIONS
from knowledge.care.events import Verdict as Said
from knowledge.care.inspection.task import Action, Result, Task, Verdict
from models.errors import ConflictError, StaleRecordError
from tests.intake.caring import DOGS, NIGHT, care_of, cited, empty_base, put, say
from tests.intake.knowledge_desk import AUTHOR, published

MATTER = {"matters": ("S2",)}


@pytest.fixture(autouse=True)
def empty(store: Store) -> None:
    empty_base(store)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving(FastAPI()) as url:  # every address of it answers 404
        yield url


def tasks(store: Store, **how: object) -> tuple[Task, ...]:
    with store.read() as session:
        return list_inspections(session, **how)


def plan_all(store: Store) -> None:
    """Plan until every entry has its task."""
    with store.write() as session:
        for day in range(26):
            plan_inspections(session, NIGHT + timedelta(days=day))


def test_the_machine_finds_what_was_put_in_and_says_where(store: Store, site: str) -> None:
    dead = f"{site}/gone"
    faults = {
        "links": {"body": f"办理流程见[指南]({dead})，请按要求准备材料后提交。"},
        "validity": {"expires": NIGHT.date() + timedelta(days=10)},
        "basis": {"body": "依照《中华人民共和国合同法》签订书面的租赁合同，并妥善保存。"},
        "length": {"body": "见窗口。"},
        "tables": {"body": "| 材料 | 份数 |\n| --- | --- |\n| 身份证明复印件 | 1 | 无 |"},
        "personal": {"body": "请在工作时间联系办事人员，手机13800000000，逾期不再受理。"},
    }
    with store.write() as session:
        ids = {name: published(session, **change) for name, change in faults.items()}
        one = published(session, body="承诺时限：5个工作日，到窗口提交材料即可。", tags=MATTER)
        other = published(session, body="承诺时限：8个工作日，到窗口提交材料即可。", tags=MATTER)
        for question in DOGS * 2:
            put(session, question, nearest=(one,))
        for entry in (*ids.values(), one, other):
            INSPECTIONS.add(session, a_task(entry))
    care = care_of(store, links_per_run=100, inner_links=(site.removeprefix("http://"),))
    assert check(care, NIGHT) == {"tasks": 8, "findings": 10}
    found = {each.entry: {finding.check for finding in each.findings} for each in tasks(store)}
    assert {name: found[entry] for name, entry in ids.items()} == {name: {name} for name in ids}
    assert found[one] == found[other] == {"contradictions", "asked"}
    places = [finding.place for each in tasks(store) for finding in each.findings]
    assert {dead, one, other} <= {*places}
    assert check(care, NIGHT) == {}


def a_task(entry: str) -> Task:
    return Task(
        id=entry[:32],
        entry=entry,
        title="样张",
        version_seen=1,
        department="市道路运输管理局",
        planned_on=NIGHT.date(),
        due=NIGHT.date(),
    )


def test_an_entry_that_is_gone_meanwhile_is_told_of(store: Store) -> None:
    with store.write() as session:
        INSPECTIONS.add(session, a_task("gone"))
    check(care_of(store), NIGHT)
    (task,) = tasks(store)
    assert "不需要再巡检" in task.findings[0].message


def test_half_of_the_entries_are_planned_in_a_month_and_none_twice(store: Store) -> None:
    with store.write() as session:
        for number in range(21):
            published(session, title=f"样张条目{number}")
    plan_all(store)
    planned = tasks(store)
    assert len({each.entry for each in planned}) == len(planned) >= 11
    assert {each.person for each in planned} == {AUTHOR.officer}
    assert tasks(store, department="别的部门") == ()


def finished(store: Store, task: Task, verdict: Verdict, **more: object) -> Task:
    told = {"verdict": verdict, "by": "郑样张", "at": NIGHT + timedelta(hours=8)} | more
    with store.write() as session:
        return finish_inspection(session, task.id, task.version, Result.model_validate(told))


def test_a_person_finishes_a_task_once_and_the_report_tells_it(store: Store) -> None:
    with store.write() as session:
        published(session)
        published(session, title="样张条目")
    care = care_of(store)
    run_day(care, NIGHT)
    (task,) = tasks(store)
    old = task.model_copy(update={"version": task.version - 1})
    with pytest.raises(StaleRecordError):
        finished(store, old, Verdict.FINE)
    finished(store, task, Verdict.FAULTY, note="电话已更换", action=Action.REVISE)
    with store.read() as session:
        done = INSPECTIONS.read(session, task.id)
        report = report_inspections(session, NIGHT.date())
    with pytest.raises(ConflictError):
        finished(store, done, Verdict.FINE)
    assert (report.month.inspected, report.month.published, report.month.reached) == (1, 2, True)
    assert (report.total.faulty, report.total.actions) == (1, {"revise": 1})
    assert tasks(store) == ()
    assert tasks(store, only_open=False) == (done,)


def test_entries_complained_of_have_their_turn_before_others(store: Store) -> None:
    with store.write() as session:
        ids = [published(session, title=f"样张条目{number}") for number in range(50)]
        worst = max(ids)
        asked = put(session, "样张问题", **cited(worst))
        for _ in range(3):
            say(session, asked, Said.DOWN, entry=worst)
        planned = plan_inspections(session, NIGHT)
    assert worst in {each.entry for each in planned}
    assert "差评 3 次" in "".join(next(each.reasons for each in planned if each.entry == worst))


def test_a_day_done_twice_does_nothing_the_second_time(store: Store) -> None:
    with store.write() as session:
        for number in range(9):
            published(session, title=f"样张条目{number}")
    care = care_of(store)
    assert run_day(care, NIGHT)["plan"]["tasks"] > 0
    before = tasks(store)
    assert not any(run_day(care, NIGHT + timedelta(hours=5)).values())
    assert tasks(store) == before
