"""Faults written into the Word file they were found in: exact runs, formatting and others' kept."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.opening.file import open_file
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import Report
from docgen.gongwen.proofread.writing_back.marking import How, mark
from docgen.gongwen.proofread.writing_back.sheet import make_report

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)


def made() -> bytes:
    document = Document()
    document.add_paragraph("关于样张工作的通知")
    paragraph = document.add_paragraph("各单位要认真")
    paragraph.add_run("布").bold = True
    paragraph.add_run("署有关工作,抓好落实。")
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="1" w:author="张样张" w:date="2026-01-01T00:00:00Z">'
            "<w:r><w:t>旧的修订。</w:t></w:r></w:ins>"
        )
    )
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "要撤消原来的规定。"
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.fixture(scope="module")
def checked() -> tuple[bytes, Opened, Report]:
    data = made()
    opened = open_file(data, "样张.docx")
    return data, opened, proofread(opened)


def test_comments_stand_on_the_words_and_change_no_text(
    checked: tuple[bytes, Opened, Report],
) -> None:
    data, opened, report = checked
    marked = mark(data, opened, report, How.COMMENTS, NOW)
    assert (marked.written, marked.left) == (len(report.faults), 0)
    assert open_file(marked.docx, "样张.docx").text == opened.text
    document = Document(BytesIO(marked.docx))
    texts = [comment.text for comment in document.comments]
    assert any("部署" in text and "必错" in text for text in texts)
    assert len(texts) == len(report.faults) == 3
    begun = document.element.body.findall(f".//{qn('w:commentRangeStart')}")
    assert {each.getnext().findtext(qn("w:t")) for each in begun} == {"布", ",", "撤消"}


def test_tracked_changes_accepted_give_the_suggestions_and_rejected_the_old_text(
    checked: tuple[bytes, Opened, Report],
) -> None:
    data, opened, report = checked
    marked = mark(data, opened, report, How.REVISIONS, NOW)
    after = open_file(marked.docx, "样张.docx").text
    assert "认真部署有关工作，抓好落实。旧的修订。" in after
    assert "要撤销原来的规定" in after
    document = Document(BytesIO(marked.docx))
    gone = document.element.body.findall(f".//{qn('w:delText')}")
    assert "".join(each.text for each in gone) == "布署,撤消"
    assert gone[0].getparent().find(qn("w:rPr")).find(qn("w:b")) is not None
    earlier = document.element.body.find(f".//{qn('w:ins')}[@{qn('w:author')}='张样张']")
    assert earlier is not None


def test_a_report_tells_score_formula_and_every_fault(
    checked: tuple[bytes, Opened, Report],
) -> None:
    _, _, report = checked
    document = Document(BytesIO(make_report(report, "样张\x00通知")))
    text = "\n".join(each.text for each in document.paragraphs)
    assert str(report.score) in text
    assert "计分办法" in text
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert len(rows) == len(report.faults) + 1
    assert rows[1][3] == report.faults[0].wrong
