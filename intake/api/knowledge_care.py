"""Routes over corrections, regression questions and usage of the knowledge base."""

from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict

from intake.api.deps import NeededVersion, OfficeDep, etag
from intake.api.desk import Reason
from intake.api.knowledge_caller import StaffDep
from intake.api.once import OnceDep
from intake.api.shapes import Shape
from intake.clock import now, today
from intake.knowledge.correcting import Decision, accept, list_corrections, reject, shown_beside
from intake.knowledge.probing import probe
from intake.knowledge.recording import new_id
from intake.knowledge.regressions import run_regressions
from intake.knowledge.usage import as_csv, usage_between
from intake.security.names import attachment
from intake.store.database import Session
from intake.store.idempotency import Answer
from intake.store.knowledge_care import CORRECTIONS, REGRESSIONS
from knowledge.care.corrections import CorrectionState
from knowledge.care.regressions import RegressionState
from knowledge.entries.content import Content

router = APIRouter(prefix="/v1/knowledge", tags=["knowledge"])

RecordId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
MONTH = timedelta(days=29)


class Accepted(BaseModel):
    """The entry's next version, as staff put the correction in words."""

    model_config = ConfigDict(extra="forbid")

    content: Content
    note: Reason | None = None


class Rejected(BaseModel):
    """Why the entry stays as it is."""

    model_config = ConfigDict(extra="forbid")

    note: Reason


@router.get("/corrections")
def list_all_corrections(
    office: OfficeDep,
    staff: StaffDep,
    department: Annotated[str, Query(max_length=64)] = "",
    state: CorrectionState | None = None,
) -> Shape:
    """Return corrections, the oldest first."""
    del staff
    with office.store.read() as session:
        found = list_corrections(session, department, state)
    return {"items": [each.model_dump(mode="json") for each in found]}


@router.get("/corrections/{correction_id}")
def show_correction(
    correction_id: RecordId, office: OfficeDep, staff: StaffDep, response: Response
) -> Shape:
    """Return a correction with the entry's text beside: as cited, and as it is now."""
    del staff
    with office.store.read() as session:
        correction = CORRECTIONS.read(session, correction_id)
        beside = shown_beside(session, correction)
    response.headers["ETag"] = etag(correction.version)
    return correction.model_dump(mode="json") | {"entry_text": beside}


@router.post("/corrections/{correction_id}/accept")
def accept_correction(
    correction_id: RecordId, wanted: Accepted, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Make a correction into a draft of the entry's next version."""
    decision = Decision(
        id=correction_id, version=seen, by=staff.officer, at=now(), note=wanted.note or ""
    )

    def work(session: Session) -> Answer:
        decided, kept = accept(session, decision, wanted.content)
        body = decided.model_dump(mode="json") | {"entry_revision": kept.revision}
        return Answer(status=200, body=body, headers={"ETag": etag(decided.version)})

    return once.answer(f"{wanted.model_dump_json()}{staff.officer}{seen}", lambda: work)


@router.post("/corrections/{correction_id}/reject")
def reject_correction(
    correction_id: RecordId, wanted: Rejected, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Leave the entry as it is, with a reason."""
    decision = Decision(
        id=correction_id, version=seen, by=staff.officer, at=now(), note=wanted.note
    )

    def work(session: Session) -> Answer:
        decided = reject(session, decision)
        body = decided.model_dump(mode="json")
        return Answer(status=200, body=body, headers={"ETag": etag(decided.version)})

    return once.answer(f"{wanted.note}{staff.officer}{seen}", lambda: work)


@router.get("/regressions")
def list_regressions(
    office: OfficeDep, staff: StaffDep, state: RegressionState | None = None
) -> Shape:
    """Return the questions that must find their entry, those that fail first."""
    del staff
    with office.store.read() as session:
        found = [each for each in REGRESSIONS.find(session) if state in {None, each.state}]
    found.sort(key=lambda each: each.state is not RegressionState.FAILED)
    return {"items": [each.model_dump(mode="json") for each in found]}


@router.post("/regressions/run")
def run_now(office: OfficeDep, staff: StaffDep) -> Shape:
    """Ask every regression question now."""
    del staff
    key = f"regressions:now:{new_id()}"
    return {"states": run_regressions(office.store, probe(office.shelf), key, now())}


@router.get("/usage")
def show_usage(
    office: OfficeDep,
    staff: StaffDep,
    since: date | None = None,
    until: date | None = None,
    form: Literal["json", "csv"] = "json",
) -> Response:
    """Return usage from one day to another, the last thirty days where none are told."""
    del staff
    last = until or today()
    first = since or last - MONTH
    with office.store.read() as session:
        usage = usage_between(session, first, last)
    if form == "csv":
        headers = {"Content-Disposition": attachment(f"知识库使用情况-{first}-{last}.csv")}
        table = ("\ufeff" + as_csv(usage)).encode()
        return Response(table, media_type="text/csv", headers=headers)
    return Response(usage.model_dump_json(), media_type="application/json")
