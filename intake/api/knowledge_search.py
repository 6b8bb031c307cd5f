"""The staff's test bench: what a question finds, and why."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from intake.api.deps import OfficeDep
from intake.api.desk import meaningful
from intake.api.knowledge_caller import StaffDep
from intake.api.shapes import Shape
from intake.clock import today
from intake.knowledge.seeking import seek
from intake.store import knowledge_entries as entries
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Found

router = APIRouter(prefix="/v1/knowledge", tags=["knowledge"])


class Trial(BaseModel):
    """A question, and as whom to ask it."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(max_length=500), AfterValidator(meaningful)]
    audience: Annotated[str, Field(max_length=32)] = ""
    district: Annotated[str, Field(max_length=32)] = ""
    as_public: bool = True
    """False to ask as the caller's departments."""
    limit: Annotated[int, Field(ge=1, le=50)] = 10


@router.post("/search")
def search(trial: Trial, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return what a question finds, with the scores by way and the words that were met."""
    scope = Scope(
        day=today(),
        departments=() if trial.as_public else staff.departments,
        audience=trial.audience,
        district=trial.district,
    )
    retrieved = seek(office, trial.question, scope, trial.limit)
    with office.store.read() as session:
        wanted = {each.passage.entry for each in retrieved.found}
        titles = {each.id: each.title for each in entries.live_entries(session, wanted)}
    return {
        "question": retrieved.question.model_dump(mode="json"),
        "official": list(retrieved.official),
        "hits": [_hit(each, titles.get(each.passage.entry, "")) for each in retrieved.found],
    }


def _hit(found: Found, title: str) -> Shape:
    return {
        "entry": found.passage.entry,
        "version": found.passage.version,
        "title": title,
        "path": list(found.passage.path),
        "text": found.passage.text,
        "start": found.passage.start,
        "end": found.passage.end,
        "score": round(found.score, 4),
        "by_terms": round(found.by_terms, 4),
        "by_meaning": round(found.by_meaning, 4),
        "codes": found.codes,
        "words": list(found.words),
    }
