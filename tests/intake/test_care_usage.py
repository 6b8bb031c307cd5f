"""Usage is counted from the records themselves, by day in Shanghai, and tells nobody's name."""

import csv
from datetime import datetime, timedelta
from io import StringIO

import pytest

from intake.clock import SHANGHAI
from intake.knowledge.usage import as_csv, usage_between
from intake.store.database import Store
from knowledge.care.events import Outcome, Verdict
from models.errors import InvalidRequestError
from tests.intake.caring import MONDAY, cited, empty_base, put, say
from tests.intake.knowledge_desk import published


@pytest.fixture(autouse=True)
def empty(store: Store) -> None:
    empty_base(store)


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    moment = datetime(MONDAY.year, MONDAY.month, MONDAY.day, hour, minute, tzinfo=SHANGHAI)
    return moment + timedelta(days=days)


def test_a_day_counts_from_midnight_to_midnight(store: Store) -> None:
    with store.write() as session:
        for moment in (at(23, 59, -1), at(0), at(23, 59), at(0, 0, 1)):
            put(session, "样张问题", at=moment)
        counted = usage_between(session, MONDAY, MONDAY)
        assert (counted.total.questions, counted.total.declined) == (2, 2)
        with pytest.raises(InvalidRequestError, match="晚于"):
            usage_between(session, MONDAY, MONDAY - timedelta(days=1))


def test_questions_count_for_the_matter_and_department_of_the_entry_found(store: Store) -> None:
    with store.write() as session:
        entry = published(session, department="市商务委", tags={"matters": ("S2",)})
        lost = published(session, title="没有人看到的条目")
        asked = put(session, "换证", at=at(9), channel="窗口", audience="个人", **cited(entry))
        put(session, "狗证", at=at(9), channel="热线", outcome=Outcome.DECLINED)
        say(session, asked, Verdict.UP, at=at(9, 1, 5))
        say(session, asked, Verdict.CLICK, entry=entry, position=2, at=at(9, 1))
        usage = usage_between(session, MONDAY, MONDAY)
    by = {name: {one.name: one.questions for one in each} for name, each in usage.groups.items()}
    assert by["category"] == {"": 1, "S2": 1}
    assert by["department"] == {"": 1, "市商务委": 1}
    assert by["channel"] == {"窗口": 1, "热线": 1}
    assert (usage.total.up, usage.total.clicks) == (1, 1)
    assert usage.never_found == (lost,)
    assert usage.click_positions == {2: 1}


def test_the_table_has_every_group_and_no_formula(store: Store) -> None:
    with store.write() as session:
        put(session, "样张问题", at=at(9), source="=HYPERLINK(1)")
        table = as_csv(usage_between(session, MONDAY, MONDAY))
    rows = [*csv.DictReader(StringIO(table))]
    assert rows[0]["分组"] == "合计"
    assert rows[0]["提问"] == "1"
    assert {row["分组"] for row in rows[1:]} == {"事项", "对象", "来源", "部门", "渠道", "区域"}
    assert not any(row["名称"].startswith("=") for row in rows)
