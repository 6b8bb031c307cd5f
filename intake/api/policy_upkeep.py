"""Staff's upkeep of the policies: editions registered, tried, published; lists; the daily run."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from intake.api.deps import OfficeDep
from intake.api.officer import Officer
from intake.api.once import OnceDep
from intake.api.policy_shapes import affected_shape, edition_shape, reminder_shape
from intake.api.shapes import Shape
from intake.knowledge.policies import upkeep
from intake.knowledge.policies.pushing import run_daily
from intake.knowledge.policies.shelf import understand_policy
from intake.store import policy_editions as editions
from intake.store import policy_reminders as reminders
from intake.store.database import Session
from intake.store.idempotency import Answer

router = APIRouter(prefix="/v1/policies", tags=["policies"])

EditionId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Declaration = Annotated[str, Field(min_length=1, max_length=60_000)]
"""A policy in TOML, as ``knowledge/policies/declared`` has them."""


PolicyCode = Annotated[str, Field(pattern=r"^ZC\d{2,4}$")]


class NewEdition(BaseModel):
    """An edition to register."""

    model_config = ConfigDict(extra="forbid")

    content: Declaration


class PolicyList(BaseModel):
    """What the policy library sends: whole declarations, and codes of what is no longer there."""

    model_config = ConfigDict(extra="forbid")

    policies: Annotated[list[Declaration], Field(max_length=200)] = []
    deleted: Annotated[list[PolicyCode], Field(max_length=200)] = []
    keep: bool = False
    """False only compares; True registers an edition for everything that changed."""


@router.get("/editions")
def list_editions(
    office: OfficeDep, officer: Officer, policy: Annotated[str, Query(max_length=8)] = ""
) -> Shape:
    """Return the registered editions, of one policy or all, the newest first."""
    del officer
    with office.store.read() as session:
        found = editions.list_editions(session, policy)
    return {"items": [edition_shape(each) for each in found]}


@router.post("/editions")
def register(new: NewEdition, officer: Officer, once: OnceDep) -> Response:
    """Register a policy's declaration; it holds once it was tried and published."""
    code = understand_policy(new.content).id

    def work(session: Session) -> Answer:
        made = upkeep.register(session, code, new.content, officer)
        return Answer(status=201, body=edition_shape(made), headers={})

    return once.answer(f"{new.content}{officer}", lambda: work)


@router.get("/editions/{edition_id}")
def show_edition(edition_id: EditionId, office: OfficeDep, officer: Officer) -> Shape:
    """Return an edition with its declaration."""
    del officer
    with office.store.read() as session:
        return edition_shape(editions.read_edition(session, edition_id), whole=True)


@router.post("/editions/{edition_id}/test")
def try_edition(edition_id: EditionId, office: OfficeDep, officer: Officer) -> Shape:
    """Try an edition on its own examples and return the report."""
    with office.store.write() as session:
        found, trial = upkeep.try_edition(session, office, edition_id, officer)
    return edition_shape(found) | {
        "passed": trial.passed,
        "tried": trial.tried,
        "faults": list(trial.faults),
    }


@router.post("/editions/{edition_id}/publish")
def publish(edition_id: EditionId, office: OfficeDep, officer: Officer) -> Shape:
    """Let an edition hold from now on; firms are checked by it from their next check-up."""
    with office.store.write() as session:
        return edition_shape(upkeep.publish(session, office, edition_id, officer))


@router.post("/editions/{edition_id}/take-back")
def take_back(edition_id: EditionId, office: OfficeDep, officer: Officer) -> Shape:
    """End a published edition; the policy as shipped holds again."""
    with office.store.write() as session:
        return edition_shape(upkeep.take_back(session, edition_id, officer))


@router.post("/imports")
def import_list(coming: PolicyList, office: OfficeDep, officer: Officer) -> Shape:
    """Compare a list with the policies in force: new, updated, deleted, and whom it concerns."""
    wanted = upkeep.Wanted(coming.policies, coming.deleted)
    if not coming.keep:
        with office.store.read() as session:
            compared = upkeep.compare_list(session, office, wanted)
        return {"changes": [affected_shape(each) for each in compared], "editions": []}
    with office.store.write() as session:
        affected, made = upkeep.import_list(session, office, wanted, officer)
    return {
        "changes": [affected_shape(each) for each in affected],
        "editions": [edition_shape(each) for each in made],
    }


@router.post("/reminders/run")
def run_reminders(office: OfficeDep, officer: Officer) -> Shape:
    """Make the daily run now; what was told today is not told again."""
    del officer
    return run_daily(office).model_dump(mode="json")


@router.get("/reminders")
def list_told(
    office: OfficeDep,
    officer: Officer,
    since: Annotated[date | None, Query()] = None,
    most: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Shape:
    """Return what all firms were told, on and after a day."""
    del officer
    with office.store.read() as session:
        told = reminders.list_told(session, since, most)
    return {"items": [reminder_shape(each) for each in told]}
