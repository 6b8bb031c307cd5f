"""Routes over what is served on who files: consent, the documents, and every step of a handover."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from intake.api.deps import FilingId, OfficeDep, SeenVersion, etag
from intake.api.documents import readable
from intake.api.once import Once, OnceDep
from intake.api.shapes import Shape
from intake.delivery.files import file_of, picture
from intake.delivery.handing import find_handover, refuse_stale, say_consent, take_step
from intake.delivery.receipts import make_receipt, number_receipt
from intake.security.names import attachment
from intake.store import consents, handovers
from intake.store.consents import Consent
from intake.store.database import Session
from intake.store.filings import read_filing
from intake.store.handovers import FROM, Handover, HandoverState
from intake.store.idempotency import Answer

router = APIRouter(prefix="/filings/{filing_id}", tags=["handovers"])

HandoverId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Name = Annotated[str, Field(max_length=64), AfterValidator(readable)]


class Saying(BaseModel):
    """Whether the recipient agrees to be served electronically."""

    model_config = ConfigDict(extra="forbid")

    agreed: bool
    name: Name


class Signed(BaseModel):
    """Who signs for a document, or wants it on paper."""

    model_config = ConfigDict(extra="forbid")

    name: Name


@router.get("/handovers")
def list_handovers(filing_id: FilingId, office: OfficeDep) -> Shape:
    """Return what was handed over for a filing, and whether electronic delivery was agreed to."""
    with office.store.read() as session:
        read_filing(session, filing_id)
        consent = consents.consent_of(session, filing_id)
        found = handovers.of_filing(session, filing_id)
    return {
        "consent": consent and _consent_shape(consent),
        "handovers": [handover_shape(each) for each in found],
    }


@router.post("/consent")
def consent(filing_id: FilingId, saying: Saying, once: OnceDep) -> Response:
    """Keep whether the recipient agrees; what waited for it is then sent."""

    def work(session: Session) -> Answer:
        kept = say_consent(session, filing_id, agreed=saying.agreed, by=saying.name)
        return Answer(status=200, body=_consent_shape(kept))

    return once.answer(saying.model_dump_json(), lambda: work)


@router.post("/handovers/{handover_id}/seen")
def note_seen(
    filing_id: FilingId, handover_id: HandoverId, once: OnceDep, seen: SeenVersion
) -> Response:
    """Note that the recipient looked at a document."""
    return _step(once, (filing_id, handover_id), HandoverState.SEEN, seen)


@router.post("/handovers/{handover_id}/fetched")
def note_fetched(
    filing_id: FilingId, handover_id: HandoverId, once: OnceDep, seen: SeenVersion
) -> Response:
    """Note that the recipient has a document."""
    return _step(once, (filing_id, handover_id), HandoverState.FETCHED, seen)


@router.post("/handovers/{handover_id}/confirm")
def confirm(
    filing_id: FilingId, handover_id: HandoverId, signed: Signed, once: OnceDep, seen: SeenVersion
) -> Response:
    """Sign for a document that was looked at."""
    place = filing_id, handover_id

    def work(session: Session) -> Answer:
        after, answer = _take(session, place, HandoverState.CONFIRMED, seen, by=signed.name)
        number_receipt(session, once.office, after)
        return answer

    answer = once.answer(signed.name, lambda: work)
    with once.office.store.read() as session:
        confirmed = find_handover(session, *place)
    make_receipt(once.office, confirmed)
    return answer


@router.post("/handovers/{handover_id}/refuse")
def refuse(
    filing_id: FilingId, handover_id: HandoverId, signed: Signed, once: OnceDep, seen: SeenVersion
) -> Response:
    """Ask for a document on paper instead."""
    return _step(once, (filing_id, handover_id), HandoverState.REFUSED, seen, by=signed.name)


@router.get("/handovers/{handover_id}/file", response_class=Response)
def fetch(filing_id: FilingId, handover_id: HandoverId, office: OfficeDep) -> Response:
    """Return the document; the first time, that it was fetched is put on record."""
    with office.store.write() as session:
        handover = find_handover(session, filing_id, handover_id)
        after = take_step(session, handover, HandoverState.FETCHED)
        handed = file_of(session, handover)
    name = attachment(f"{after.words.title}.{handed.ending}")
    headers = {"Content-Disposition": name, "ETag": etag(after.version)}
    return Response(office.files.read(handed.key), media_type=handed.media_type, headers=headers)


@router.get("/handovers/{handover_id}/preview.png", response_class=Response)
def preview(filing_id: FilingId, handover_id: HandoverId, office: OfficeDep) -> Response:
    """Return a picture of the document's pages; the first time, the look is put on record."""
    with office.store.read() as session:
        handed = file_of(session, find_handover(session, filing_id, handover_id))
    shown = picture(office.files, handed)
    with office.store.write() as session:
        handover = find_handover(session, filing_id, handover_id)
        after = take_step(session, handover, HandoverState.SEEN)
    return Response(shown, media_type="image/png", headers={"ETag": etag(after.version)})


def handover_shape(handover: Handover) -> Shape:
    """Return a handover with what its recipient and the officer may know of it."""
    times = {f"{step}_at": _when(handover, step) for step in FROM}
    return {
        "id": handover.id,
        "kind": handover.kind,
        "title": handover.words.title,
        "recipient": handover.words.recipient,
        "state": handover.state,
        "opened_at": handover.opened_at.isoformat(),
        **times,
        "by": handover.words.by,
        "reason": handover.words.reason,
        "version": handover.version,
    }


def _when(handover: Handover, step: HandoverState) -> str | None:
    moment = handover.made_at(step)
    return moment.isoformat() if moment else None


def _consent_shape(consent: Consent) -> Shape:
    return consent.model_dump(mode="json")


def _step(
    once: Once, place: tuple[str, str], step: HandoverState, seen: int | None, **changes: str
) -> Response:
    def work(session: Session) -> Answer:
        return _take(session, place, step, seen, **changes)[1]

    return once.answer("".join(changes.values()), lambda: work)


def _take(
    session: Session, place: tuple[str, str], step: HandoverState, seen: int | None, **changes: str
) -> tuple[Handover, Answer]:
    handover = find_handover(session, *place)
    refuse_stale(handover, seen)
    after = take_step(session, handover, step, **changes)
    headers = {"ETag": etag(after.version)}
    return after, Answer(status=200, body=handover_shape(after), headers=headers)
