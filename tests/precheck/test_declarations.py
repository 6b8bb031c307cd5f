"""Every name a service declares is known before the first filing comes."""

from typing import Any

import pytest

from extractors.judging.vocabularies import VOCABULARIES
from models.errors import NotFoundError, SpecError
from models.specs import PrecheckSpec, Service
from precheck.consistency import FACTS, IDENTITIES
from precheck.declarations import prove_checks
from precheck.parameters import Parameters
from precheck.run import run
from tests.precheck.situations import S5, in_order

PARAMETERS = Parameters.read()


def declaring(**changes: Any) -> Service:
    known: dict[str, Any] = {
        "id": "X1",
        "rule": "not_before_filing_day",
        "message": "{检验有效期止}",
        "options": {"key": "inspection_valid_to"},
    }
    return S5.model_copy(update={"prechecks": (PrecheckSpec(**(known | changes)),)})


def test_the_shipped_service_resolves() -> None:
    prove_checks(S5, PARAMETERS)


@pytest.mark.parametrize(
    ("changes", "near"),
    [
        ({"rule": "not_before_filing_days"}, "not_before_filing_day"),
        ({"options": {"key": "inspection_valid"}}, "inspection_valid_to"),
        ({"message": "{检验有效期}"}, "检验有效期止"),
        (
            {"options": {"key": "inspection_valid_to", "days": "permit_renewal_day"}},
            "permit_renewal_days",
        ),
        (
            {"rule": "holds", "holds": "vin == '1'", "when": "must_carry_position"},
            "must_carry_positioning",
        ),
        ({"rule": "holds", "holds": "total_mas > 1", "options": {}}, "total_mass"),
        ({"rule": "holds", "holds": "total_mass > law.positioning_mass"}, "positioning_mass_kg"),
    ],
)
def test_a_misspelt_name_stops_the_start_with_a_near_one(
    changes: dict[str, Any], near: str
) -> None:
    with pytest.raises(SpecError, match=f"did you mean '{near}'"):
        prove_checks(declaring(**changes), PARAMETERS)


def test_a_missing_argument_is_named() -> None:
    service = declaring(options={})
    with pytest.raises(SpecError, match="needs a text called 'key'"):
        run(in_order("S5B"), service, "S5B", PARAMETERS)


def test_an_unknown_scenario_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="S5C"):
        run(in_order("S5B"), S5, "S5C", PARAMETERS)


def test_three_counted_and_three_eligibility_checks_over_both_scenarios() -> None:
    declared = [spec for scenario in S5.scenarios for spec in S5.checks(scenario.id)]
    assert {spec.id for spec in declared if spec.counted} == {"S5-C1", "S5-C2", "S5-C3"}
    assert {spec.id for spec in declared if spec.id.startswith("S5-E")} == {
        "S5-E1",
        "S5-E2",
        "S5-E3",
    }


def test_what_tells_papers_apart_is_a_fact_that_papers_state() -> None:
    stated = {fact.key for fact in FACTS if fact.papers}
    assert all(set(identity.keys) <= stated for identity in IDENTITIES)


def test_passenger_kinds_are_words_of_the_vocabulary_and_no_goods_vehicle_is_among_them() -> None:
    [spec] = (s for s in S5.prechecks if s.options.get("key") == "vehicle_type")
    kinds = tuple(str(kind) for kind in spec.options["kinds"])
    goods = ("货车", "牵引车", "挂车", "作业车", "集装箱车", "车辆运输车", "载货摩托车")
    words = VOCABULARIES["vehicle_type"]

    assert all(any(word.endswith(kind) for word in words) for kind in kinds)
    assert not [word for word in words if word.endswith(kinds) and word.endswith(goods)]
