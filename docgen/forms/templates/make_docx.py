"""Make ``form.docx``, the layout of the application form in Word.

    python -m docgen.forms.templates.make_docx

The layout is made by this script so that it can be reviewed as text. An office that wants another
look may edit the result in Word or WPS, as long as the tags between braces stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

RESULT = Path(__file__).with_name("form.docx")

COLUMNS = (2.8, 5.6, 2.8, 5.6)
TITLE_COLUMNS = (2.0, 12.8, 2.0)
"""Widths in centimetres."""
SHADE = "ECECEC"
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class Face:
    """How a run of text looks."""

    font: str = "宋体"
    size: float = 10.5
    bold: bool = False
    colour: str = "000000"
    raised: bool = False


TITLE = Face(size=21, bold=True)
HEADING = Face(bold=True)
LABEL = Face(font="黑体", size=9)
BODY = Face()
SMALL = Face(size=8.5)
FAINT = Face(size=8, colour="505050")
ALARM = Face(font="黑体", size=9, colour="A61B1B")
ORIGIN = Face(size=9, colour="505050", raised=True)
WARNING = Face(font="黑体", size=9, colour="A61B1B", raised=True)


@dataclass(frozen=True)
class Cell:
    """One cell: its runs of text, and how many columns it takes."""

    runs: tuple[tuple[str, Face], ...]
    span: int = 1
    align: WD_ALIGN_PARAGRAPH = LEFT
    shade: str = ""


def label(text: str) -> Cell:
    """Return the cell of a label."""
    return Cell(((text, LABEL),), align=CENTRE)


def heading(text: str) -> Cell:
    """Return the cell of a heading across the table."""
    return Cell(((text, HEADING),), span=4, shade=SHADE)


def tag(text: str) -> Cell:
    """Return a row that docxtpl reads and drops."""
    return Cell(((f"{{%tr {text} %}}", BODY),), span=4)


def answer(entry: str, span: int = 1) -> Cell:
    """Return the cell of a value with its marks."""
    runs = ((f"{{{{ {entry}.answer }}}}", BODY), (f"{{{{ {entry}.origin }}}}", ORIGIN))
    return Cell((*runs, (f"{{{{ {entry}.warnings }}}}", WARNING)), span)


def text(words: str, span: int = 1, face: Face = BODY, align: WD_ALIGN_PARAGRAPH = LEFT) -> Cell:
    """Return a cell of plain text."""
    return Cell(((words, face),), span, align)


ROWS: tuple[tuple[Cell, ...], ...] = (
    (tag("for section in sections"),),
    (heading("{{ section.title }}"),),
    (tag("for row in section.rows"),),
    (tag("if row|length == 1"),),
    (label("{{ row[0].label }}"), answer("row[0]", span=3)),
    (tag("else"),),
    (
        label("{{ row[0].label }}"),
        answer("row[0]"),
        label("{{ row[1].label }}"),
        answer("row[1]"),
    ),
    (tag("endif"),),
    (tag("endfor"),),
    (tag("endfor"),),
    (tag("if notes"),),
    (heading("{{ notes_title }}"),),
    (tag("for note in notes"),),
    (label("{{ note.label }}"), text("{{ note.text }}", span=3)),
    (tag("endfor"),),
    (tag("endif"),),
    (tag("if materials"),),
    (heading("{{ materials_title }}"),),
    (label("序号"), label("材料名称"), label("提交情况"), label("文件（校验值）")),
    (tag("for each in materials"),),
    (
        text("{{ loop.index }}", align=CENTRE),
        text("{{ each.title }}"),
        text("{{ each.state }}", align=CENTRE),
        text("{{ each.papers|join('；') or '—' }}", face=SMALL),
    ),
    (tag("endfor"),),
    (tag("endif"),),
    (heading("{{ statement_title }}"),),
)
"""The table, row by row, down to the statement."""


def make() -> WordDocument:
    """Return the layout as a python-docx document."""
    document = Document()
    _set_page(document)
    _set_title(document)
    table = _table(document, COLUMNS)
    table.style = "Table Grid"
    for cells in ROWS:
        _add_row(table, cells)
    _add_statement(table)
    _write(
        document.add_paragraph(), "{% if legend %}数据来源标记：{{ legend }}。{% endif %}", FAINT
    )
    _set_footer(document)
    return document


def _set_page(document: WordDocument) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin, page.bottom_margin = Cm(2), Cm(1.9)
    page.left_margin = page.right_margin = Cm(2.1)
    spacing = document.styles["Normal"].paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "智办", "申请表", ""
    properties.created = properties.modified = datetime(2026, 1, 1, tzinfo=UTC)


def _set_title(document: WordDocument) -> None:
    """Put the title between an empty cell and the QR code, and the case number below."""
    _, middle, corner = _table(document, TITLE_COLUMNS).add_row().cells
    middle.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _write(middle.paragraphs[0], "{{ title }}", TITLE, CENTRE)
    draft = "{% if draft %}草稿：申请人尚未确认，不作为申请凭据{% endif %}"
    _write(middle.add_paragraph(), draft, ALARM, CENTRE)
    _write(corner.paragraphs[0], "{{ qr }}", BODY, RIGHT)
    line = document.add_paragraph()
    line.paragraph_format.space_after = Pt(4)
    line.paragraph_format.tab_stops.add_tab_stop(Cm(16.8), WD_TAB_ALIGNMENT.RIGHT)
    _write(line, "办件编号：{{ case_no }}\t申请日期：{{ filed_on_words }}", BODY)


def _add_statement(table: Table) -> None:
    cell = _add_row(table, (text("{%p for each in statement %}", span=4),)).cells[0]
    for words in ("{{ each }}", "{%p endfor %}", ""):
        paragraph = cell.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(21)
        paragraph.paragraph_format.line_spacing = Pt(18)
        _write(paragraph, words, BODY)
    for words, space in (("申请人（签章）：", 30), ("　　　　　{{ filed_on_words }}", 18)):
        paragraph = cell.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(9)
        paragraph.paragraph_format.space_before = Pt(space)
        _write(paragraph, words, BODY)
    cell.add_paragraph().paragraph_format.space_before = Pt(30)


def _set_footer(document: WordDocument) -> None:
    line = document.sections[0].footer.paragraphs[0]
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(8.4), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Cm(16.8), WD_TAB_ALIGNMENT.RIGHT)
    _write(line, "校验码 {{ check_code }}\t第 ", FAINT)
    _write_number(line, "PAGE")
    _write(line, " 页　共 ", FAINT)
    _write_number(line, "NUMPAGES")
    _write(line, " 页\t{{ case_no }}", FAINT)


def _table(document: WordDocument, widths: Sequence[float]) -> Table:
    table = document.add_table(rows=0, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def _add_row(table: Table, cells: Sequence[Cell]) -> _Row:
    row, start = table.add_row(), 0
    row.height = Cm(0.72)
    for cell in cells:
        place = row.cells[start].merge(row.cells[start + cell.span - 1])
        place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for words, face in cell.runs:
            _write(place.paragraphs[0], words, face, cell.align)
        if cell.shade:
            _shade(place, cell.shade)
        start += cell.span
    return row


def _write(paragraph: Paragraph, words: str, face: Face, align: WD_ALIGN_PARAGRAPH = LEFT) -> None:
    paragraph.alignment = align
    run = paragraph.add_run(words)
    run.font.size, run.font.bold = Pt(face.size), face.bold
    run.font.superscript = face.raised or None
    run.font.color.rgb = RGBColor.from_string(face.colour)
    run.font.name = "Times New Roman" if face.font == "宋体" else face.font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face.font)  # noqa: SLF001 - no public way


def _write_number(paragraph: Paragraph, field: str) -> None:
    """Write a number that Word counts: the page, or how many there are."""
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), field)
    _write(paragraph, "1", FAINT)
    element.append(paragraph.runs[-1]._element)  # noqa: SLF001 - no public way
    paragraph._p.append(element)  # noqa: SLF001 - no public way


def _shade(cell: _Cell, colour: str) -> None:
    element = OxmlElement("w:shd")
    element.set(qn("w:val"), "clear")
    element.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(element)  # noqa: SLF001 - no public way


if __name__ == "__main__":
    make().save(RESULT)
