"""Automatic numbers of a real Word file are checked, and told in it at the words behind them."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from docgen.gongwen.opening.file import open_file
from docgen.gongwen.proofread.checkers import RULES
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.writing_back.marking import How, mark

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    '<w:lvlText w:val="{text}"/></w:lvl>'
)


def made(form: str, text: str, *rows: tuple[bool, str]) -> bytes:
    """Return a file of paragraphs, numbered automatically where told so."""
    document: Any = Document()
    numbering = document.part.numbering_part.element
    level = LEVEL.format(form=form, text=text)
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{level}</w:abstractNum>')
    )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/></w:num>')
    )
    for numbered, words in rows:
        paragraph = document.add_paragraph(words)
        if numbered:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = 78
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_a_typed_number_that_an_automatic_one_repeats_is_told_as_a_comment() -> None:
    data = made(
        "chineseCounting", "%1、", (True, "提高认识"), (False, "二、明确任务"), (True, "压实责任")
    )
    opened = open_file(data, "样张.docx")
    report = proofread(opened, checkers=RULES)
    assert [(fault.rule, fault.wrong) for fault in report.faults] == [
        ("levels.repeated", "压实责任")
    ]
    marked = mark(data, opened, report, How.COMMENTS, NOW)
    assert (marked.written, marked.left) == (1, 0)
    document = Document(BytesIO(marked.docx))
    (begun,) = document.element.body.findall(f".//{qn('w:commentRangeStart')}")
    assert begun.getnext().findtext(qn("w:t")) == "压实责任"


def test_automatic_numbers_as_the_standard_has_them_are_no_fault() -> None:
    for form, text in (
        ("chineseCounting", "%1、"),
        ("chineseCounting", "（%1）"),
        ("decimal", "%1."),
    ):
        data = made(form, text, (True, "提高认识"), (True, "明确任务"), (True, "压实责任"))
        assert proofread(open_file(data, "样张.docx"), checkers=RULES).faults == ()


def test_a_wrong_mark_of_the_list_is_told_once() -> None:
    data = made("decimal", "%1、", (True, "提高认识"), (True, "明确任务"))
    report = proofread(open_file(data, "样张.docx"), checkers=RULES)
    assert [(f.rule, f.wrong) for f in report.faults] == [("levels.mark_digit", "提高认识")]
