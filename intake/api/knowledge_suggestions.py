"""Routes over suggested everyday words: looked at, taken in as staff word them, or turned down."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict

from intake.api.deps import OfficeDep
from intake.api.desk import Reason
from intake.api.knowledge_caller import StaffDep
from intake.api.knowledge_sayings import Words, answer, matters
from intake.api.once import OnceDep
from intake.api.shapes import Shape
from intake.knowledge.sayings import check_row
from intake.knowledge.suggesting import Proposed, accept, find, list_suggestions, reject
from intake.store.database import Session
from intake.store.idempotency import Answer
from intake.store.knowledge_acts import Doer

router = APIRouter(prefix="/v1/knowledge/term-suggestions", tags=["knowledge"])

SuggestionId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


class Why(BaseModel):
    """Why a suggestion is turned down."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


@router.get("")
def list_all(office: OfficeDep, staff: StaffDep) -> Shape:
    """Return what questions suggest and nobody decided on, the surest first."""
    with office.store.read() as session:
        found = list_suggestions(session, staff.may_read)
    return {"items": [_shape(each) for each in found]}


@router.post("/{suggestion_id}/accept", status_code=201)
def take_in(suggestion_id: SuggestionId, words: Words, staff: StaffDep, once: OnceDep) -> Response:
    """Add a row of words for a suggestion; it is used from the next question on."""
    check_row(words.row, matters(once.office))

    def work(session: Session) -> Answer:
        doer = Doer(officer=staff.officer, reason=words.reason)
        proposed = find(session, suggestion_id, staff.may_read)
        return answer(accept(session, proposed, words.row, doer), 201)

    return once.answer(f"{suggestion_id}{words.model_dump_json()}{staff.officer}", lambda: work)


@router.post("/{suggestion_id}/reject")
def turn_down(suggestion_id: SuggestionId, why: Why, staff: StaffDep, once: OnceDep) -> Response:
    """Turn a suggestion down; it is not made again."""

    def work(session: Session) -> Answer:
        proposed = find(session, suggestion_id, staff.may_read)
        reject(session, proposed, Doer(officer=staff.officer, reason=why.reason))
        return Answer(status=200, body=_shape(proposed))

    return once.answer(f"{suggestion_id}{why.model_dump_json()}{staff.officer}", lambda: work)


def _shape(each: Proposed) -> Shape:
    return {"id": each.id, **each.suggestion.model_dump(mode="json")}
