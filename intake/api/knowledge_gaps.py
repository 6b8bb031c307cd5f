"""Routes over gap tickets: gathered, given to departments, closed with a proof."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from intake.api.deps import NeededVersion, OfficeDep, etag
from intake.api.desk import Reason
from intake.api.knowledge_caller import StaffDep
from intake.api.knowledge_steps import OtherId
from intake.api.once import OnceDep, Work
from intake.api.shapes import Shape
from intake.clock import now, today
from intake.knowledge.gap_steps import (
    Closing,
    Seen,
    assign,
    close,
    propose,
    prove_closing,
    send_back,
)
from intake.knowledge.gaps import gather_gaps, list_gaps, overdue_gaps
from intake.knowledge.probing import probe
from intake.store import knowledge_entries as entries
from intake.store.database import Session
from intake.store.idempotency import Answer
from intake.store.knowledge_care import GAPS, REGRESSIONS
from knowledge.care.tickets import NAMES, Ticket, TicketState
from knowledge.embedding.encoder import default_encoder
from knowledge.vocabularies import read_vocabularies
from models.errors import InvalidRequestError

router = APIRouter(prefix="/v1/knowledge/gaps", tags=["knowledge"])

GapId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Department = Annotated[str, Field(max_length=64)]
Question = Annotated[str, Field(min_length=2, max_length=200)]


class Told(BaseModel):
    """What a request says beside what it changes."""

    model_config = ConfigDict(extra="forbid")

    note: Reason | None = None


class WantedDepartment(Told):
    """Whose the ticket is to be."""

    department: Department


class WantedEntry(Told):
    """The entry that is to fill the gap."""

    entry: OtherId


class WantedReturn(BaseModel):
    """Why a ticket is returned."""

    model_config = ConfigDict(extra="forbid")

    note: Reason


class WantedClosing(WantedEntry):
    """The published entry, and the questions that must find it from now on."""

    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=20)]


@router.get("")
def list_all(
    office: OfficeDep,
    staff: StaffDep,
    department: Annotated[str, Query(max_length=64)] = "",
    state: TicketState | None = None,
) -> Shape:
    """Return tickets, the most urgent first."""
    del staff
    with office.store.read() as session:
        found = list_gaps(session, department, [state] if state else ())
    return {"items": [gap_shape(each) for each in found]}


@router.get("/overdue")
def list_overdue(office: OfficeDep, staff: StaffDep) -> Shape:
    """Return the tickets that should be done by now, the longest overdue first."""
    del staff
    with office.store.read() as session:
        found = overdue_gaps(session, today())
    return {"items": [gap_shape(each) for each in found]}


@router.post("/gather")
def gather(staff: StaffDep, once: OnceDep) -> Response:
    """Gather failed questions to tickets now, not only at the week's end."""

    def work(session: Session) -> Answer:
        settled = gather_gaps(session, default_encoder(), now())
        opened = sum(each.ticket.version == 1 for each in settled)
        return Answer(status=200, body={"opened": opened, "grown": len(settled) - opened})

    return once.answer(staff.officer, lambda: work)


@router.get("/{gap_id}")
def show(gap_id: GapId, office: OfficeDep, staff: StaffDep, response: Response) -> Shape:
    """Return a ticket with the entries that came nearest and the questions it was closed with."""
    del staff
    with office.store.read() as session:
        ticket = GAPS.read(session, gap_id)
        near = {each.id: each for each in entries.live_entries(session, ticket.nearest)}
        asked = [*REGRESSIONS.find(session, REGRESSIONS.table.c.gap_id == gap_id)]
    response.headers["ETag"] = etag(ticket.version)
    nearest = [
        {"id": name, "title": near[name].title, "body": near[name].body}
        for name in ticket.nearest
        if name in near
    ]
    regressions = [each.model_dump(mode="json") for each in asked]
    return gap_shape(ticket) | {"nearest": nearest, "regressions": regressions}


@router.post("/{gap_id}/assign")
def assign_to(
    gap_id: GapId, wanted: WantedDepartment, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Give a ticket to a department."""
    if wanted.department not in read_vocabularies().departments:
        raise InvalidRequestError(f"没有“{wanted.department}”这个部门，请从部门列表中选择。")
    one = Seen(id=gap_id, version=seen, by=staff.officer, at=now())
    return _step(
        once, one, wanted, lambda session: assign(session, one, wanted.department, _note(wanted))
    )


@router.post("/{gap_id}/propose")
def propose_entry(
    gap_id: GapId, wanted: WantedEntry, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Say which entry, a draft as yet or published, is to fill the gap."""
    one = Seen(id=gap_id, version=seen, by=staff.officer, at=now())
    return _step(
        once, one, wanted, lambda session: propose(session, one, wanted.entry, _note(wanted))
    )


@router.post("/{gap_id}/return")
def return_ticket(
    gap_id: GapId, wanted: WantedReturn, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Return a ticket with a reason."""
    one = Seen(id=gap_id, version=seen, by=staff.officer, at=now())
    return _step(once, one, wanted, lambda session: send_back(session, one, wanted.note))


@router.post("/{gap_id}/close")
def close_ticket(
    gap_id: GapId, wanted: WantedClosing, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Close a ticket; every question is asked before, and must find the entry."""
    one = Seen(id=gap_id, version=seen, by=staff.officer, at=now())
    closing = Closing(entry=wanted.entry, questions=wanted.questions, note=_note(wanted))

    def prepare() -> Work:
        proven = prove_closing(once.office.store, probe(once.office.shelf), one, closing)
        return lambda session: _answer(close(session, one, closing, proven))

    return once.answer(f"{wanted.model_dump_json()}{staff.officer}{seen}", prepare)


def gap_shape(ticket: Ticket) -> Shape:
    """Return a ticket as the API tells it."""
    told = {"state_name": NAMES[ticket.state], "overdue": ticket.overdue_on(today())}
    return ticket.model_dump(mode="json") | told


def _step(
    once: OnceDep, seen: Seen, wanted: BaseModel, work: Callable[[Session], Ticket]
) -> Response:
    fingerprint = f"{wanted.model_dump_json()}{seen.by}{seen.version}"
    return once.answer(fingerprint, lambda: lambda session: _answer(work(session)))


def _answer(ticket: Ticket) -> Answer:
    return Answer(status=200, body=gap_shape(ticket), headers={"ETag": etag(ticket.version)})


def _note(told: Told) -> str:
    return told.note or ""
