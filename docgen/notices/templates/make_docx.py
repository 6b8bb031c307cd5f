"""Make ``notice.docx``, the layout of every notice in Word.

    python -m docgen.notices.templates.make_docx

The layout is made by this script so that it can be reviewed as text. Its fields are those of
``docgen.notices.sheet.NoticeSheet``.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row

from docgen.word.making import (
    CENTRE,
    LEFT,
    RIGHT,
    Face,
    add_table,
    repeat,
    shade,
    write,
    write_number,
)

RESULT = Path(__file__).with_name("notice.docx")

OFFICE, TITLE = Face(size=18, bold=True), Face(size=22, bold=True)
BODY, GROUP = Face(font="仿宋", size=14), Face(font="仿宋", size=14, bold=True)
HEADING = Face(font="黑体", size=14)
SMALL, LABEL = Face(font="仿宋", size=12), Face(font="黑体", size=11)
CELL = Face(font="仿宋", size=11)
FINE, FAINT = Face(font="仿宋", size=9), Face(size=8, colour="505050")
INDENTED = {
    "paragraph": BODY,
    "heading": HEADING,
    "group": GROUP,
    "note": FINE,
}
"""Kinds of block that are one paragraph, and how they look."""
GRID = (2.8, 5.0, 2.8, 5.0)
LOOP = (1.2, 4.8, 4.8, 4.8)
"""The place of a row, then a loop over its cells: its start, what it repeats, its end."""
HEAD = (2.0, 11.6, 2.0)
"""Widths in centimetres."""
SHADE = "ECECEC"
WIDTH = 15.6


def make() -> WordDocument:
    """Return the layout as a python-docx document."""
    document = Document()
    _set_page(document)
    _set_head(document)
    _line(document, "{%p for block in blocks %}")
    for show, face in INDENTED.items():
        _line(document, f"{{%p if block.show == '{show}' %}}")
        _line(document, "{{ block.text }}", face, indent=face.size * 2)
        _line(document, "{%p endif %}")
    _set_point(document)
    _set_grid(document)
    _set_rows(document)
    _line(document, "{%p endfor %}")
    _set_close(document)
    _set_footer(document)
    return document


def _set_page(document: WordDocument) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin, page.bottom_margin = Cm(2.6), Cm(2.6)
    page.left_margin, page.right_margin = Cm(2.8), Cm(2.6)
    spacing = document.styles["Normal"].paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "智办", "通知", ""
    properties.created = properties.modified = datetime(2026, 1, 1, tzinfo=UTC)


def _set_head(document: WordDocument) -> None:
    """Set office, title and number in the middle, the QR code in the corner."""
    head = add_table(document, HEAD)
    head.style = None
    _, middle, corner = head.add_row().cells
    write(corner.paragraphs[0], "{{ qr }}", FAINT, RIGHT)
    write(middle.paragraphs[0], "{{ office }}", OFFICE, CENTRE)
    for words, face in (("{{ title }}", TITLE), ("{{ number }}", SMALL)):
        write(middle.add_paragraph(), words, face, CENTRE)
    _line(document, "{%p if salutation %}")
    _line(document, "{{ salutation }}", BODY)
    _line(document, "{%p endif %}")


def _set_point(document: WordDocument) -> None:
    _line(document, "{%p if block.show == 'point' %}")
    _line(document, "{{ block.number }} {{ block.text }}", BODY, indent=28)
    _line(document, "{%p for detail in block.details %}")
    _line(document, "{{ detail }}", SMALL, indent=28)
    _line(document, "{%p endfor %}")
    _line(document, "{%p endif %}")


def _set_grid(document: WordDocument) -> None:
    _line(document, "{%p if block.show == 'grid' %}")
    table = add_table(document, GRID)
    _row(table, "{%tr for row in block.rows %}")
    _row(table, "{%tr if row|length == 1 %}")
    single = table.add_row().cells
    _pair(single[0], single[1].merge(single[3]), "row[0]")
    _row(table, "{%tr else %}")
    double = table.add_row().cells
    _pair(double[0], double[1], "row[0]")
    _pair(double[2], double[3], "row[1]")
    _row(table, "{%tr endif %}")
    _row(table, "{%tr endfor %}")
    _line(document, "{%p endif %}")


def _set_rows(document: WordDocument) -> None:
    _line(document, "{%p if block.show == 'table' %}")
    table = add_table(document, LOOP)
    head = _looped(table, "序号", "head in block.heads", "{{ head.label }}", LABEL)
    repeat(head)
    shade(head.cells[0], SHADE)
    shade(head.cells[2], SHADE)
    _row(table, "{%tr for row in block.rows %}")
    _looped(table, "{{ row.place }}", "cell in row.cells", "{{ cell }}", CELL)
    _row(table, "{%tr endfor %}")
    _row(table, "{%tr if block.total %}")
    _looped(table, "{{ block.total.place }}", "cell in block.total.cells", "{{ cell }}", CELL)
    _row(table, "{%tr endif %}")
    _line(document, "{%p if block.total_words %}")
    _line(document, "合计金额（大写）：{{ block.total_words }}", SMALL)
    _line(document, "{%p endif %}")
    _line(document, "{%p endif %}")


def _set_close(document: WordDocument) -> None:
    _line(document, "{%p if signed_by_office %}")
    for words, space in (("{{ office }}", 48), ("{{ issued_on_words }}", 34)):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(space)
        paragraph.paragraph_format.keep_with_next = "office" in words
        write(paragraph, words, BODY, RIGHT)
    _line(document, "{%p endif %}")
    _line(document, "{%p if copies %}")
    _line(document, "（{{ copies }}）", SMALL, indent=24)
    _line(document, "{%p endif %}")
    for words in _slip():
        _line(document, words, SMALL)


def _slip() -> Iterator[str]:
    yield "{%p if slip %}"
    yield "- - - - - - - - - - - - - - - - -　回　执　- - - - - - - - - - - - - - - - -"
    yield "{{ slip.text }}"
    yield "{%p for line in slip.lines %}"
    yield "{{ line }}"
    yield "{%p endfor %}"
    yield "{%p endif %}"


def _set_footer(document: WordDocument) -> None:
    line = document.sections[0].footer.paragraphs[0]
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(WIDTH / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    write(line, "校验码 {{ check_code }}\t第 ", FAINT)
    write_number(line, "PAGE", FAINT)
    write(line, " 页　共 ", FAINT)
    write_number(line, "NUMPAGES", FAINT)
    write(line, " 页\t{{ number }}", FAINT)


def _line(document: WordDocument, words: str, face: Face = BODY, indent: float = 0) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(indent)
    paragraph.paragraph_format.line_spacing = 1.25
    write(paragraph, words, face)


def _row(table: Table, words: str) -> None:
    """Add a row that the template reads and drops."""
    write(table.add_row().cells[0].paragraphs[0], words, CELL)


def _pair(label: _Cell, value: _Cell, name: str) -> None:
    """Set a label and its value; a value that waits for a pen or a seal stands low and right."""
    shade(label, SHADE)
    write(label.paragraphs[0], f"{{{{ {name}.label }}}}", LABEL, CENTRE)
    for condition, align in (("not ", LEFT), ("", RIGHT)):
        space = "" if condition else "\n\n"
        words = f"{{% if {condition}{name}.blank %}}{space}{{{{ {name}.text }}}}{{% endif %}}"
        write(value.paragraphs[0] if condition else value.add_paragraph(), words, CELL, align)


def _looped(table: Table, place: str, loop: str, words: str, face: Face) -> _Row:
    """Add a row of its place and a loop over cells; those that hold the tags are dropped."""
    row = table.add_row()
    texts = (place, f"{{%tc for {loop} %}}", words, "{%tc endfor %}")
    for cell, text in zip(row.cells, texts, strict=True):
        cell._tc.tcPr.remove(cell._tc.tcPr.tcW)  # noqa: SLF001 - as wide as there is room
        write(cell.paragraphs[0], text, face, CENTRE if text == place else LEFT)
    return row


if __name__ == "__main__":
    make().save(RESULT)
