"""A character that a fixed phrase lacks or has twice is told; what only looks so is not."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from docgen.gongwen.proofread.checkers.phrases import FREE, check_phrases, read_phrases
from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.text import Setting, Text

KNOWN = read_phrases()
FIXED = (*KNOWN.phrases, *KNOWN.terms)


def told(text: str) -> list[Fault]:
    return list(check_phrases(Text.of(text, Setting())))


@st.composite
def places(draw: st.DrawFn) -> tuple[str, int]:
    """A phrase, and a place within it whose character may not be left out at will."""
    phrase = draw(st.sampled_from(FIXED))
    free = [
        at
        for at in range(1, len(phrase) - 1)
        if phrase[at] not in FREE and "\u3400" <= phrase[at] <= "\u9fff"
    ]
    return phrase, draw(st.sampled_from(free))


@settings(max_examples=200, deadline=None)
@given(places())
def test_a_missing_character_is_told_with_the_phrase(place: tuple[str, int]) -> None:
    phrase, at = place
    spoilt = phrase[:at] + phrase[at + 1 :]
    assume(spoilt not in KNOWN.right)
    assert any(phrase in fault.suggestions for fault in told(f"要求：{spoilt}，"))


@settings(max_examples=200, deadline=None)
@given(places())
def test_a_character_written_twice_is_told_with_the_phrase(place: tuple[str, int]) -> None:
    phrase, at = place
    spoilt = phrase[:at] + phrase[at] + phrase[at:]
    assert any(phrase in fault.suggestions for fault in told(f"要求：{spoilt}，"))


@pytest.mark.parametrize("phrase", [*FIXED, *KNOWN.right])
def test_the_phrase_itself_and_what_is_right_beside_it_are_no_fault(phrase: str) -> None:
    assert told(f"要求：{phrase}，") == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("坚持中国色社会主义道路。", "中国色社会主义", "中国特色社会主义"),
        ("经区人民政政府同意。", "人民政政府", "人民政府"),
        ("推动高质量发，提升能级。", "高质量发", "高质量发展"),
        ("推动高质量发展展。", "高质量发展展", "高质量发展"),
        ("由上海市场监督管理局负责。", "上海市场监督管理局", "上海市市场监督管理局"),
        ("调派应急救圆队伍。", "应急救圆队伍", "应急救援队伍"),
    ],
)
def test_a_slip_is_told_where_it_stands(text: str, wrong: str, right: str) -> None:
    assert (wrong, (right,)) in {(fault.wrong, fault.suggestions) for fault in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "举办高质量发展展览，欢迎中国共产党党员参加。",
        "省市场监管局、轨道交通安全科会同军人代表大会代表。",
        "居（村）民委员会应当履行行政管理职责。",
        "国有资产监督与管理委员会",
    ],
)
def test_what_only_looks_like_a_phrase_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_a_phrase_at_either_end_of_a_text_is_read_as_elsewhere() -> None:
    assert [fault.wrong for fault in told("中国色社会主义")] == ["中国色社会主义"]
    assert told("社会主义") == told("特色社会主义") == []
