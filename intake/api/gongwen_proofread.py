"""Proofreading of a text with the rules of the house and the lexicons of who asks."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import FORMULA, Report, Severity
from docgen.gongwen.proofread.text import Setting
from intake.api.deps import OfficeDep
from intake.api.gongwen_drafts import LONGEST
from intake.api.knowledge_caller import Caller, StaffDep
from intake.api.shapes import Shape
from intake.clock import today
from intake.office import Office

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


@router.post("")
def check(asked: Asked, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return every fault with its place in characters, the counts and the quality score."""
    return report_shape(read_through(office, staff, asked))


def read_through(office: Office, staff: Caller, asked: Asked) -> Report:
    """Proofread a text as the officer's lexicons have it."""
    lexicons = office.lexicons.visible(staff.officer, staff.departments)
    setting = Setting(today=today(), kind=asked.kind, public=asked.public)
    return proofread(asked.text, lexicons, asked.level, setting=setting)


def report_shape(report: Report) -> Shape:
    """Return a report as the page shows it."""
    return report.model_dump(mode="json") | {
        "score": report.score,
        "formula": FORMULA,
        "by_severity": report.by_severity,
        "by_kind": report.by_kind,
    }
