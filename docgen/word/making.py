"""How Word templates of ours are made, with Chinese faces set as Word wants them."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class Face:
    """How a run of text looks."""

    font: str = "宋体"
    size: float = 10.5
    bold: bool = False
    colour: str = "000000"
    raised: bool = False


def write(paragraph: Paragraph, words: str, face: Face, align: WD_ALIGN_PARAGRAPH = LEFT) -> None:
    """Add a run of text to a paragraph."""
    paragraph.alignment = align
    run = paragraph.add_run(words)
    run.font.size, run.font.bold = Pt(face.size), face.bold
    run.font.superscript = face.raised or None
    run.font.color.rgb = RGBColor.from_string(face.colour)
    run.font.name = "Times New Roman" if face.font in {"宋体", "仿宋"} else face.font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face.font)  # noqa: SLF001 - no public way


def write_number(paragraph: Paragraph, field: str, face: Face) -> None:
    """Add a number that Word counts: ``PAGE``, or ``NUMPAGES`` for how many there are."""
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), field)
    write(paragraph, "1", face)
    element.append(paragraph.runs[-1]._element)  # noqa: SLF001 - no public way
    paragraph._p.append(element)  # noqa: SLF001 - no public way


def add_table(
    document: WordDocument, widths: Sequence[float], style: str | None = "Table Grid"
) -> Table:
    """Add a table, its columns as wide as said, in centimetres; by default with lines."""
    table = document.add_table(rows=0, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    if style:
        table.style = style
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a background."""
    element = OxmlElement("w:shd")
    element.set(qn("w:val"), "clear")
    element.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(element)  # noqa: SLF001 - no public way


def repeat(row: _Row) -> None:
    """Let a row stand again at the head of every page its table runs over."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no public way
    properties.append(OxmlElement("w:tblHeader"))
