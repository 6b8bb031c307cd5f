"""A notice as it is printed: its words in reading order, before any page is made.

Both printers, Word and PDF, take the same sheet, so both papers say the same.
"""

from typing import Literal, TypeAlias

from docgen.notices.kind import Look
from models.records import Record


class Paragraph(Record):
    """Running text."""

    show: Literal["paragraph", "note", "heading", "group"] = "paragraph"
    text: str


class Point(Record):
    """One numbered point of a list."""

    show: Literal["point"] = "point"
    number: str
    text: str
    details: tuple[str, ...] = ()
    """What to do, until when, by which rule."""


class Cell(Record):
    """A label with its value; ``field`` names the seal that stands in it instead."""

    label: str
    text: str = ""
    field: str = ""
    blank: bool = False
    """True for a cell that waits for a pen or a seal."""


class Grid(Record):
    """Labels and values in boxes; a row holds one cell or two."""

    show: Literal["grid"] = "grid"
    rows: tuple[tuple[Cell, ...], ...]


class Head(Record):
    """The head of a column."""

    label: str
    width: float
    align: Literal["left", "center", "right"]


class Rows(Record):
    """A table whose head is repeated on every page; ``total`` is its last row, if it has one."""

    show: Literal["table"] = "table"
    label: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    total_words: str = ""
    """The total in Chinese capitals."""


Block: TypeAlias = Paragraph | Point | Grid | Rows


class Slip(Record):
    """The receipt to be cut off and returned."""

    text: str
    lines: tuple[str, ...]


class NoticeSheet(Record):
    """Everything printed on one notice."""

    look: Look
    office: str
    title: str
    number: str
    salutation: str
    """Empty where nobody is addressed."""
    blocks: tuple[Block, ...]
    signed_by_office: bool
    issued_on: str
    """As ``2026-11-28``, for the file."""
    issued_on_words: str
    copies: str
    slip: Slip | None
    check_code: str
