"""Routes over a filing as a whole: open, show, judge, confirm."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from intake.api.deps import FilingId, OfficeDep, SeenVersion, etag
from intake.api.once import OnceDep
from intake.api.shapes import Shape, filing_shape, findings_shape, summary
from intake.filings import cases
from intake.store.acts import sent_notice
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.figures import count_round
from intake.store.filings import read_filing
from intake.store.idempotency import Answer
from models.errors import UncorrectedError
from models.records import Filing, Subject

router = APIRouter(prefix="/filings", tags=["filings"])


LONGEST_FACT = 200
"""Characters of one fact about who files; no name or number of a person or firm has more."""


def _printable(subject: Subject) -> Subject:
    """Return who files, unless a fact about them could not be printed on a form."""
    facts = subject.model_dump().values()
    if any(len(text) > LONGEST_FACT or not text.isprintable() for text in facts):
        raise PydanticCustomError("unprintable", "cannot be printed on a form")
    return subject


class NewFiling(BaseModel):
    """What opens a filing."""

    model_config = ConfigDict(extra="forbid")

    scenario: Annotated[str, Field(max_length=64)]
    subject: Annotated[Subject, AfterValidator(_printable)] = Subject()


@router.post("", status_code=201)
def open_filing(new: NewFiling, office: OfficeDep, once: OnceDep) -> Response:
    """Open a filing and answer with its case number, before any work is done."""

    def work(session: Session) -> Answer:
        filing = cases.open_case(session, office, new.scenario, new.subject)
        return _summary(filing, 201, {"Location": f"/api/filings/{filing.id}"})

    return once.answer(new.model_dump_json(), lambda: work)


@router.get("/{filing_id}")
def show_filing(filing_id: FilingId, office: OfficeDep, response: Response) -> Shape:
    """Return a filing with its papers and what was read on them."""
    with office.store.write() as session:
        filing = read_filing(session, filing_id)
        log_action(session, "filing.shown", filing_id)
    response.headers["ETag"] = etag(filing.version)
    return filing_shape(filing, office.registry)


@router.get("/{filing_id}/findings")
def show_findings(filing_id: FilingId, office: OfficeDep, response: Response) -> Shape:
    """Return what the checks found, and how each material stands."""
    with office.store.read() as session:
        filing = read_filing(session, filing_id)
    response.headers["ETag"] = etag(filing.version)
    return findings_shape(filing, office.registry)


@router.get("/{filing_id}/notice")
def show_notice(filing_id: FilingId, office: OfficeDep) -> Shape:
    """Return the one-time notice the filing was last sent back with; empty when it never was."""
    with office.store.read() as session:
        read_filing(session, filing_id)
        sent = sent_notice(session, filing_id)
    return {"text": sent.text if sent else "", "at": sent and sent.at.isoformat()}


@router.post("/{filing_id}/fill", status_code=202)
def fill_again(filing_id: FilingId, once: OnceDep) -> Response:
    """Ask every source of the form anew, as after one was down; answer with the job doing it."""

    def work(session: Session) -> Answer:
        filing, job = cases.ask_again(session, filing_id)
        headers = {"Location": f"/api/jobs/{job}", "ETag": etag(filing.version)}
        body = {"job": {"id": job}}
        return Answer(status=202, body=body, headers=headers, job=job, filing=filing_id)

    return once.answer("", lambda: work)


@router.post("/{filing_id}/confirm")
def confirm_filing(
    filing_id: FilingId, office: OfficeDep, once: OnceDep, seen: SeenVersion
) -> Response:
    """Confirm the whole form; refused while something must be put right."""

    def work(session: Session) -> Answer:
        return _summary(cases.confirm(session, office, filing_id, seen))

    try:
        return once.answer("", lambda: work)
    except UncorrectedError:
        with office.store.write() as session:
            count_round(session, filing_id)
        raise


def _summary(filing: Filing, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    tagged = {"ETag": etag(filing.version), **(headers or {})}
    return Answer(status=status, body=summary(filing), headers=tagged)
