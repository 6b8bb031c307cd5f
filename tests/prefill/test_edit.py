"""A person's hand changes one box, and the box says so."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Evidence, FormValue, Suggestion
from models.specs import FormField, Service
from prefill.edit import APPLICANT, edit, enter
from prefill.services import read_services

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


def box_of(service: Service, key: str) -> FormField:
    return next(box for box in service.form("S5A") if box.key == key)


@pytest.mark.parametrize(
    ("key", "typed", "spelt"),
    [
        ("total_mass", "１８０００", "18000"),
        ("total_mass", "18 000 kg", "18000"),
        ("plate_no", "沪ｄ·ｙ８２７６", "沪DY8276"),
        ("inspection_valid_to", "２０２７年５月３１日", "2027-05-31"),
        ("use_nature", "营运货运", "货运"),
    ],
)
def test_an_entry_is_spelt_as_the_form_spells_it_and_keeps_what_was_typed(
    service: Service, key: str, typed: str, spelt: str
) -> None:
    entered = enter(box_of(service, key), FormValue(key=key), typed, "林书祎")
    assert (entered.value, entered.original, entered.source) == (spelt, typed, APPLICANT)


@pytest.mark.parametrize(
    ("key", "typed"), [("total_mass", "一万八"), ("register_date", "2026年13月40日"), ("vin", "--")]
)
def test_what_the_box_cannot_hold_stays_as_typed(service: Service, key: str, typed: str) -> None:
    entered = enter(box_of(service, key), FormValue(key=key), typed, "林书祎")
    assert (entered.value, entered.original) == (typed, "")


def test_a_text_of_several_lines_keeps_its_lines() -> None:
    remarks = FormField(key="remarks", label="备注", type="text")
    assert enter(remarks, FormValue(key="remarks"), "一\n二", "林书祎").value == "一\n二"


def test_typing_in_full_width_what_stands_there_confirms_it(service: Service) -> None:
    given = FormValue(key="total_mass", value="18000", source="db.police_vehicle", authentic=True)
    entered = enter(box_of(service, "total_mass"), given, "１８０００", "林书祎")
    assert (entered.source, entered.authentic, entered.original) == ("db.police_vehicle", True, "")


@given(text=st.text(max_size=30), field=st.sampled_from(read_services()["S5"].form("S5A")))
def test_spelling_an_entry_never_fails_and_comes_to_rest(text: str, field: FormField) -> None:
    once = enter(field, FormValue(key=field.key), text, "林")
    assert enter(field, once, once.value, "林").value == once.value
