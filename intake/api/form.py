"""Routes over the form of a filing."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from intake.api.deps import FilingId, NeededVersion, OfficeDep, etag
from intake.api.shapes import Shape, edited_shape, form_shape
from intake.filings import cases
from intake.store.filings import read_filing

router = APIRouter(prefix="/filings/{filing_id}/form", tags=["form"])

Key = Annotated[str, Field(max_length=64)]
Text = Annotated[str, Field(max_length=4000)]


class Edits(BaseModel):
    """What the applicant typed, by box."""

    model_config = ConfigDict(extra="forbid")

    values: Annotated[dict[Key, Text], Field(max_length=300)]


@router.get("")
def show_form(filing_id: FilingId, office: OfficeDep, response: Response) -> Shape:
    """Return every box with its value and where that came from."""
    with office.store.read() as session:
        filing = read_filing(session, filing_id)
    response.headers["ETag"] = etag(filing.version)
    return form_shape(filing, office.registry)


@router.patch("")
def edit_form(
    filing_id: FilingId, edits: Edits, office: OfficeDep, seen: NeededVersion, response: Response
) -> Shape:
    """Enter what was typed and answer with the form and the findings as they now stand."""
    with office.store.write() as session:
        filing = cases.edit_form(session, office, filing_id, edits.values, seen)
    response.headers["ETag"] = etag(filing.version)
    return edited_shape(filing, office.registry)
