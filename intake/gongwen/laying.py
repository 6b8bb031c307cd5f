"""A text of the editor laid out: recognised, completed, printed, measured."""

from base64 import b64encode
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import Final

from docgen.gongwen.document.head import Head
from docgen.gongwen.document.kinds import kind_of_title, read_kinds
from docgen.gongwen.document.official import Form, Official
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.preview import preview as draw
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring.deviation import Measured
from docgen.gongwen.measuring.measure import measure
from docgen.gongwen.opening.typed import open_text
from intake.office import Office
from models.errors import OfficeUnavailableError

DPI: Final = 80
DRAWING: Final = Lock()
"""pdfium draws for one thread at a time."""
MOST_PAGES: Final = 30
"""Pages shown as pictures."""


@dataclass(frozen=True)
class Preview:
    """A laid-out document as it is shown."""

    pages: tuple[str, ...]
    """PNG in Base64; none where LibreOffice is not at hand."""
    measured: Measured
    note: str


def official_of(text: str, head: Head) -> Official:
    """Return the document a text holds, with what was told of its head.

    Raises ``InvalidRequestError`` when the day of printing is none.
    """
    seen = recognise(open_text(text)).official
    kind = seen.kind or kind_of_title(seen.title)
    form = head.form or (read_kinds()[kind].forms[0] if kind else Form.PLAIN)
    given = seen.model_dump() | head.elements | {"form": form, "kind": kind}
    if form is not Form.PLAIN and not given["issuers"]:
        given["issuers"] = seen.signed
    return Official.model_validate(given)


def preview(office: Office, official: Official, style: Style) -> Preview:
    """Return the pages of a document as pictures, and how they measure up to the standard."""
    docx = lay_out(official, style)
    try:
        pdf = office.word.convert(docx)
    except OfficeUnavailableError as error:
        return Preview((), measure(docx, form=official.form), str(error))
    measured = measure(docx, lambda _: pdf, official.form)
    return Preview(tuple(pictures(pdf)), measured, "")


def pictures(pdf: bytes) -> list[str]:
    """Return the first pages of a PDF we made, as PNG in Base64."""
    with DRAWING:
        drawn = islice(draw(pdf, DPI / 72), MOST_PAGES)
        return [b64encode(picture).decode() for picture in drawn]
