"""Reading one upload at once, outside of any filing; nothing of it is kept."""

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile

from extractors.asked_fields import parse_fields
from intake.api.deps import OfficeDep
from intake.filings.entries import entries_of
from intake.filings.uploads import take_uploads
from intake.reading.at_once import read_at_once
from intake.store.audit import log_action
from models.errors import TooLargePaperError

router = APIRouter(prefix="/read", tags=["reading"])

LONGEST_ASK = 4000


@router.post("")
def read_paper(
    file: Annotated[UploadFile, File()],
    office: OfficeDep,
    ask: Annotated[str, Form(max_length=LONGEST_ASK)] = "",
) -> list[dict[str, Any]]:
    """Return an entry for each paper on the upload, as ``zhiban read --json`` prints them.

    ``ask`` is a list of printed names like ``姓名,证件号码:id18``; with it the answer is one entry
    of type ``asked`` that has these fields, whatever paper it is.
    """
    fields = parse_fields(ask) if ask else ()
    (upload,) = take_uploads([(file.filename or "", file.file)], office.settings.limits)
    if upload.paper.problem:
        raise TooLargePaperError(upload.paper.problem.message)
    with office.store.write() as session:
        log_action(session, "paper.read", "", {"sha256": upload.paper.sha256})
    paper = read_at_once(office.desk, upload.paper, upload.data, fields)
    return entries_of(paper.name, paper)
