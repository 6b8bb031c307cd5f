"""Routes of the officers' desk over handovers: what was served, and what has to go on paper."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from intake.api.deps import FilingId, NeededVersion, OfficeDep, etag
from intake.api.desk import Why
from intake.api.handovers import HandoverId, handover_shape
from intake.api.officer import Officer
from intake.api.once import OnceDep
from intake.api.shapes import Shape, document_shape
from intake.clock import today
from intake.delivery.handing import find_handover, hand_over_document, refuse_stale, take_step
from intake.delivery.reminders import overdue
from intake.desk.conceal import conceal
from intake.store import consents, documents, handovers
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.filings import read_filing
from intake.store.handovers import Handover, HandoverState
from intake.store.idempotency import Answer
from models.records import Filing

router = APIRouter(prefix="/desk", tags=["desk"])


class Ordered(BaseModel):
    """Which document of the filing is handed over."""

    model_config = ConfigDict(extra="forbid")

    document: Annotated[str, Field(max_length=64)]


@router.get("/cases/{filing_id}/handovers")
def list_handovers(filing_id: FilingId, office: OfficeDep, officer: Officer) -> Shape:
    """Return how each document handed over for a case stands, and what could be handed over."""
    with office.store.write() as session:
        filing = read_filing(session, filing_id)
        consent = consents.consent_of(session, filing_id)
        found = handovers.of_filing(session, filing_id)
        made = documents.of_filing(session, filing_id)
        log_action(session, "desk.handovers.shown", filing_id, {"officer": officer})
    return {
        "agreed": consent and consent.agreed,
        "agreed_at": consent and consent.at.isoformat(),
        "handovers": [_shown(each, filing) for each in found],
        "documents": [document_shape(filing_id, each) for each in made],
    }


@router.post("/cases/{filing_id}/handovers")
def order(filing_id: FilingId, ordered: Ordered, officer: Officer, once: OnceDep) -> Response:
    """Hand a document over to who files."""

    def work(session: Session) -> Answer:
        after = hand_over_document(session, filing_id, ordered.document, officer)
        return _answer(session, after)

    return once.answer(ordered.model_dump_json() + officer, lambda: work)


@router.post("/cases/{filing_id}/handovers/{handover_id}/expire")
def expire(
    filing_id: FilingId,
    handover_id: HandoverId,
    why: Why,
    officer: Officer,
    seen: NeededVersion,
    once: OnceDep,
) -> Response:
    """End an electronic delivery that nobody fetched: the document is served on paper."""

    def work(session: Session) -> Answer:
        handover = find_handover(session, filing_id, handover_id)
        refuse_stale(handover, seen)
        said = {"by": officer, "reason": why.reason}
        return _answer(session, take_step(session, handover, HandoverState.EXPIRED, **said))

    return once.answer(f"{why.model_dump_json()}{officer}{seen}", lambda: work)


@router.get("/handovers/overdue")
def list_overdue(
    office: OfficeDep,
    officer: Officer,
    workdays: Annotated[int | None, Query(ge=1, le=60)] = None,
) -> Shape:
    """Return what nobody fetched within so many working days, to be served on paper."""
    wanted = workdays or office.settings.remind_workdays
    with office.store.write() as session:
        late = overdue(session, wanted, today())
        filings = {
            each.filing_id: read_filing(session, each.filing_id) for each in late if each.filing_id
        }
        log_action(session, "desk.overdue.shown", "", {"officer": officer})
    shown = [
        {
            **_shown(each, filings[each.filing_id]),
            "case_no": filings[each.filing_id].case_no,
            "filing": each.filing_id,
        }
        for each in late
        if each.filing_id
    ]
    return {"workdays": wanted, "handovers": shown}


def _shown(handover: Handover, filing: Filing) -> Shape:
    shown: Shape = conceal(handover_shape(handover), filing)
    return shown


def _answer(session: Session, handover: Handover) -> Answer:
    filing = read_filing(session, handover.filing_id or "")
    headers = {"ETag": etag(handover.version)}
    return Answer(status=200, body=_shown(handover, filing), headers=headers)
