"""A file as text for the editor, and the elements of a text with their places."""

from typing import Annotated

from fastapi import APIRouter, File, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.elements.found import Element, Found, Recognised
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.elements.slip import fill_slip
from docgen.gongwen.elements.slip_word import print_slip
from docgen.gongwen.opening.typed import open_text, text_lines
from intake.api.deps import OfficeDep
from intake.api.downloads import made_file
from intake.api.gongwen_drafts import LONGEST
from intake.api.officer import Officer
from intake.api.shapes import Shape
from intake.gongwen.opening import open_uploaded
from models.errors import TooLargeRequestError

router = APIRouter(prefix="/v1/gongwen", tags=["gongwen"])

SURE = 0.9
"""Below this confidence the page asks that an element be looked at."""
HIDDEN = {Element.BODY, Element.OTHER, Element.PAGE_NUMBER, Element.CAPTION}
"""What is no line of the slip."""


class Told(BaseModel):
    """A text."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]


@router.post("/open")
def open_for_editor(
    file: Annotated[UploadFile, File()], office: OfficeDep, officer: Officer
) -> Shape:
    """Return what a file says, a paragraph a line, and what could not be read."""
    del officer
    opened = open_uploaded(office, file)
    text = "\n".join(text_lines(opened))
    if len(text) > LONGEST:
        raise TooLargeRequestError(f"文件超过 {LONGEST} 字，请拆分后再打开。")
    return {"name": opened.name, "text": text, "doubts": list(opened.doubts)}


@router.post("/elements")
def show_elements(told: Told, officer: Officer) -> Shape:
    """Return the elements of a text, each with its place in characters."""
    del officer
    opened = open_text(told.text)
    seen = recognise(opened)
    items = [_shape(opened, each) for each in seen.found if each.element not in HIDDEN]
    return {"items": items, "doubts": list(seen.doubts)}


@router.post("/elements/slip", response_class=Response)
def make_slip(told: Told, officer: Officer) -> Response:
    """Return the dispatch slip (发文单) filled from the elements, as a Word file."""
    del officer
    return _slip(recognise(open_text(told.text)))


@router.post("/elements/slip/file", response_class=Response)
def make_slip_of_file(
    file: Annotated[UploadFile, File()], office: OfficeDep, officer: Officer
) -> Response:
    """Return the dispatch slip of a file, scans included."""
    del officer
    return _slip(recognise(open_uploaded(office, file)))


def _slip(seen: Recognised) -> Response:
    return made_file(print_slip(fill_slip(seen)), "发文单.docx")


def _shape(opened: Opened, found: Found) -> Shape:
    """Return one element; its place runs from its first character to its last."""
    starts = opened.starts
    first, last = (found.places[0], found.places[-1]) if found.places else (None, None)
    return {
        "name": f"{found.element.name.lower()}_{first.paragraph if first else 0}",
        "title": found.element.value,
        "value": found.text,
        "start": starts[first.paragraph] + first.start if first else None,
        "end": starts[last.paragraph] + last.end if last else None,
        "sure": found.confidence >= SURE,
        "signs": list(found.signs),
    }
