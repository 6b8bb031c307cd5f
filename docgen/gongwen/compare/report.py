"""The comparison as a report in Word: what differs, one row each, and what was not read."""

from io import BytesIO
from typing import Final

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from docgen.gongwen.compare.difference import Comparison
from docgen.gongwen.compare.wording import place_words, quoted
from models.clean import shorten

HEAD: Final = ("序号", "类别", "位置", "原稿", "新稿")
_KINDS: Final = {
    "insert": "增加", "delete": "删除", "replace": "修改", "number": "数字", "move": "移动",
    "split": "分段", "merge": "并段", "cell": "单元格", "row": "表格行", "column": "表格列",
    "table": "表格", "format": "格式", "page": "页面",
}  # fmt: skip
_WIDTHS: Final = (12, 18, 32, 54, 54)
"""Millimetres."""


def make_report(comparison: Comparison) -> bytes:
    """Return the report as DOCX; the weightiest differences stand first."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.size, style.font.name = Pt(10.5), "宋体"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    title = document.add_paragraph()
    run = title.add_run("文件比对报告")
    run.bold, run.font.size = True, Pt(18)
    document.add_paragraph(f"原稿：{shorten(comparison.left, 80)}")
    document.add_paragraph(f"新稿：{shorten(comparison.right, 80)}")
    document.add_paragraph(summary_of(comparison))
    for doubt in comparison.doubts:
        document.add_paragraph(f"说明：{shorten(doubt, 300)}")
    _add_table(document, comparison)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def summary_of(comparison: Comparison) -> str:
    """Return how many differences there are, in a sentence."""
    sure = [each for each in comparison.differences if each.sure]
    heavy = sum(each.weight == 3 for each in sure)
    unsure = len(comparison.differences) - len(sure)
    if not comparison.differences:
        return "没有发现差异。"
    rest = f"；另有 {unsure} 处不确定，请对照原件" if unsure else ""
    told = f"共有差异 {len(sure)} 处，其中涉及当事人、金额、期限、日期、数字的 {heavy} 处"
    return f"{told}{rest}。"


def _add_table(document: Document, comparison: Comparison) -> None:
    if not comparison.differences:
        return
    table = document.add_table(1, len(HEAD))
    table.style = "Table Grid"
    _fill(table.rows[0].cells, HEAD)
    for number, each in enumerate(comparison.differences, start=1):
        place = each.left or each.right
        words = (
            str(number),
            _KINDS[each.kind] + ("" if each.sure else "（不确定）"),
            place_words(place) if place else "",
            quoted(each.before) if each.before else "",
            quoted(each.after) if each.after else "",
        )
        _fill(table.add_row().cells, words)


def _fill(cells: tuple[object, ...], words: tuple[str, ...]) -> None:
    for cell, text, width in zip(cells, words, _WIDTHS, strict=True):
        cell.text, cell.width = text, Mm(width)  # type: ignore[attr-defined]
