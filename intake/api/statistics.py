"""What the filings add up to."""

from datetime import date

from fastapi import APIRouter

from intake.api.deps import OfficeDep
from intake.api.shapes import Shape
from intake.filings.statistics import add_up

router = APIRouter(prefix="/statistics", tags=["statistics"])


@router.get("")
def show_statistics(
    office: OfficeDep, since: date | None = None, until: date | None = None
) -> Shape:
    """Return prefill, pre-check, first-time success and flags by service, scenario and day.

    Counted are the filings opened from ``since`` to ``until``, both days included.
    """
    with office.store.read() as session:
        return add_up(session, office.registry, since, until)
