"""Make ``form.docx``, the layout of the application form in Word.

    python -m docgen.forms.templates.make_docx

The layout is made by this script so that it can be reviewed as text. An office that wants another
look may edit the result in Word or WPS, as long as the tags between braces stay.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Row

from docgen.forms.templates.rows import (
    ALARM,
    BODY,
    ENTRIES,
    FAINT,
    GRID,
    MATERIALS,
    NOTES,
    TITLES,
    Row,
    heading,
    text,
)
from docgen.word.making import (
    CENTRE,
    RIGHT,
    add_table,
    repeat,
    shade,
    write,
    write_number,
)
from models.fonts import RARE

RESULT = Path(__file__).with_name("form.docx")

COLUMNS = (1.4,) * 12
TITLE_COLUMNS = (2.0, 12.8, 2.0)
"""Widths in centimetres."""
CLOSING = "本表由系统生成，扫描右上角二维码或凭校验码可以查验原始记录。"
FALLBACKS = {
    "宋体": f"SimSun,SimSun-ExtB,Noto Serif CJK SC,{RARE}",
    "黑体": f"SimHei,Noto Sans CJK SC,{RARE}",
}
"""Families a reader's machine may print with where it lacks one, or lacks a rare character."""


def make() -> WordDocument:
    """Return the layout as a python-docx document."""
    document = Document()
    _set_page(document)
    _set_title(document)
    _set_body(document)
    legend = document.add_paragraph()
    write(legend, "{% if legend %}数据来源标记：{{ legend }}。{% endif %}", FAINT)
    write(document.add_paragraph(), CLOSING, FAINT)
    _name_fallbacks(document)
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


def _set_body(document: WordDocument) -> None:
    """Put one table for each part, so that the head of each can be printed on every page."""
    _say(document, "for section in sections")
    _say(document, "if section.grid")
    _part(document, GRID)
    _say(document, "else")
    _part(document, ENTRIES)
    _say(document, "endif")
    _say(document, "endfor")
    for name, rows in (("notes", NOTES), ("materials", MATERIALS)):
        _say(document, f"if {name}")
        _part(document, rows)
        _say(document, "endif")
    _add_statement(_part(document, (heading("{{ statement_title }}"),)))


def _say(document: WordDocument, words: str) -> None:
    """Write a paragraph that docxtpl reads and drops."""
    write(document.add_paragraph(), f"{{%p {words} %}}", BODY)


def _part(document: WordDocument, rows: Sequence[Row]) -> Table:
    """Write a table, and the hair's breadth without which Word would join it with the next."""
    table = add_table(document, COLUMNS, style=None)
    table.style = "Table Grid"
    for row in rows:
        _add_row(table, row)
    hair = document.add_paragraph().paragraph_format
    hair.line_spacing_rule, hair.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
    hair.keep_with_next = True
    return table


def _set_title(document: WordDocument) -> None:
    """Put the bar code and the title beside the QR code, and the case number below."""
    _, middle, corner = add_table(document, TITLE_COLUMNS, style=None).add_row().cells
    middle.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    write(middle.paragraphs[0], "{{ barcode }}", BODY, RIGHT)
    title = middle.add_paragraph()
    for face, condition in TITLES.items():
        write(title, f"{{% if {condition} %}}{{{{ title }}}}{{% endif %}}", face, CENTRE)
    draft = "{% if draft %}草稿：申请人尚未确认，不作为申请凭据{% endif %}"
    write(middle.add_paragraph(), draft, ALARM, CENTRE)
    write(corner.paragraphs[0], "{{ qr }}", BODY, RIGHT)
    line = document.add_paragraph()
    line.paragraph_format.space_after = Pt(4)
    line.paragraph_format.tab_stops.add_tab_stop(Cm(16.8), WD_TAB_ALIGNMENT.RIGHT)
    write(line, "办件编号：{{ case_no }}\t申请日期：{{ filed_on_words }}", BODY)


def _add_statement(table: Table) -> None:
    cell = _add_row(table, Row((text("{%p for each in statement %}", span=12),))).cells[0]
    for words in ("{{ each }}", "{%p endfor %}", ""):
        paragraph = cell.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(21)
        paragraph.paragraph_format.line_spacing = Pt(18)
        write(paragraph, words, BODY)
    for words, space in (("申请人（签章）：", 30), ("　　　　　{{ filed_on_words }}", 18)):
        paragraph = cell.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(9)
        paragraph.paragraph_format.space_before = Pt(space)
        write(paragraph, words, BODY)
    cell.add_paragraph().paragraph_format.space_before = Pt(30)
    for paragraph in cell.paragraphs:  # the legend stays with the promise
        paragraph.paragraph_format.keep_with_next = True


def _set_footer(document: WordDocument) -> None:
    line = document.sections[0].footer.paragraphs[0]
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(8.4), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Cm(16.8), WD_TAB_ALIGNMENT.RIGHT)
    write(line, "校验码 {{ check_code }}\t第 ", FAINT)
    write_number(line, "PAGE", FAINT)
    write(line, " 页　共 ", FAINT)
    write_number(line, "NUMPAGES", FAINT)
    write(line, " 页\t{{ case_no }}", FAINT)


def _name_fallbacks(document: WordDocument) -> None:
    """Write into the list of fonts what stands in for each."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = parse_xml(part.blob)
    for name, others in FALLBACKS.items():
        font = fonts.find(f"{qn('w:font')}[@{qn('w:name')}='{name}']")
        if font is None:
            font = OxmlElement("w:font")
            font.set(qn("w:name"), name)
            fonts.append(font)
        alternatives = OxmlElement("w:altName")
        alternatives.set(qn("w:val"), others)
        font.insert(0, alternatives)
    part._blob = serialize_part_xml(fonts)  # noqa: SLF001 - no public way


def _add_row(table: Table, described: Row) -> _Row:
    row, start = table.add_row(), 0
    row.height = Cm(0.72)
    for cell in described.cells:
        place = row.cells[start].merge(row.cells[start + cell.span - 1])
        place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for words, face in cell.runs:
            write(place.paragraphs[0], words, face, cell.align)
        place.paragraphs[0].paragraph_format.keep_with_next = described.kept or None
        if cell.shade:
            shade(place, cell.shade)
        start += cell.span
    for spare in row._tr.tc_lst[len(described.cells) :]:  # noqa: SLF001 - no public way
        row._tr.remove(spare)  # noqa: SLF001 - no public way
    if described.head:
        repeat(row)
    return row


if __name__ == "__main__":
    make().save(RESULT)
