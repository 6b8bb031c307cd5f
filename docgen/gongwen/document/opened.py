"""A file as it was opened: its paragraphs in order, how they look, and where they stand.

One record for what is proofread, compared, recognised and laid out anew, whether it was a Word
document, a PDF, a scan or plain text.
"""

from enum import StrEnum

from models.records import Box, Record


class Align(StrEnum):
    """How a paragraph stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"


class Look(Record):
    """How characters are printed; ``None`` is what the file does not say."""

    font: str | None = None
    """Of the Chinese characters."""
    size: float | None = None
    """In points."""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    colour: str = ""
    """As RRGGBB; empty is the default."""


class Run(Record):
    """A stretch of a paragraph that is printed alike."""

    text: str
    look: Look = Look()


class Where(StrEnum):
    """The part of the document a paragraph belongs to."""

    BODY = "body"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    """A footnote, an endnote or a text box."""


class Cell(Record):
    """A place in a table; rows and columns count from 0."""

    table: int
    row: int
    column: int


class Paragraph(Record):
    """One paragraph; its text is that of its runs."""

    runs: tuple[Run, ...] = ()
    where: Where = Where.BODY
    cell: Cell | None = None
    align: Align = Align.LEFT
    indent: float = 0.0
    """Of the first line, in points, counted from the text area."""
    left: float = 0.0
    """Of the other lines, in points."""
    line: float | None = None
    """From line to line, in points; ``None`` where it follows the font."""
    style: str = ""
    """The name of its style in the file."""
    label: str = ""
    """An automatic number that the file adds when it is shown: 一、"""
    page: int | None = None
    """From 1; known of PDFs and scans."""
    box: Box | None = None
    """On the page, where it is known."""
    confidence: float = 1.0
    """Of recognition; 1 when nothing was recognised."""
    lines: float | None = None
    """From line to line in single lines, where it follows the font; ``None``: not said."""
    at: str = ""
    """Where it stands in a Word file: the part, a colon, and the index of each element from the
    root down, as ``opening.places.find_paragraph`` follows them; empty elsewhere."""

    @property
    def text(self) -> str:
        """The words."""
        return "".join(run.text for run in self.runs)


class Section(Record):
    """How the pages of a section are set up; measures in points."""

    width: float | None = None
    height: float | None = None
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    columns: int = 1


class Source(StrEnum):
    """What the words were taken from."""

    WORD = "docx"
    PDF = "pdf"
    SCAN = "scan"
    TEXT = "text"


class Opened(Record):
    """A file's paragraphs in reading order; those of headers and notes come last."""

    name: str
    source: Source
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = ()
    """Of a Word file, in order."""
    doubts: tuple[str, ...] = ()
    """What could not be read, in words for who reads the result."""

    @property
    def text(self) -> str:
        """All paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each paragraph begins in the text."""
        starts, at = [], 0
        for paragraph in self.paragraphs:
            starts.append(at)
            at += len(paragraph.text) + 1
        return tuple(starts)
