"""Two files compared: as the page shows them, as a report, and as tracked changes."""

from collections import defaultdict
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Response, UploadFile

from docgen.gongwen.compare.compare import compare
from docgen.gongwen.compare.difference import Comparison, Difference, Place
from docgen.gongwen.compare.page import make_page
from docgen.gongwen.compare.redline.redline import Original, redline
from docgen.gongwen.compare.report import make_report
from docgen.gongwen.document.opened import Opened
from intake.api.deps import OfficeDep
from intake.api.downloads import made_file
from intake.api.officer import Officer
from intake.api.shapes import Shape
from intake.clock import now
from intake.gongwen.opening import open_uploaded
from intake.office import Office

router = APIRouter(prefix="/v1/gongwen/compare", tags=["gongwen"])

Marks = dict[int, list[Shape]]
"""By paragraph, the stretches that differ."""


@router.post("")
def compare_files(
    left: Annotated[UploadFile, File()],
    right: Annotated[UploadFile, File()],
    office: OfficeDep,
    officer: Officer,
) -> Shape:
    """Return every difference, weightiest first, and the paragraphs of both files in rows."""
    del officer
    both = [open_uploaded(office, each) for each in (left, right)]
    found = compare(*both)
    return {
        "left": found.left,
        "right": found.right,
        "same": found.same,
        "doubts": list(found.doubts),
        "differences": [_difference(number, each) for number, each in enumerate(found.differences)],
        "rows": _rows(found, *both),
    }


@router.post("/revisions", response_class=Response)
def track(
    left: Annotated[UploadFile, File()],
    right: Annotated[UploadFile, File()],
    office: OfficeDep,
    officer: Officer,
) -> Response:
    """Return the newer file with every change of text tracked; both must be DOCX.

    What was done to the files before, or could not be tracked, stands in ``X-Doubts``,
    percent-encoded.
    """
    del officer
    older, newer = (_original(office, each) for each in (left, right))
    made = redline(older, newer, now())
    answer = made_file(made.docx, f"{newer.opened.name.removesuffix('.docx')}-修订.docx")
    answer.headers["X-Doubts"] = quote("".join(made.notes))
    return answer


@router.post("/report", response_class=Response)
def report(
    left: Annotated[UploadFile, File()],
    right: Annotated[UploadFile, File()],
    office: OfficeDep,
    officer: Officer,
    kind: Annotated[Literal["docx", "pdf", "html"], Form()] = "docx",
) -> Response:
    """Return the differences as a file, HTML side by side; a PDF needs LibreOffice."""
    del officer
    both = [open_uploaded(office, each) for each in (left, right)]
    found = compare(*both)
    made = make_page(found, *both).encode() if kind == "html" else make_report(found)
    if kind == "pdf":
        made = office.word.convert(made)
    return made_file(made, f"文件比对报告.{kind}")


def _original(office: Office, file: UploadFile) -> Original:
    opened = open_uploaded(office, file)
    file.file.seek(0)
    return Original(file.file.read(), opened)


def _difference(number: int, each: Difference) -> Shape:
    told = each.model_dump(mode="json", include={"kind", "topic", "weight", "sure", "sentence"})
    return told | {"id": number}


def _rows(found: Comparison, left: Opened, right: Opened) -> list[Shape]:
    marks = [_marks(found, side) for side in ("left", "right")]
    return [
        {
            "left": [_paragraph(left, each, marks[0]) for each in row.left],
            "right": [_paragraph(right, each, marks[1]) for each in row.right],
            "moved": row.moved,
        }
        for row in found.rows
    ]


def _marks(found: Comparison, side: str) -> Marks:
    marks: Marks = defaultdict(list)
    for number, each in enumerate(found.differences):
        place: Place | None = getattr(each, side)
        if place:
            span = {"start": place.start, "end": place.end, "id": number, "weight": each.weight}
            marks[place.paragraph].append(span)
        wholes = each.removed if side == "left" else tuple(one.paragraph for one in each.added)
        moved = [getattr(one, side) for one in each.moved]
        for paragraph in (*wholes, *moved):
            whole = {"start": 0, "end": None, "id": number, "weight": each.weight}
            marks[paragraph].append(whole)
    return marks


def _paragraph(opened: Opened, number: int, marks: Marks) -> Shape:
    paragraph = opened.paragraphs[number]
    return {
        "text": paragraph.text,
        "label": paragraph.label,
        "cell": paragraph.cell.model_dump() if paragraph.cell else None,
        "marks": sorted(marks.get(number, []), key=lambda mark: mark["start"]),
    }
