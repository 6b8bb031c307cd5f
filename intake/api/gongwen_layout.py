"""A text laid out to GB/T 9704-2012: as pictures with what deviates, as Word file, as PDF."""

from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from docgen.gongwen.document.head import Head
from docgen.gongwen.document.official import Form, Official
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import Style, standard
from docgen.gongwen.measuring.deviation import Deviation
from intake.api.deps import OfficeDep
from intake.api.downloads import made_file
from intake.api.gongwen_drafts import LONGEST
from intake.api.gongwen_samples import ReaderDep
from intake.api.shapes import Shape
from intake.gongwen.laying import official_of, preview
from intake.gongwen.samples import Reader

router = APIRouter(prefix="/v1/gongwen/layout", tags=["gongwen"])


class Laid(BaseModel):
    """A text to be laid out."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    head: Head = Head()

    def set_by(self, reader: Reader) -> tuple[Official, Style, str]:
        """Return the document, the style it is set in, and the name of that.

        What nobody chose a form for takes that of the sample.
        """
        if not self.head.sample:
            return official_of(self.text, self.head), standard(), ""
        name, form, style = reader.setting(self.head.sample)
        chosen = self.head.form or (None if form is Form.PLAIN else form)
        head = self.head.model_copy(update={"form": chosen})
        return official_of(self.text, head), style, name


class Wanted(Laid):
    """The same, as which file."""

    kind: Literal["docx", "pdf"] = "docx"


@router.post("/preview")
def show(laid: Laid, office: OfficeDep, reader: ReaderDep) -> Shape:
    """Return the pages as pictures, and each deviation with the strength of its clause."""
    official, style, name = laid.set_by(reader)
    made = preview(office, official, style)
    return {
        "sample": name,
        "pages": list(made.pages),
        "note": "".join((made.note, *made.measured.unmeasured)),
        "deviations": [_shape(each) for each in made.measured.deviations],
    }


@router.post("/file", response_class=Response)
def make(wanted: Wanted, office: OfficeDep, reader: ReaderDep) -> Response:
    """Return the document as a file; a PDF needs LibreOffice."""
    official, style, _ = wanted.set_by(reader)
    data = lay_out(official, style)
    if wanted.kind == "pdf":
        data = office.word.convert(data)
    return made_file(data, f"{official.title or '公文'}.{wanted.kind}")


def _shape(each: Deviation) -> Shape:
    told = each.model_dump(mode="json", include={"clause", "strength", "where"})
    return told | {"sentence": each.told, "error": each.is_fault}
