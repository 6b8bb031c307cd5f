"""The engine keeps the surer fault, tells every occurrence, and survives whatever it is given."""

import re
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.document.opened import Opened, Paragraph, Run, Source
from docgen.gongwen.proofread.checkers import RULES
from docgen.gongwen.proofread.checkers.pairs import check_pairs
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import Fault, Kind, Severity
from docgen.gongwen.proofread.lexicon.entry import Sort, TypedEntry
from docgen.gongwen.proofread.lexicon.lexicon import Lexicon
from docgen.gongwen.proofread.settling import outside, settle
from docgen.gongwen.proofread.text import Setting, Text

SPOILT = "各单位:\n会议于3月召开,请(准时)参加。。\n请参加会议,不得缺席。"


def make(start: int, end: int, severity: Severity, confidence: float = 0.5) -> Fault:
    return Fault(
        start=start,
        end=end,
        wrong="错" * (end - start),
        kind=Kind.WORD,
        severity=severity,
        reason="试",
        confidence=confidence,
    )


def test_the_surer_of_two_overlapping_faults_stays_whatever_their_order() -> None:
    sure, unsure = make(2, 4, Severity.CERTAIN), make(0, 10, Severity.HINT, 0.9)
    apart = make(4, 6, Severity.SUSPECTED)
    assert settle([unsure, apart, sure]) == settle([sure, unsure, apart]) == (sure, apart)


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 5), st.sampled_from(Severity), st.floats(0, 1))
    )
)
def test_settled_faults_never_overlap_and_none_is_dropped_without_a_surer_one(
    drawn: list[tuple[int, int, Severity, float]],
) -> None:
    faults = [make(start, start + size, severity, sure) for start, size, severity, sure in drawn]
    kept = settle(faults)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    for fault in faults:
        rivals = [each for each in kept if each.start < fault.end and fault.start < each.end]
        assert any(each.severity.rank <= fault.severity.rank for each in rivals)
    assert settle(reversed(faults)) == kept


def test_every_occurrence_is_told_at_its_place() -> None:
    report = proofread(SPOILT, checkers=RULES)
    commas = [fault for fault in report.faults if fault.wrong == ","]
    assert [fault.start for fault in commas] == [
        found.start() for found in re.finditer(",", SPOILT)
    ]
    assert all(SPOILT[fault.start : fault.end] == fault.wrong for fault in report.faults)
    assert all(fault.suggestions == ("，",) for fault in commas)


def test_a_file_as_opened_has_the_places_of_its_text() -> None:
    paragraphs = tuple(Paragraph(runs=(Run(text=line),)) for line in SPOILT.split("\n"))
    opened = Opened(name="样张.docx", source=Source.WORD, paragraphs=paragraphs)
    assert proofread(opened, checkers=RULES).faults == proofread(SPOILT, checkers=RULES).faults


def test_what_is_allowed_is_told_by_no_checker() -> None:
    allowed = Lexicon(name="本单位", entries=(TypedEntry(word="开,请", sort=Sort.ALLOWED),))
    report = proofread(SPOILT, [allowed], checkers=RULES)
    assert [fault.start for fault in report.faults if fault.wrong == ","] == [SPOILT.rindex(",")]


def test_each_fault_has_a_reason_in_one_sentence_and_a_source() -> None:
    for fault in proofread(SPOILT).faults:
        assert re.fullmatch(r"[^。]+。", fault.reason), fault
        assert fault.source


def test_a_level_tells_what_is_at_least_so_sure() -> None:
    text = "会议，，于三月召开…"
    told = {level: proofread(text, (), level, checkers=RULES).faults for level in Severity}
    assert {each.severity for each in told[Severity.CERTAIN]} == {Severity.CERTAIN}
    assert set(told[Severity.CERTAIN]) < set(told[Severity.SUSPECTED])


def test_a_score_of_a_clean_text_is_a_hundred_and_falls_with_each_fault() -> None:
    assert proofread("各单位：\n请准时参加会议。", checkers=RULES).score == 100
    assert proofread("各单位:\n请准时参加会议。", checkers=RULES).score == 99
    assert proofread("各单位：\n请准时参加会议。。", checkers=RULES).score == 95


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_text_makes_the_rules_fail(drawn: str) -> None:
    for fault in proofread(drawn, (), Severity.HINT, checkers=RULES).faults:
        assert drawn[fault.start : fault.end] == fault.wrong


def test_hostile_text_is_checked_in_time() -> None:
    for hostile in (
        "（" * 5000,
        "《" * 5000 + "》" * 5000,
        "一" * 5000,
        "\u202e\0\x07" * 2000,
        "1" * 5000,
    ):
        assert proofread(hostile, checkers=RULES).characters <= 10_000


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=8),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=8),
)
def test_what_is_allowed_silences_every_fault_that_touches_it(
    drawn: list[tuple[int, int]], allowed: list[tuple[int, int]]
) -> None:
    faults = [make(start, start + size, Severity.HINT) for start, size in drawn]
    spans = [(start, start + size) for start, size in allowed]
    told = list(outside(faults, spans))
    assert told == [
        fault
        for fault in faults
        if not any(start < fault.end and fault.start < end for start, end in spans)
    ]


@pytest.mark.parametrize("hostile", ["（", "”", "（\n", "》", "“\n”"])
def test_a_text_of_one_mark_alone_costs_no_more_than_its_length(hostile: str) -> None:
    """Work is counted in lines of Python, which no other load on the machine changes."""

    def work(size: int) -> int:
        steps = 0

        def count(*_: object) -> object:
            nonlocal steps
            steps += 1
            return count

        text = Text.of(hostile * size, Setting())
        sys.settrace(count)  # type: ignore[arg-type]
        try:
            list(check_pairs(text))
        finally:
            sys.settrace(None)
        return steps

    assert work(2000) < 2.5 * work(1000)
