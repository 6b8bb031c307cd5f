"""What the proofreader tells of the layout of a Word file."""

from collections.abc import Iterator

import pytest

from docgen.gongwen.document.opened import Opened, Source
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.opening.docx import read_docx
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import Fault, Kind, Severity
from tests.docgen.gongwen.layout.samples import SAMPLES
from tests.docgen.gongwen.measuring.seeding import Change, after, set_looks, set_place
from tests.docgen.word.papers import docx


def layout_of(opened: Opened, level: Severity = Severity.HINT) -> Iterator[Fault]:
    return (each for each in proofread(opened, level=level).faults if each.kind is Kind.LAYOUT)


@pytest.mark.parametrize("name", SAMPLES)
def test_what_the_standard_sets_has_no_layout_fault(name: str) -> None:
    assert not list(layout_of(read_docx(lay_out(SAMPLES[name]), "样张.docx")))


@pytest.mark.parametrize(
    ("change", "severity", "wrong", "clause"),
    [
        (
            set_looks("执法总队：", colour="0000FF"),
            Severity.SUSPECTED,
            "各区样张交通委员会",
            "5.2.4",
        ),
        (set_place("执法总队：", first=630), Severity.SUSPECTED, "各区样张交通委员会", "7.3.2"),
        (set_place("附件：1", left=315), Severity.SUSPECTED, "附件：1.工作方案", "7.3.4"),
        (set_looks("一、总体", font="宋体"), Severity.HINT, "一、总体要求", "7.3.3"),
        (set_looks("关于印发", size=18), Severity.HINT, "上海市样张交通委员会", "7.3.1"),
        (set_looks("关于印发", bold=True), Severity.HINT, "上海市样张交通委员会", "实务"),
    ],
)
def test_what_binds_in_an_official_document_is_suspected_and_the_rest_a_hint(
    change: Change, severity: Severity, wrong: str, clause: str
) -> None:
    opened = read_docx(change(lay_out(SAMPLES["document"])), "样张.docx")
    found = [each for each in layout_of(opened) if each.wrong.startswith(wrong)]
    assert [each.severity for each in found] == [severity]
    assert clause in found[0].source
    assert opened.text[found[0].start : found[0].end] == found[0].wrong


def test_deviations_of_one_place_are_one_fault_with_every_reason() -> None:
    change = after(set_looks("关于印发", font="黑体", size=18))
    opened = read_docx(change(lay_out(SAMPLES["document"])), "样张.docx")
    (found,) = layout_of(opened)
    assert "标题字体" in found.reason
    assert "标题字号" in found.reason


def test_a_plain_draft_is_told_nothing_at_the_usual_level() -> None:
    text = "关于样张工作的讲话\n\n同志们：\n今天我们召开样张会议，请大家认真落实各项工作要求。"
    opened = read_docx(docx(*text.split("\n")), "草稿.docx")
    assert not list(layout_of(opened, Severity.SUSPECTED))
    hints = list(layout_of(opened))
    assert hints
    assert not any("没有认出" in each.reason or "红" in each.reason for each in hints)


def test_only_word_files_are_judged_by_their_layout() -> None:
    opened = read_docx(docx("关于样张工作的讲话"), "草稿.docx")
    assert not list(layout_of(opened.model_copy(update={"source": Source.PDF})))
    assert not any(each.kind is Kind.LAYOUT for each in proofread("关于样张工作的讲话").faults)
