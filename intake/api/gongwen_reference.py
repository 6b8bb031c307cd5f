"""Writing after another text (以文写文): its facts, offered with where they stand."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, File, UploadFile

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.elements.found import Place
from docgen.gongwen.opening.typed import open_text
from docgen.gongwen.writing.declared import Fact, need_written
from docgen.gongwen.writing.referring.offer import Offer
from docgen.gongwen.writing.referring.refer import refer
from intake.api.deps import OfficeDep
from intake.api.gongwen_kinds import KindId
from intake.api.gongwen_open import Told
from intake.api.officer import Officer
from intake.api.shapes import Shape
from intake.gongwen.opening import open_uploaded

router = APIRouter(prefix="/v1/gongwen/kinds/{kind}/reference", tags=["gongwen"])

AROUND = 40
"""Characters shown on each side of an offered word."""
MOST_PLACES = 5
"""Places shown of one offer."""


@router.post("")
def read_text(kind: KindId, told: Told, officer: Officer) -> Shape:
    """Return what a text offers for a text of the kind."""
    del officer
    return _offered(kind, open_text(told.text))


@router.post("/file")
def read_file(
    kind: KindId, file: Annotated[UploadFile, File()], office: OfficeDep, officer: Officer
) -> Shape:
    """Return what a file offers, scans included."""
    del officer
    return _offered(kind, open_uploaded(office, file))


def _offered(kind: str, opened: Opened) -> Shape:
    reference = refer(kind, opened)
    facts = need_written(kind).facts
    return {
        "title": reference.title,
        "offers": [_offer(each, facts, opened) for each in reference.offers],
        "sections": [
            each.model_dump(mode="json", exclude={"places"}) for each in reference.sections
        ],
        "doubts": list(opened.doubts),
    }


def _offer(offer: Offer, facts: Mapping[str, Fact], opened: Opened) -> Shape:
    told = offer.model_dump(mode="json", exclude={"places"})
    return told | {
        "question": facts[offer.fact].question,
        "places": [_quote(opened, each) for each in offer.places[:MOST_PLACES]],
    }


def _quote(opened: Opened, place: Place) -> Shape:
    """Return the words at a place, with some before and behind; paragraphs count from 1."""
    text = opened.paragraphs[place.paragraph].text
    return {
        "paragraph": place.paragraph + 1,
        "page": place.page,
        "before": text[max(0, place.start - AROUND) : place.start],
        "words": text[place.start : place.end],
        "behind": text[place.end : place.end + AROUND],
    }
