"""Copies among entries, and which of them is to stay."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cleaning import folded, shared_lines, tidy
from knowledge.sorting.copies import Copy, find_copies
from knowledge.sorting.shingles import likeness, shingles_of, sketch_of
from knowledge.sorting.text import Text

BODY = "".join(f"第{n}项规定了样张事项在第{n}个窗口办理，需要材料{n * 7}份。" for n in range(40))


def text(name: str, body: str, **more: object) -> Text:
    return Text.model_validate({"id": name, "title": "样张办法", "body": body, **more})


def test_one_text_in_another_dress_is_the_same() -> None:
    (pair,) = find_copies(
        [text("a", BODY), text("b", BODY.replace("，", ", ").replace("。", "．"))]
    )
    assert pair.copy_ is Copy.SAME
    assert "保留一条" in pair.proposal


def test_the_later_of_two_near_texts_is_to_take_the_place_of_the_other() -> None:
    old = text("a", BODY, number="样规〔2020〕1号", issued_on=date(2020, 1, 1))
    body = BODY.replace("第3项", "第三项").replace("第39个窗口", "另一个地方")
    new = text(
        "b", body + "新增的一整段内容，" * 9, number="样规〔2026〕1号", issued_on=date(2026, 1, 1)
    )
    (pair,) = find_copies([old, new])
    assert pair.copy_ is Copy.NEAR
    assert pair.newer == "b"


def test_without_days_the_number_tells_which_is_newer() -> None:
    old, new = (
        text("a", BODY, number="样规〔2020〕1号"),
        text("b", BODY + "补充一句。", number="样规〔2021〕1号"),
    )
    (pair,) = find_copies([new, old])
    assert pair.newer == "b"
    assert "文号" in pair.reason


def test_an_excerpt_is_within_the_whole_and_short_phrases_are_not() -> None:
    (pair,) = find_copies([text("whole", BODY), text("part", BODY[100:400])])
    assert (pair.copy_, pair.newer) == (Copy.WITHIN, "whole")
    assert not find_copies([text("whole", BODY), text("short", "第1项规定")])


def test_different_texts_are_no_copies() -> None:
    other = "".join(f"夜间{n}时起泊位{n * 3}元，逾期第{n}日催缴。" for n in range(60))
    assert not find_copies([text("a", BODY), text("b", other)])


def test_lines_that_most_files_have_are_ornaments_and_few_files_share_none() -> None:
    files = [[f"正文{n}", "关注样张公众号"] for n in range(5)]
    assert shared_lines(files) == {folded("关注样张公众号")}
    assert not shared_lines(files[:3])


@given(st.text(max_size=200))
def test_a_text_is_wholly_like_itself_and_its_sketch_is_a_part_of_it(words: str) -> None:
    shingles = shingles_of(words)
    assert likeness(shingles, shingles) == ((1.0, 1.0) if shingles.size else (0.0, 0.0))
    assert np.isin(sketch_of(shingles), shingles).all()


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_the_same_both_ways_and_between_0_and_1(left: str, right: str) -> None:
    one, other = shingles_of(left), shingles_of(right)
    assert likeness(one, other) == likeness(other, one)
    assert all(0 <= each <= 1 for each in likeness(one, other))


@given(st.text(max_size=60))
def test_tidying_twice_changes_nothing_more(line: str) -> None:
    once = tidy(line)
    assert tidy(once) == once
    assert "\n" not in once
