"""Routes of the officers' desk: the queue, a case with all that speaks for it, and the decisions.

Every route wants to know who asks (``X-Officer``); every look and every act is put on record.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from intake.api.deps import FilingId, NeededVersion, OfficeDep, PaperId, etag
from intake.api.desk_shapes import (
    case_shape,
    queue_shape,
    rules_shape,
    shown,
    stages_shape,
    table_shape,
)
from intake.api.officer import Officer
from intake.api.once import OnceDep, Work
from intake.api.papers import page_picture
from intake.api.shapes import Shape
from intake.desk import cases
from intake.desk.conceal import is_open
from intake.desk.flags import Handling
from intake.desk.view import View, open_view
from intake.office import Office
from intake.store.acts import ActKind, Deed
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.idempotency import Answer
from intake.store.queue import Stage, Verdict, Wanted, count_stages, list_queue
from models.records import Outcome

router = APIRouter(prefix="/desk", tags=["desk"])

FlagId = Annotated[str, Path(pattern=r"^[0-9a-f]{20}$")]
Permit = Annotated[str, Query(pattern=r"^([0-9a-f]{32})?$")]
"""Id of the act with which the officer asked to see personal data."""


def meaningful(text: str) -> str:
    """Return a text a later reader can make sense of; refuse blanks and unseen characters."""
    text = text.strip()
    if len(text) < 2 or not text.replace("\n", "").isprintable():
        raise PydanticCustomError("meaningless", "too short or not printable")
    return text


Reason = Annotated[str, Field(max_length=500), AfterValidator(meaningful)]
Text = Annotated[str, Field(max_length=8000), AfterValidator(meaningful)]


class Why(BaseModel):
    """Why something is done."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


class FlagHandling(Why):
    """What becomes of a flag."""

    handling: Handling


class CaseDecision(Why):
    """What becomes of the filing."""

    verdict: Verdict


class NoticeText(BaseModel):
    """The one-time notice as the officer has it."""

    model_config = ConfigDict(extra="forbid")

    text: Text


class QueueFilter(BaseModel):
    """Which filings to list."""

    model_config = ConfigDict(extra="forbid")

    stage: Stage | None = None
    outcome: Outcome | None = None
    service: Annotated[str, Field(max_length=64)] = ""
    q: Annotated[str, Field(max_length=64)] = ""
    """Part of a case number, or a whole name."""
    page: Annotated[int, Field(ge=1, le=10000)] = 1


@router.get("/queue")
def show_queue(
    office: OfficeDep, officer: Officer, queue: Annotated[QueueFilter, Query()]
) -> Shape:
    """Return one page of the queue, the newest first, with the number at each stage."""
    known = office.registry.services.get(queue.service)
    scenarios = [each.id for each in known.scenarios] if known else []
    wanted = Wanted(
        queue.stage, queue.outcome, scenarios if queue.service else None, queue.q, queue.page
    )
    with office.store.write() as session:
        found = list_queue(session, wanted)
        counts = count_stages(session)
        log_action(session, "desk.queue.shown", "", {"officer": officer})
    return queue_shape(found, queue.page, office.registry) | {"stages": stages_shape(counts)}


@router.get("/cases/{filing_id}")
def show_case(
    filing_id: FilingId,
    office: OfficeDep,
    officer: Officer,
    response: Response,
    permit: Permit = "",
) -> Shape:
    """Return a case: papers, form, flags, decision, recommendation, notice, history."""
    view, opened = _look(office, filing_id, officer, permit)
    response.headers["ETag"] = etag(view.filing.version)
    return case_shape(view, opened)


@router.get("/cases/{filing_id}/table")
def show_table(
    filing_id: FilingId, office: OfficeDep, officer: Officer, permit: Permit = ""
) -> Shape:
    """Return every fact with what each voice says of it."""
    view, opened = _look(office, filing_id, officer, permit)
    return shown(table_shape(view), view, opened)


@router.get("/cases/{filing_id}/rules")
def show_rules(
    filing_id: FilingId, office: OfficeDep, officer: Officer, permit: Permit = ""
) -> Shape:
    """Return how every pre-check came to its answer: facts, numbers of the law, sentence."""
    view, opened = _look(office, filing_id, officer, permit)
    return shown(rules_shape(view), view, opened)


