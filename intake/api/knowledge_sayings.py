"""Routes over everyday words: what staff add to the product's table, change, and retire."""

from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from intake.api.deps import NeededVersion, OfficeDep, etag
from intake.api.desk import Reason
from intake.api.knowledge_caller import StaffDep
from intake.api.once import OnceDep
from intake.api.shapes import Shape
from intake.knowledge.sayings import check_row
from intake.office import Office
from intake.store.database import Session
from intake.store.idempotency import Answer
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_sayings import (
    KeptSaying,
    SayingRow,
    SayingState,
    add_saying,
    change_saying,
    history_of,
    list_sayings,
)
from knowledge.words.plain import plain
from knowledge.words.sayings import default_sayings

router = APIRouter(prefix="/v1/knowledge/terms", tags=["knowledge"])

SayingId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Phrase = Annotated[str, Field(max_length=80)]


class Words(BaseModel):
    """A row as staff write it."""

    model_config = ConfigDict(extra="forbid")

    say: Annotated[tuple[Phrase, ...], Field(max_length=50)]
    official: Annotated[tuple[Phrase, ...], Field(max_length=20)] = ()
    """None mutes the phrases in the product's own table."""
    service: Annotated[str, Field(max_length=16)] = ""
    audience: tuple[Phrase, ...] = ()
    districts: tuple[Phrase, ...] = ()
    reason: Reason

    @property
    def row(self) -> SayingRow:
        """What it says, without why."""
        return SayingRow.model_validate(self.model_dump(exclude={"reason"}))


class NewState(BaseModel):
    """Whether to use a row, and why."""

    model_config = ConfigDict(extra="forbid")

    state: SayingState
    reason: Reason


@router.get("")
def list_all(
    office: OfficeDep, staff: StaffDep, q: Annotated[str, Query(max_length=40)] = ""
) -> Shape:
    """Return staff's rows, the latest change first, and the product's; ``q`` is part of a word."""
    del staff
    with office.store.read() as session:
        own = [each for each in list_sayings(session) if _says(q, each.say, each.official)]
    product = [each for each in default_sayings().rows if _says(q, each.say, each.official)]
    return {
        "items": [each.model_dump(mode="json") for each in own],
        "product": [each.model_dump(mode="json") for each in product],
    }


@router.post("", status_code=201)
def add(words: Words, staff: StaffDep, once: OnceDep) -> Response:
    """Add a row; it is used from the next question on."""
    check_row(words.row, matters(once.office))

    def work(session: Session) -> Answer:
        doer = Doer(officer=staff.officer, reason=words.reason)
        return answer(add_saying(session, words.row, doer), 201)

    return once.answer(words.model_dump_json() + staff.officer, lambda: work)


@router.get("/{saying_id}")
def show(saying_id: SayingId, office: OfficeDep, staff: StaffDep, response: Response) -> Shape:
    """Return a row with every version it had, the newest first."""
    del staff
    with office.store.read() as session:
        versions = history_of(session, saying_id)
    response.headers["ETag"] = etag(versions[0].version)
    told = versions[0].model_dump(mode="json")
    return told | {"history": [each.model_dump(mode="json") for each in versions]}


@router.put("/{saying_id}")
def edit(
    saying_id: SayingId, words: Words, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Write a row anew; one that was retired is used again."""
    check_row(words.row, matters(once.office))

    def work(session: Session) -> Answer:
        doer = Doer(officer=staff.officer, reason=words.reason)
        state = SayingState.ACTIVE
        return answer(change_saying(session, saying_id, seen, state, doer, words.row), 200)

    return once.answer(f"{words.model_dump_json()}{seen}{staff.officer}", lambda: work)


@router.post("/{saying_id}/state")
def set_state(
    saying_id: SayingId, wanted: NewState, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Retire a row, or use it again."""

    def work(session: Session) -> Answer:
        doer = Doer(officer=staff.officer, reason=wanted.reason)
        return answer(change_saying(session, saying_id, seen, wanted.state, doer), 200)

    return once.answer(f"{wanted.model_dump_json()}{seen}{staff.officer}", lambda: work)


def _says(part: str, *words: tuple[str, ...]) -> bool:
    return any(plain(part.strip()) in plain(word) for word in chain(*words))


def matters(office: Office) -> frozenset[str]:
    """Return the ids of the services and scenarios there are."""
    scenarios = office.registry.scenarios_of
    return frozenset({*scenarios, *chain.from_iterable(scenarios.values())})


def answer(row: KeptSaying, status: int) -> Answer:
    """Return what a request that wrote a row is answered."""
    headers = {"ETag": etag(row.version), "Location": f"/api/v1/knowledge/terms/{row.id}"}
    return Answer(status=status, body=row.model_dump(mode="json"), headers=headers)
