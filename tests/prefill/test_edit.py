"""A person's hand changes one box, and the box says so."""

from datetime import UTC, datetime

from models.records import Evidence, FormValue, Suggestion
from prefill.edit import APPLICANT, edit

NOW = datetime(2026, 11, 20, tzinfo=UTC)
OFFER = Suggestion(key="fuel_type", value="柴油", source="db.police_vehicle", fetched_at=NOW)
GIVEN = FormValue(
    key="fuel_type",
    value="柴油",
    source="db.police_vehicle",
    confidence=0.9,
    evidence=Evidence(paper="p1"),
    fetched_at=NOW,
    authentic=True,
    to_confirm=True,
    original="B",
    offers=(OFFER,),
)


def test_an_edited_value_is_the_applicants_and_no_longer_authentic() -> None:
    edited = edit(GIVEN, "汽油", "林书祎")
    assert (edited.value, edited.source, edited.authentic) == ("汽油", APPLICANT, False)
    assert (edited.changed_from, edited.confirmed_by) == ("柴油", "林书祎")
    assert (edited.evidence, edited.original, edited.to_confirm) == (None, "", False)
    assert edited.offers == (OFFER,)


def test_a_second_edit_still_says_what_the_source_had_put_there() -> None:
    assert edit(edit(GIVEN, "汽油", "林"), "天然气", "林").changed_from == "柴油"


def test_typing_what_stands_there_confirms_it() -> None:
    confirmed = edit(GIVEN, "柴油", "林书祎")
    assert (confirmed.source, confirmed.authentic) == ("db.police_vehicle", True)
    assert (confirmed.to_confirm, confirmed.confirmed_by) == (False, "林书祎")


def test_choosing_what_another_source_offers_keeps_that_source() -> None:
    paper = Suggestion(
        key="fuel_type",
        value="汽油",
        source="ocr.vehicle_register",
        evidence=Evidence(paper="p2"),
        fetched_at=NOW,
    )
    chosen = edit(GIVEN.model_copy(update={"offers": (OFFER, paper)}), "汽油", "林书祎")
    assert (chosen.source, chosen.evidence) == ("ocr.vehicle_register", Evidence(paper="p2"))
    assert (chosen.authentic, chosen.confirmed_by, chosen.changed_from) == (False, "林书祎", "柴油")


def test_an_edit_leaves_the_box_it_was_given_alone() -> None:
    before = GIVEN.model_dump()
    edit(GIVEN, "汽油", "林书祎")
    assert GIVEN.model_dump() == before
