"""``lay_out``: an official document as a Word file in a style."""

from docgen.gongwen.document.official import Form, Official
from docgen.gongwen.layout.closing import closing
from docgen.gongwen.layout.heading import (
    head,
    letter_distance,
    letter_foot,
    letter_head,
    letter_notices,
)
from docgen.gongwen.layout.main_text import (
    addressees,
    attachment_note,
    body,
    bound_in,
    present,
    title,
)
from docgen.gongwen.layout.markup import Shape
from docgen.gongwen.layout.package import pack
from docgen.gongwen.layout.paging import page_number, section
from docgen.gongwen.layout.record import record
from docgen.gongwen.layout.setting import Setter, width_of
from docgen.gongwen.layout.style import Style, standard

MOST_ADDRESSEES = 196
"""Characters (seven lines) beyond which 主送 would leave page 1 without body text; 7.3.2, 推算."""
HEADER = 850


def lay_out(official: Official, style: Style | None = None) -> bytes:
    """Return the docx of a document, laid out by its form; the same input gives the same bytes.

    Every word of the document is in it, hostile characters aside. The style is the standard's
    unless another is given.
    """
    setter = Setter(style or standard())
    moved = width_of(official.addressees) > MOST_ADDRESSEES
    parts = [
        _beginning(official, setter),
        _main(official, setter, moved=moved),
        _passed_on(official.passed, setter),
        bound_in(official.attachments, setter),
        record(official, setter, moved=moved),
    ]
    edges, placed, distance = _edges(official, setter)
    return pack("".join(parts) + section(setter, placed, distance), edges, setter.ink())


def _beginning(official: Official, setter: Setter) -> str:
    gap = setter.blank(setter.style["title_gap"])
    if official.form == Form.PLAIN:
        return ""
    if official.form == Form.LETTER:
        return letter_notices(official, setter) + gap
    return head(official, setter) + gap


def _passed_on(official: Official | None, setter: Setter) -> str:
    """Return a text that is passed on: on a new page, without its red head.

    Its number stands below its title, or below the name of an order; it is a copy, so that no room
    is left for its seal. The standard is silent on all of it: 实务.
    """
    if official is None:
        return ""
    copy = official.model_copy(update={"sealed": False, "title": official.heading})
    opening = setter.words("", shape=Shape(setter.pitch, new_page=True))
    opening += setter.blank(setter.style["passed_gap"] - 1)
    number = setter.words(copy.number, shape=setter.shape("center")) if copy.number else ""
    return (
        opening
        + _main(copy, setter, below=number)
        + _passed_on(copy.passed, setter)
        + bound_in(copy.attachments, setter)
    )


def _main(official: Official, setter: Setter, *, moved: bool = False, below: str = "") -> str:
    """Return title to note: the title and what stands below it, a blank line, then the text."""
    signed = closing(official, setter)
    named = title(official.title, setter) + below
    to = addressees(official, setter) if official.addressees and not moved else ""
    return (
        named
        + (setter.blank() if named else "")
        + to
        + body(official.body, setter, together=bool(signed))
        + attachment_note(official.attachments, setter)
        + signed
        + present(official, setter)
    )


def _edges(
    official: Official, setter: Setter
) -> tuple[dict[str, str], tuple[tuple[str, str], ...], int]:
    """Return headers and footers by part, where each is used, and where headers begin."""
    edges = {
        "footer1": page_number(setter, odd=True),
        "footer2": page_number(setter, odd=False),
    }
    placed = [("footer1", "default"), ("footer2", "even")]
    if official.form != Form.LETTER:
        return edges, tuple(placed), HEADER
    empty = setter.blank()
    edges |= {"header1": letter_head(official, setter), "footer3": letter_foot(setter) + empty}
    edges["header2"] = empty
    placed += [
        ("header1", "first"),
        ("footer3", "first"),
        ("header2", "default"),
        ("header2", "even"),
    ]
    return edges, tuple(placed), letter_distance(official, setter)
