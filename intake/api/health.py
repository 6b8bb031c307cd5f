"""Whether the service can work, part by part."""

from typing import Any

from fastapi import APIRouter, Response

from docgen.word.office import TITLES as TITLES_OF_WORD
from intake.api.deps import DelivererDep, OfficeDep
from intake.feeds.case_library.deliver import Deliverer
from intake.feeds.case_library.state import TITLES, summarise
from intake.office import Office
from intake.seals import TITLES as TITLES_OF_SEALS

router = APIRouter(tags=["health"])


@router.get("/healthz")
def show_health(office: OfficeDep, deliverer: DelivererDep, response: Response) -> dict[str, Any]:
    """Return the state of the whole and of each part; 503 only when nothing can be kept."""
    database = "up" if office.store.alive() else "down"
    engine = office.readers.state().value
    if database == "down":
        response.status_code = 503
    state = "down" if database == "down" else "up" if engine == "ready" else "degraded"
    return {
        "state": state,
        "database": database,
        "engine": engine,
        "language_model": _language_model(office),
        "sources": office.source_states,
        "seals": {"state": office.seals.state.value, "title": TITLES_OF_SEALS[office.seals.state]},
        "office": {"state": office.word.state.value, "title": TITLES_OF_WORD[office.word.state]},
        "platform": _platform(office, deliverer, database),
    }


def _platform(office: Office, deliverer: Deliverer, database: str) -> dict[str, Any]:
    """Return how the approval platform is reached, and what waits for it."""
    state = {"state": deliverer.state.value, "title": TITLES[deliverer.state]}
    if database == "down":
        return state
    with office.store.read() as session:
        return state | summarise(session, office.declaration.items)


def _language_model(office: Office) -> str:
    """Return ``off``, ``up`` or ``down``; papers are read without it all the same."""
    if office.second is None:
        return "off"
    return "up" if office.second.model.alive() else "down"
