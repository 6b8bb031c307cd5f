"""Guided questions: which scenario fits, or why none does. Nothing is kept between calls."""

from typing import Annotated, Any

from fastapi import APIRouter, Body

from intake.api.deps import OfficeDep
from intake.clock import today
from intake.guiding import answered_shape, guides_shape

router = APIRouter(prefix="/guides", tags=["guides"])

MOST_ANSWERS = 100
Answers = Annotated[dict[str, str], Body(embed=True, max_length=MOST_ANSWERS)]


@router.get("")
def list_guides(office: OfficeDep) -> list[dict[str, str]]:
    """Return every guide; answering nothing gets its first question."""
    return guides_shape(office.registry)


@router.post("/{guide_id}/answer")
def answer_guide(guide_id: str, answers: Answers, office: OfficeDep) -> dict[str, Any]:
    """Return where the answers so far (question → choice) lead."""
    return answered_shape(office.registry, guide_id, answers, today())
