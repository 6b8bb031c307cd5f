"""A form as it is printed: its words in reading order, before any page is made.

Both printers, Word and PDF, take the same sheet, so both papers say the same.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from models.records import Record

Rows = tuple[tuple["Entry", ...], ...]

HALF_ROW = 13
"""Chinese characters that half a row holds on one line, with room for marks."""
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
    choices: tuple[Choice, ...] = ()
    origin: str = ""
    """Mark of the source."""
    warnings: str = ""
    """Marks of what needs a look."""
    wide: bool = False
    """True for what asks for a whole row."""


class Section(Record):
    """Entries under one heading; a row holds two entries, or a single one across the page."""

    title: str
    rows: Rows


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


def in_rows(entries: Iterable[Entry]) -> Rows:
    """Set entries two to a row in their order; a wide one has a row of its own.

    A wide entry that would leave one alone waits until that one has its neighbour.
    """
    return tuple(_rows(entries))


def is_long(text: str) -> bool:
    """Tell whether a text needs more than half a row."""
    return sum(LATIN_WIDTH if each < "\u2e80" else 1 for each in text) > HALF_ROW


def _rows(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    single: tuple[Entry, ...] = ()
    held: list[tuple[Entry, ...]] = []
    for entry in entries:
        if entry.wide:
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
