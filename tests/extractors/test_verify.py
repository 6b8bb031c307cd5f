"""Fields of one paper prove or contradict each other, and the paper says how it looks."""

from datetime import date

import pytest

from extractors.judging.verify import verify
from extractors.types import document_types
from models.records import Check, Document, FieldValue, Page, Quality, State, Support

TODAY = date(2026, 11, 20)
QUALITY = Quality(sharpness=300, brightness=150, contrast=40, glare=0, grade="good")
SHINING = QUALITY.model_copy(update={"glare": 0.2, "grade": "fair"})
PAGE = Page(number=1, width=1000, height=700, quality=QUALITY)


def weighed(kind: str, quality: Quality = QUALITY, **texts: str) -> Document:
    fields = tuple(
        FieldValue(
            key=key,
            value=text,
            score=0.8,
            state=State.CONFIRM,
            check=Check(rule="form", passed=True),
        )
        for key, text in texts.items()
    )
    found = Document(type=kind, reason="", quality=quality, fields=fields)
    return verify(found, PAGE, document_types(), TODAY)


def supports(document: Document) -> set[Support]:
    return {field.support for field in document.fields}


def test_a_birth_date_and_an_identity_number_that_agree_prove_each_other() -> None:
    agreed = weighed("id_card_front", birth_date="1990-03-07", id_number="31015119900307201X")
    assert supports(agreed) == {Support.PROVEN}


def test_a_contradiction_is_to_be_confirmed_and_told() -> None:
    differs = weighed("id_card_front", birth_date="1990-03-08", id_number="31015119900307201X")
    assert supports(differs) == {Support.REFUTED}
    assert {field.state for field in differs.fields} == {State.CONFIRM}
    assert [warning.code for warning in differs.warnings] == ["birth_differs_from_id"]


def test_dates_in_order_prove_neither() -> None:
    ordered = weighed("id_card_back", valid_from="2015-11-05", valid_to="2035-11-05")
    assert supports(ordered) == {Support.PLAIN}
    assert not ordered.warnings


@pytest.mark.parametrize(("valid_to", "expired"), [("2026-11-20", False), ("2026-11-19", True)])
def test_a_paper_is_valid_on_its_last_day_and_not_after(valid_to: str, expired: bool) -> None:
    valid_from = valid_to.replace("2026", "2016")
    warnings = weighed("id_card_back", valid_from=valid_from, valid_to=valid_to).warnings
    assert ("expired" in {warning.code for warning in warnings}) is expired


@pytest.mark.parametrize("kind", ["id_card_front", "unknown"])
def test_every_paper_is_told_what_its_picture_suffers_from(kind: str) -> None:
    assert [warning.code for warning in weighed(kind, quality=SHINING).warnings] == ["glare"]
