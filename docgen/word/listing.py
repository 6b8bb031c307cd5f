"""A report as a Word file: a title, a few lines, and a table whose head stands on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from docgen.word.making import Face, add_table, repeat, write

FACE: Final = "宋体"
HEADING: Final = Face(FACE, 18, bold=True)
PAPER: Final = (210, 297)
MARGIN: Final = 20
"""Millimetres, left and right."""


@dataclass(frozen=True)
class Column:
    """A column of the table."""

    title: str
    width: float
    """Millimetres."""


@dataclass(frozen=True)
class Listing:
    """What a report says."""

    title: str
    lines: Sequence[str]
    """Under the title, a paragraph each."""
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    """As many words as there are columns; without rows no table is printed."""


def print_listing(listing: Listing) -> bytes:
    """Return a report on upright A4 as DOCX; what cannot be printed becomes a blank."""
    document = Document()
    _set_up(document)
    write(document.add_paragraph(), _printed(listing.title), HEADING)
    for line in listing.lines:
        document.add_paragraph(_printed(line))
    if listing.rows:
        _add_table(document, listing)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, PAPER)
    section.left_margin = section.right_margin = Mm(MARGIN)
    style = document.styles["Normal"]
    style.font.size, style.font.name = Pt(10.5), FACE
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACE)


def _add_table(document: WordDocument, listing: Listing) -> None:
    table = add_table(document, [column.width / 10 for column in listing.columns])
    for words in ([column.title for column in listing.columns], *listing.rows):
        for cell, text in zip(table.add_row().cells, words, strict=True):
            cell.text = _printed(text)
    repeat(table.rows[0])


def _printed(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)
