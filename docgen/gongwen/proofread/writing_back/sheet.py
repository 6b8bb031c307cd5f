"""The report of a proofreading as a Word file: the quality score and the list of faults."""

from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from docgen.gongwen.proofread.fault import FORMULA, Report
from models.clean import shorten

HEAD: Final = ("序号", "级别", "类别", "原文", "建议", "理由和依据")
WIDTHS: Final = (11, 14, 20, 34, 34, 57)
"""Millimetres."""
FACE: Final = "宋体"


def make_report(report: Report, title: str) -> bytes:
    """Return the report as DOCX: title, score with its formula, counts, faults in their order."""
    document = Document()
    _set_up(document)
    heading = document.add_paragraph().add_run("文稿勘误报告")
    heading.bold, heading.font.size = True, Pt(18)
    for line in _summary(report, title):
        document.add_paragraph(line)
    if report.faults:
        _add_table(document, report)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _set_up(document: DocxDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.size, style.font.name = Pt(10.5), FACE
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACE)


def _summary(report: Report, title: str) -> list[str]:
    counts = "，".join(f"{severity} {count} 处" for severity, count in report.by_severity.items())
    kinds = "，".join(f"{kind} {count} 处" for kind, count in report.by_kind.items())
    told = [
        f"文稿：{shorten(title, 80) or '未命名'}",
        f"质量分：{report.score}　字数：{report.characters}　{counts}",
        f"分类：{kinds}" if kinds else "没有发现问题。",
        f"计分办法：{FORMULA}",
    ]
    return [*told, *(f"说明：{shorten(doubt, 300)}" for doubt in report.doubts)]


def _add_table(document: DocxDocument, report: Report) -> None:
    table = document.add_table(rows=1, cols=len(HEAD))
    table.style, table.autofit = "Table Grid", False
    rows = [HEAD]
    for number, fault in enumerate(report.faults, start=1):
        suggested = " / ".join(each or "（删去）" for each in fault.suggestions)
        reason = f"{fault.reason}（{fault.source}）" if fault.source else fault.reason
        rows.append((str(number), fault.severity, fault.kind, fault.wrong, suggested, reason))
        table.add_row()
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(row.cells, words, WIDTHS, strict=True):
            cell.text, cell.width = _printed(text), Mm(width)


def _printed(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)
