"""How long a text is: characters, and pages as the layout will have them."""

from math import ceil

from docgen.gongwen.document.official import Form, Official, Part
from docgen.gongwen.layout.setting import width_of
from docgen.gongwen.layout.style import standard
from docgen.gongwen.writing.words import text_of
from models.records import Record

HEADS = {Form.DOCUMENT: 11.0, Form.LETTER: 2.0, Form.ORDER: 9.0, Form.MINUTES: 11.0}
"""Lines that the head of a form takes up with its gaps; measured."""
CLOSING = 5
"""Lines of name and day with the room above them."""
ATTACHED = 5
"""Lines of an attachment's number and title."""
RECORD = 3
"""Lines of the imprint at the foot of the last page."""
ROW = 0.8
"""Lines that a row of a table takes up."""
TITLE_WIDTH = 19
"""Characters of a title's line."""


class Extent(Record):
    """How long a text is."""

    characters: int
    """Without blanks."""
    pages: int
    """Estimated; the layout decides."""


def extent_of(official: Official) -> Extent:
    """Return the characters of a document and the pages it will take."""
    text = text_of(official)
    return Extent(
        characters=sum(not each.isspace() for each in text),
        pages=_pages(official, HEADS.get(official.form, 0.0)),
    )


def _pages(official: Official, head: float) -> int:
    """Return the pages of a document; a text that is passed on begins a page, as do attachments."""
    style = standard()
    width, held = round(style["characters"]), style["lines"]
    own = max(1, ceil((head + _lines(official, width)) / held))
    if official.passed is None:
        return own
    bound = (each.parts for each in official.passed.attachments if each.parts)
    beside = sum(ceil((ATTACHED + sum(_part(x, width) for x in parts)) / held) for parts in bound)
    return own + _pages(official.passed, style["passed_gap"]) + beside


def _lines(official: Official, width: int) -> float:
    title = ceil(width_of(official.title) / TITLE_WIDTH) * 1.2 + 1 if official.title else 0.0
    notes = len(official.attachments) + bool(official.attachments)
    record = RECORD if official.copies_to or official.printer else 0
    present = len(official.present) + bool(official.present)
    return (
        title
        + ceil(width_of(official.addressees) / width)
        + sum(_part(part, width) for part in official.body)
        + notes
        + present
        + (CLOSING if official.signed or official.signer else bool(official.day))
        + bool(official.note)
        + record
    )


def _part(part: Part, width: int) -> float:
    if part.rows:
        return len(part.rows) * ROW
    return ceil((width_of(part.text + part.run_in) + 2) / width)
