"""What changed between two versions: nothing is missed, figures come first."""

from collections import Counter
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.entry import Entry, Kind, Source
from knowledge.sorting.versions import How, compare_bodies, compare_versions

PHONE = "## 电话\n\n"
OLD = "## 标准\n\n每车补贴3万元，2025年12月31日前申请。材料交到窗口。\n\n" + PHONE + "打热线。\n"
NEW = (
    "## 标准\n\n每车补贴2万元，2026年12月31日前申请。材料交到窗口。\n\n"
    + PHONE
    + "打咨询热线。\n\n可以代办。\n"
)


def entry(body: str, **more: object) -> Entry:
    told = {
        "id": "e",
        "version": 1,
        "kind": Kind.GUIDE,
        "title": "样张",
        "body": body,
        "department": "样张局",
        "source": Source(title="样张办法"),
        "author": "甲",
        "changed_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return Entry.model_validate(told | more)


def test_figures_and_days_that_changed_are_told_first_with_old_and_new() -> None:
    first, *rest = compare_versions(entry(OLD), entry(NEW))
    assert first.figures == (("3万元", "2万元"), ("2025年12月31日", "2026年12月31日"))
    assert first.label == "标准"
    assert [piece.new for piece in first.pieces] == ["每车补贴2万元，2026年12月31日前申请。"]
    assert [(each.how, each.new) for each in rest] == [
        (How.CHANGED, "打咨询热线。"),
        (How.ADDED, "可以代办。"),
    ]


def test_the_time_an_entry_holds_is_weighty_and_its_department_is_not() -> None:
    changes = compare_versions(
        entry(OLD), entry(OLD, expires=date(2027, 1, 1), department="样张委")
    )
    assert [(each.what, each.weighty) for each in changes] == [
        ("expires", True),
        ("department", False),
    ]


LINES = st.lists(st.text(alphabet="样张甲乙12年月。；# ", max_size=12), max_size=8)


@given(LINES, LINES)
def test_every_line_that_is_not_in_both_stands_in_one_change(
    old: list[str], new: list[str]
) -> None:
    changes = compare_bodies("\n".join(old), "\n".join(new))
    before = Counter(filter(None, map(str.strip, old)))
    after = Counter(filter(None, map(str.strip, new)))
    told_old = Counter(each.old for each in changes if each.old)
    told_new = Counter(each.new for each in changes if each.new)
    assert before - told_old == after - told_new
    assert not (told_old - before) + (told_new - after)


@given(LINES)
def test_a_version_is_no_change_to_itself(lines: list[str]) -> None:
    assert compare_versions(entry("\n".join(lines)), entry("\n".join(lines))) == ()
