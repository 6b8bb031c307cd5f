"""Proofreading of a text with the rules of the house and the lexicons of who asks."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.opening.typed import open_text
from docgen.gongwen.proofread.checkers import checkers_with
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import COST, FORMULA, LEAST_LENGTH, Place, Report, Severity
from docgen.gongwen.proofread.text import Setting
from docgen.gongwen.proofread.writing_back.marking import How, mark
from docgen.gongwen.proofread.writing_back.sheet import make_report
from intake.api.deps import OfficeDep
from intake.api.downloads import made_file
from intake.api.gongwen_drafts import LONGEST
from intake.api.knowledge_caller import Caller, StaffDep
from intake.api.shapes import Shape
from intake.clock import now, today
from intake.gongwen.opening import open_uploaded
from intake.office import Office
from models.clean import shorten
from models.errors import InvalidRequestError

MOST_LEFT = 5000
"""Places one text may have left alone."""
router = APIRouter(prefix="/v1/gongwen/proofread", tags=["gongwen"])


class Asked(BaseModel):
    """A text to be proofread."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    kind: Annotated[str, Field(max_length=40)] = ""
    """An id of the kinds of document; empty: told from the title."""
    public: bool = False
    """Whether the text is to be published."""
    level: Severity = Severity.HINT
    left: Annotated[tuple[Place, ...], Field(max_length=MOST_LEFT)] = ()
    """Faults that whoever drafts found to be none: they are not told, nor do they cost."""


@router.post("")
def check(asked: Asked, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return every fault with its place in characters, the counts and the quality score."""
    return report_shape(read_through(office, staff, asked))


class Reported(Asked):
    """A text whose faults are wanted as a report."""

    title: Annotated[str, Field(max_length=300)] = ""
    format: Literal["docx", "pdf"] = "docx"


@router.post("/report", response_class=Response)
def report(asked: Reported, office: OfficeDep, staff: StaffDep) -> Response:
    """Return the list of faults with the quality score as a file; a PDF needs LibreOffice."""
    made = make_report(read_through(office, staff, asked), asked.title)
    if asked.format == "pdf":
        made = office.word.convert(made)
    return made_file(made, f"勘误报告.{asked.format}")


@router.post("/file", response_class=Response)
def write_back(
    file: Annotated[UploadFile, File()],
    office: OfficeDep,
    staff: StaffDep,
    how: Annotated[How, Form()] = How.COMMENTS,
    public: Annotated[bool, Form()] = False,
) -> Response:
    """Return a Word file with its faults as comments or tracked changes.

    ``X-Written`` and ``X-Left`` tell how many were written, and how many only the report has;
    ``X-Doubts`` what could not be checked.
    """
    opened = open_uploaded(office, file)
    if not (file.filename or "").lower().endswith(".docx"):
        raise InvalidRequestError("只能在 DOCX 文件里写批注和修订；其他文件请下载勘误报告。")
    file.file.seek(0)
    lexicons = office.lexicons.visible(staff.officer, staff.departments)
    seconds = office.settings.drafting.proofread_seconds
    setting = Setting(today=today(), public=public, seconds=seconds)
    found = proofread(opened, lexicons, setting=setting, checkers=checkers_with(office.judge))
    marked = mark(file.file.read(), opened, found, how, now())
    answer = made_file(marked.docx, f"{opened.name.removesuffix('.docx')}-校对.docx")
    answer.headers["X-Written"], answer.headers["X-Left"] = str(marked.written), str(marked.left)
    answer.headers["X-Doubts"] = quote(shorten("".join(found.doubts), 600))
    return answer


def read_through(office: Office, staff: Caller, asked: Asked) -> Report:
    """Proofread a text as the officer's lexicons have it; raises ``InvalidRequestError``."""
    if asked.kind and asked.kind not in read_kinds():
        raise InvalidRequestError(f"没有“{asked.kind}”这个文种；不填文种，就按标题判断。")
    lexicons = office.lexicons.visible(staff.officer, staff.departments)
    setting = Setting(
        today=today(),
        kind=asked.kind,
        public=asked.public,
        seconds=office.settings.drafting.proofread_seconds,
    )
    checkers = checkers_with(office.judge)
    opened = open_text(asked.text, "")
    found = proofread(opened, lexicons, asked.level, setting=setting, checkers=checkers)
    return found.without(asked.left)


def report_shape(report: Report) -> Shape:
    """Return a report as the page shows it, with what it needs to reckon the score anew."""
    return report.model_dump(mode="json") | {
        "score": report.score,
        "nothing": report.nothing,
        "formula": FORMULA,
        "costs": COST,
        "least_length": LEAST_LENGTH,
        "by_severity": report.by_severity,
        "by_kind": report.by_kind,
    }
