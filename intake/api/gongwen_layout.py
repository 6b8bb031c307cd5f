"""A text laid out to GB/T 9704-2012: as pictures with what deviates, as Word file, as PDF."""

from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from docgen.gongwen.document.head import Head
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.measuring.deviation import Deviation
from intake.api.deps import OfficeDep
from intake.api.downloads import made_file
from intake.api.gongwen_drafts import LONGEST
from intake.api.officer import Officer
from intake.api.shapes import Shape
from intake.gongwen.laying import official_of, preview

router = APIRouter(prefix="/v1/gongwen/layout", tags=["gongwen"])


class Laid(BaseModel):
    """A text to be laid out."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    head: Head = Head()


class Wanted(Laid):
    """The same, as which file."""

    kind: Literal["docx", "pdf"] = "docx"


@router.post("/preview")
def show(laid: Laid, office: OfficeDep, officer: Officer) -> Shape:
    """Return the pages as pictures, and each deviation with the strength of its clause."""
    del officer
    made = preview(office, laid.text, laid.head)
    return {
        "pages": list(made.pages),
        "note": "".join((made.note, *made.measured.unmeasured)),
        "deviations": [_shape(each) for each in made.measured.deviations],
    }


@router.post("/file", response_class=Response)
def make(wanted: Wanted, office: OfficeDep, officer: Officer) -> Response:
    """Return the document as a file; a PDF needs LibreOffice."""
    del officer
    official = official_of(wanted.text, wanted.head)
    data = lay_out(official)
    if wanted.kind == "pdf":
        data = office.word.convert(data)
    return made_file(data, f"{official.title or '公文'}.{wanted.kind}")


def _shape(each: Deviation) -> Shape:
    told = each.model_dump(mode="json", include={"clause", "strength", "where"})
    return told | {"sentence": each.told, "error": each.is_fault}
