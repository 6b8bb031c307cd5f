"""The 发文单 as a Word document."""

from io import BytesIO

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as UPRIGHT
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.shared import Cm
from docx.table import Table, _Cell

from docgen.gongwen.elements.slip import Slip, SlipBox, SlipRow
from docgen.word.making import CENTRE, Face, write
from models.clean import clean

COLUMNS = 6
LABEL, REST = 2.15, 2.98
"""Widths of a label and of the column beside it, in centimetres."""
TITLE = Face("黑体", 22)
LABELS = Face("黑体", 12)
WORDS = Face("仿宋", 12)
SMALL = Face("仿宋", 9, colour="666666")
UNSURE = 0.6


def print_slip(slip: Slip) -> bytes:
    """Return the slip as a docx: a table on one page of A4, boxes for a hand left blank."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin = section.bottom_margin = Cm(2.2)
    write(document.add_paragraph(), slip.title, TITLE, CENTRE)
    table = document.add_table(rows=0, cols=COLUMNS)
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for at, column in enumerate(table.columns):
        column.width = Cm(REST if at % 2 else LABEL)
    for row in slip.rows:
        _add_row(table, row)
    for doubt in slip.doubts:
        write(document.add_paragraph(), f"待核：{clean(doubt)}", SMALL)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add_row(table: Table, row: SlipRow) -> None:
    added = table.add_row()
    added.height, added.height_rule = Cm(row.height), WD_ROW_HEIGHT_RULE.AT_LEAST
    for at, cell in enumerate(added.cells):
        cell.width = Cm(REST if at % 2 else LABEL)
    at = 0
    for box in row.boxes:
        label, value = added.cells[at], added.cells[at + 1]
        if box.width > 2:
            value = value.merge(added.cells[at + box.width - 1])
        _write_box(label, value, box)
        at += box.width


def _write_box(label: _Cell, value: _Cell, box: SlipBox) -> None:
    write(label.paragraphs[0], box.label, LABELS, CENTRE)
    label.vertical_alignment = value.vertical_alignment = UPRIGHT.CENTER
    lines = [clean(line) for line in box.value.split("\n")]
    write(value.paragraphs[0], lines[0], WORDS)
    for line in lines[1:]:
        write(value.add_paragraph(), line, WORDS)
    if box.confidence is not None and box.confidence < UNSURE:
        write(value.paragraphs[-1], "（待核）", SMALL)
