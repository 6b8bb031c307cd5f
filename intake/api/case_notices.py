"""Routes over the notices of a case: what fits, the draft, its preview, issuing."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from docgen.notices.declared import read_declared
from intake.api.deps import FilingId, NeededVersion, OfficeDep, etag
from intake.api.desk_shapes import shown
from intake.api.notice_shapes import draft_shape, notice_shape, notices_shape
from intake.api.notice_words import CaseNotice, notice_id
from intake.api.notices import preview_of
from intake.api.officer import Officer
from intake.api.once import OnceDep, Work
from intake.api.shapes import Shape
from intake.desk import conceal
from intake.desk.view import open_view
from intake.notices.case import complete, draft_of, number_for_case, offers_of
from intake.notices.issue import Order, issue
from intake.notices.preview import preview
from intake.store import notices as kept
from intake.store.acts import ActKind, Deed
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.filings import read_filing
from intake.store.idempotency import Answer

router = APIRouter(tags=["notices"])

Kind = Annotated[str, Query(max_length=40, pattern=r"^[a-z0-9_]+$")]
Permit = Annotated[str, Query(pattern=r"^([0-9a-f]{32})?$")]


@router.get("/desk/cases/{filing_id}/notices")
def list_notices(filing_id: FilingId, office: OfficeDep, officer: Officer) -> Shape:
    """Return the notices of a case, the newest first, and the kinds that fit it now."""
    with office.store.write() as session:
        view = open_view(session, office.registry, filing_id)
        issued = kept.of_filing(session, filing_id)
        log_action(session, "desk.notices.shown", filing_id, {"officer": officer})
    kinds = read_declared()
    offered = [
        {"kind": each.kind, "name": kinds.kind(each.kind).name} for each in offers_of(view, issued)
    ]
    return {"notices": notices_shape(issued), "offers": offered}


@router.get("/desk/cases/{filing_id}/notices/draft")
def show_draft(
    filing_id: FilingId, kind: Kind, office: OfficeDep, officer: Officer, permit: Permit = ""
) -> Shape:
    """Return the form of a kind with everything the case knows already filled in."""
    with office.store.write() as session:
        view = open_view(session, office.registry, filing_id)
        issued = kept.of_filing(session, filing_id)
        log_action(session, "desk.notices.drafted", filing_id, {"officer": officer, "kind": kind})
    shape = draft_shape(draft_of(view, office, kind, issued), office.issuers)
    opened = conceal.is_open(view.acts, permit, officer)
    return shown(shape, view, opened) | {"masked": not opened}


@router.post("/desk/cases/{filing_id}/notices/preview", response_class=Response)
def preview_notice(
    filing_id: FilingId, notice: CaseNotice, office: OfficeDep, officer: Officer
) -> Response:
    """Return the notice as a PDF without number and seal; nothing in it is masked."""
    with office.store.write() as session:
        view = open_view(session, office.registry, filing_id)
        facts = {"officer": officer, "kind": notice.kind}
        log_action(session, "desk.notices.previewed", filing_id, facts)
    return preview_of(preview(office, complete(view, office, notice.told)))


@router.post("/desk/cases/{filing_id}/notices", status_code=201)
def issue_notice(
    filing_id: FilingId,
    notice: CaseNotice,
    officer: Officer,
    seen: NeededVersion,
    once: OnceDep,
) -> Response:
    """Issue a notice of the case: number it, make and seal it; it then holds."""
    deed = Deed(officer=officer, kind=ActKind.ISSUE, version=seen)
    order = Order(id=notice_id(once), officer=officer, filing_id=filing_id)

    def prepare() -> Work:
        with once.office.store.write() as session:
            number_for_case(session, once.office, notice.told, deed, order)
        issued = issue(once.office, order.id)

        def work(session: Session) -> Answer:
            version = read_filing(session, filing_id).version
            headers = {"ETag": etag(version), "Location": f"/api/notices/{issued.id}"}
            return Answer(status=201, body=notice_shape(issued), headers=headers)

        return work

    return once.answer(notice.model_dump_json() + deed.model_dump_json(), prepare)


@router.get("/filings/{filing_id}/notices")
def list_own_notices(filing_id: FilingId, office: OfficeDep) -> Shape:
    """Return the notices issued to the applicant, the newest first, those since voided among them.

    Their files are handed over, see ``intake.api.handovers``.
    """
    with office.store.read() as session:
        read_filing(session, filing_id)
        issued = [each for each in kept.of_filing(session, filing_id) if each.issued_at]
    return {"notices": notices_shape(issued)}
