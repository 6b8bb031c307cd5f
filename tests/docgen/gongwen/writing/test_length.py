"""A text is short, usual or long by declaration; what is left out is told."""

from itertools import pairwise

import pypdfium2
import pytest

from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.writing.conditions import Conditions
from docgen.gongwen.writing.declared import Length, Type, examples, read_written
from docgen.gongwen.writing.drafting import draft
from docgen.gongwen.writing.words import text_of
from docgen.word.office import WordOffice
from tests.docgen.gongwen.writing.made import CASES, NAMES, Facts


@pytest.mark.parametrize(("kind", "facts"), CASES, ids=NAMES)
def test_each_length_is_whole_free_of_faults_and_no_shorter_than_the_one_before(
    kind: str, facts: Facts
) -> None:
    drafted = [draft(kind, facts, Conditions(length=length)) for length in Length]
    for each in drafted:
        assert each.complete, (each.missing, each.faults)
        text = text_of(each.official)
        assert [(fault.wrong, fault.reason) for fault in proofread(text).faults] == []
        assert each.extent.characters == sum(not mark.isspace() for mark in text)
    for shorter, longer in pairwise(drafted):
        assert shorter.extent.characters <= longer.extent.characters
        assert set(longer.left_out) <= set(shorter.left_out)


def test_what_a_short_text_leaves_out_is_told() -> None:
    drafted = draft("report", examples(read_written()["report"]), Conditions(length=Length.SHORT))
    assert drafted.left_out == ("背景、缘由", "主要指标完成情况表", "取得的成效")


def test_what_another_use_asks_is_told_as_left_out() -> None:
    facts = examples(read_written()["notice"], use="任免")
    assert "会议时间" in draft("notice", facts).left_out


def test_most_kinds_have_a_shorter_and_a_longer_text() -> None:
    lengths = [Conditions(length=length) for length in Length]
    differ = {
        kind
        for kind, facts in CASES
        if len({draft(kind, facts, each).extent.characters for each in lengths}) > 1
    }
    assert len(differ) >= 20


@pytest.mark.parametrize("kind", ["report", "letter", "minutes", "work_summary"])
@pytest.mark.parametrize("many", [1, 12])
def test_pages_are_estimated_within_one(kind: str, many: int, office: WordOffice) -> None:
    facts = examples(read_written()[kind])
    for name, fact in read_written()[kind].facts.items():
        if fact.type in {Type.LIST, Type.LONG} and name in facts:
            facts[name] = "\n".join([facts[name]] * many)
    drafted = draft(kind, facts)
    pdf = pypdfium2.PdfDocument(office.convert(lay_out(drafted.official)))
    measured = len(pdf)
    pdf.close()
    assert abs(drafted.extent.pages - measured) <= 1