@router.get("/cases/{filing_id}/papers/{paper_id}/pages/{number}.png", response_class=Response)
def show_page(
    filing_id: FilingId,
    paper_id: PaperId,
    number: Annotated[int, Path(ge=1, le=9999)],
    office: OfficeDep,
    officer: Officer,
) -> Response:
    """Return the upright picture of a page, as it was handed in: nothing on it is masked."""
    return page_picture(office, filing_id, (paper_id, number), {"officer": officer})


@router.post("/cases/{filing_id}/flags/{flag_id}")
def handle_flag(
    filing_id: FilingId,
    flag_id: FlagId,
    handling: FlagHandling,
    officer: Officer,
    seen: NeededVersion,
    once: OnceDep,
) -> Response:
    """Take a flag up (it holds) or set it aside, with the reason."""
    deed = Deed(
        officer=officer, kind=ActKind.FLAG, version=seen, flag=flag_id, reason=handling.reason
    )

    def work(session: Session) -> Answer:
        view = cases.handle_flag(session, once.office, filing_id, deed, handling.handling)
        return _answer(view)

    return once.answer(_fingerprint(handling, deed), lambda: work)


@router.put("/cases/{filing_id}/notice")
def save_notice(
    filing_id: FilingId,
    notice: NoticeText,
    officer: Officer,
    seen: NeededVersion,
    once: OnceDep,
) -> Response:
    """Save the one-time notice as the officer edited it."""
    deed = Deed(officer=officer, kind=ActKind.NOTICE, version=seen, text=notice.text)

    def work(session: Session) -> Answer:
        return _answer(cases.save_notice(session, once.office, filing_id, deed))

    return once.answer(_fingerprint(notice, deed), lambda: work)


@router.post("/cases/{filing_id}/decision")
def decide_case(
    filing_id: FilingId,
    decision: CaseDecision,
    officer: Officer,
    seen: NeededVersion,
    once: OnceDep,
) -> Response:
    """Decide: pass, back to the applicant with one notice, or not accepted; with the reason."""
    deed = Deed(officer=officer, kind=ActKind.DECISION, version=seen, reason=decision.reason)

    def work(session: Session) -> Answer:
        return _answer(cases.decide_case(session, once.office, filing_id, deed, decision.verdict))

    return once.answer(_fingerprint(decision, deed), lambda: work)


@router.post("/cases/{filing_id}/check")
def check_again(
    filing_id: FilingId, officer: Officer, seen: NeededVersion, once: OnceDep
) -> Response:
    """Ask every source and run every check anew."""
    deed = Deed(officer=officer, kind=ActKind.CHECK, version=seen)

    def prepare() -> Work:
        checked = cases.check_again(once.office, filing_id)
        return lambda session: _answer(cases.keep_check(session, once.office, checked, deed))

    return once.answer(deed.model_dump_json(), prepare)


@router.post("/cases/{filing_id}/reveal")
def reveal(filing_id: FilingId, why: Why, officer: Officer, once: OnceDep) -> Response:
    """Let an officer see personal data for a while; the reason is put on record."""
    deed = Deed(officer=officer, kind=ActKind.REVEAL, version=0, reason=why.reason)

    def work(session: Session) -> Answer:
        act = cases.reveal(session, filing_id, deed)
        return Answer(status=200, body={"permit": act.id})

    return once.answer(_fingerprint(why, deed), lambda: work)


def _look(office: Office, filing_id: str, officer: str, permit: str) -> tuple[View, bool]:
    """Return a case, and whether the officer may see people's data; the look is on record."""
    with office.store.write() as session:
        view = open_view(session, office.registry, filing_id)
        opened = is_open(view.acts, permit, officer)
        log_action(session, "desk.case.shown", filing_id, {"officer": officer, "open": opened})
    return view, opened


def _answer(view: View) -> Answer:
    version = view.filing.version
    body = {"id": view.filing.id, "version": version, "verdict": view.verdict}
    return Answer(status=200, body=body, headers={"ETag": etag(version)})


def _fingerprint(body: BaseModel, deed: Deed) -> str:
    return body.model_dump_json() + deed.model_dump_json()
