"""The invented population is large, consistent with itself, and the same for the same seed."""

from datetime import date

import pytest

from extractors.checks import CHECKS
from intake.feeds.population import CLEAN, FAULTY, NEVER_IN_ORDER, SCENES, Population
from intake.feeds.population.faults import FAULTS

TODAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def population() -> Population:
    return Population("test", TODAY)


def test_the_same_seed_and_day_invent_the_same_population(population: Population) -> None:
    again = Population("test", TODAY)
    assert again.applicants == population.applicants
    assert Population("other", TODAY).applicants != population.applicants


def test_it_is_large_enough(population: Population) -> None:
    sizes = {kind: len(things) for kind, things in population.things.items()}
    assert sizes["person"] >= 600
    assert sizes["firm"] >= 250
    assert sizes["vehicle"] >= 400
    assert len(population.applicants) >= 500


def test_every_scenario_has_filings_in_order_and_every_fault_has_filings(
    population: Population,
) -> None:
    for scenario in SCENES:
        in_order = population.subjects_for(scenario, clean=True)
        assert len(in_order) == (0 if scenario in NEVER_IN_ORDER else CLEAN)
        faulty = population.subjects_for(scenario, clean=False)
        expected = {fault.name for fault in FAULTS if scenario in fault.scenarios}
        assert {each.fault for each in faulty} == expected
        assert len(faulty) == FAULTY * len(expected)


def test_every_number_has_a_valid_check_digit_and_one_owner(population: Population) -> None:
    things = population.things
    for kind, key, check in (
        ("person", "id_no", "id18"),
        ("student", "id_no", "id18"),
        ("firm", "uscc", "uscc"),
        ("vehicle", "vin", "vin"),
        ("vehicle", "plate_no", "plate"),
    ):
        numbers = [thing[key] for thing in things[kind]]
        assert all(CHECKS[check](number) == number for number in numbers), key
        assert len(set(numbers)) == len(numbers), key


def test_every_name_of_a_firm_is_visibly_invented(population: Population) -> None:
    assert all("样张" in firm["name"] for firm in population.things["firm"])


def test_an_identity_number_says_what_the_person_is(population: Population) -> None:
    for person in population.things["person"]:
        number = person["id_no"]
        assert number[6:14] == person["birth_date"].replace("-", "")
        assert ("男" if int(number[16]) % 2 else "女") == person["gender"]


def test_what_is_seeded_as_wrong_is_wrong(population: Population) -> None:
    old = next(each for each in population.applicants if each.fault == "over_age")
    assert old.finds == "S1-C1"
    assert int(old.truth["birth_date"][:4]) <= TODAY.year - 64
    assert old.truth["id_no"][6:14] == old.truth["birth_date"].replace("-", "")
    assert old.subject.id_no == old.truth["id_no"]
