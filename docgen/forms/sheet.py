"""A form as it is printed: its words in reading order, before any page is made.

Both printers, Word and PDF, take the same sheet, so both papers say the same.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from models.records import Record

Rows = tuple[tuple["Entry", ...], ...]

COLUMNS = 12
"""Columns of equal width that a row is made of; boxes and cells span several."""
HALF_ROW = 13
"""Chinese characters that half a row holds on one line, with room for marks."""
HALF_BESIDE_PORTRAIT = 9
"""The same where a portrait stands beside the row."""
PORTRAIT_ROWS = 5
"""Rows that a portrait stands beside."""
LATIN_WIDTH = 0.58
"""Width of a Latin letter or digit in Chinese characters."""


class Choice(Record):
    """One answer that can be ticked."""

    text: str
    chosen: bool


class Entry(Record):
    """One box of the form with its label; ``choices``, where there are any, replace ``value``."""

    label: str
    value: str = ""
    """Lines parted by line feeds."""
    choices: tuple[Choice, ...] = ()
    origin: str = ""
    """Mark of the source."""
    warnings: str = ""
    """Marks of what needs a look."""
    wide: bool = False
    """True for what asks for a whole row."""
    size: float = 0
    """Width of its text in Chinese characters."""
    picture: str = ""
    """Key of the picture that stands in the box; it replaces the value."""
    field: str = ""
    """Name of the signature field in the box."""


class Portrait(Record):
    """The place of the applicant's photograph, beside the first rows of its section."""

    label: str
    picture: str = ""
    """Key of the picture; empty for an empty frame."""
    rows: int = 0


class GridColumn(Record):
    """One column of a table."""

    label: str
    span: int
    """How many of the row's columns it takes."""


class Grid(Record):
    """A box that is a table: it grows with its rows, and its head repeats on every page."""

    label: str
    origin: str = ""
    warnings: str = ""
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]


class Section(Record):
    """Entries under one heading; a row holds two entries, or a single one across the page."""

    title: str
    """Empty where it goes on from the section before."""
    rows: Rows = ()
    portrait: Portrait | None = None
    grid: Grid | None = None
    """Stands alone, without rows."""


class MaterialRow(Record):
    """One paper the scenario asks for and how it was handed in."""

    title: str
    state: str
    papers: tuple[str, ...] = ()
    """Name and digest of each upload."""


class Note(Record):
    """Why an entry carries a warning mark."""

    label: str
    text: str


class Sheet(Record):
    """Everything printed on one application form; headings and points are numbered already."""

    title: str
    case_no: str
    filed_on: date
    filed_on_words: str
    draft: bool
    """True while the applicant has not confirmed the form."""
    agent: tuple[Entry, ...] = ()
    """Who acts for the applicant, as the account says; the sections leave out what a box says."""
    sections: tuple[Section, ...]
    notes_title: str
    notes: tuple[Note, ...]
    """Empty when nothing needs a look."""
    materials_title: str
    materials: tuple[MaterialRow, ...]
    statement_title: str
    statement: tuple[str, ...]
    """The applicant's promise: an opening, then its points."""
    legend: str
    check_code: str


def in_rows(entries: Iterable[Entry], half: float = HALF_ROW) -> Rows:
    """Set entries two to a row in their order; a wide one has a row of its own.

    A wide entry that would leave one alone waits until that one has its neighbour. One whose text
    needs more than ``half`` a row is wide.
    """
    return tuple(_rows(entries, half))


def size_of(text: str) -> float:
    """Return how wide a line of text is, in Chinese characters."""
    return sum(LATIN_WIDTH if each < "\u2e80" else 1 for each in text)


def _rows(entries: Iterable[Entry], half: float) -> Iterator[tuple[Entry, ...]]:
    single: tuple[Entry, ...] = ()
    held: list[tuple[Entry, ...]] = []
    for entry in entries:
        if entry.wide or entry.size > half:
            held.append((entry,))
        elif single:
            yield (*single, entry)
            single = ()
        else:
            single = (entry,)
        if not single:
            yield from held
            held.clear()
    yield from (single, *held) if single else ()
