"""Boxes that follow from the law's tables fill themselves, and say when they cannot."""

from datetime import UTC, date, datetime

import pytest

from intake.calculated import CalculatedConnector
from models.records import Filing, FormValue, Subject
from precheck.calculators import CALCULATORS
from precheck.calculators.derivations import DERIVATIONS
from prefill.services import read_services
from prefill.sources import Answer, Question, read_sources

SOURCES = read_sources()
LORRY = {
    "old_vehicle_type": "重型货车",
    "old_fuel": "柴油",
    "old_emission": "国四",
    "old_register_date": "2014-06-01",
    "dereg_date": "2025-05-20",
}
NEW_LORRY = {"new_vehicle_type": "重型货车", "new_axles": "4轴及以上", "new_power": "新能源"}
SHIP = {"nav_area": "内河", "ship_kind": "货船", "ship_type": "散货船", "gt": "1000"}
OLD_SHIP = {"built_date": "2010-06-01", "dereg_date": "2026-06-01"}
FUEL = {"new_gt": "2000", "power_type": "燃油动力(含生物柴油)"}
CAR = {"subsidy_kind": "报废更新", "old_fuel": "汽油", "new_price": "159800"} | {
    "new_power": "新能源乘用车",
    "invoice_date": "2026-06-01",
}


def ask(source: str, known: dict[str, str], *, unsure: str = "") -> Answer:
    spec = SOURCES[source]
    (query,) = spec.queries
    boxes = {
        key: FormValue(key=key, value=text, confidence=1, to_confirm=key == unsure)
        for key, text in known.items()
    }
    filing = Filing(
        id="f1",
        case_no="YZ1",
        scenario="T03",
        subject=Subject(),
        opened_at=datetime(2026, 11, 28, tzinfo=UTC),
        filed_on=date(2026, 11, 28),
    )
    keys = tuple(query.map)
    return CalculatedConnector().ask(Question(spec, query, keys, filing, boxes))


@pytest.mark.parametrize(
    ("source", "known", "text"),
    [
        ("derived.rule_truck", LORRY, "45000"),
        ("derived.rule_truck", LORRY | NEW_LORRY, "140000"),
        ("derived.rule_truck", NEW_LORRY | {"new_register_date": "2025-06-01"}, "35000"),
        ("derived.rule_ship", SHIP | OLD_SHIP, "1000000"),
        ("derived.rule_ship", SHIP | FUEL, "500000"),
        ("derived.rule_ship", SHIP | FUEL | {"power_type": "纯电池"}, "4400000"),
        ("derived.rule_car", CAR, "19176"),
        ("derived.built_date", OLD_SHIP, "16"),
        ("derived.built_date", {"built_date": "2010-06-02", "dereg_date": "2026-06-01"}, "15.99"),
        ("derived.old_register_date", LORRY, "2029-06-01"),
        (
            "derived.old_force_scrap_date",
            {"old_force_scrap_date": "2029-06-01", "dereg_date": "2025-06-02"},
            "47",
        ),
        (
            "derived.start_end",
            {"start_time": "2025-03-10 22:00", "end_time": "2025-03-13T06:00"},
            "3",
        ),
        ("derived.notice_date", {"notice_date": "2026-11-02"}, "2026-11-23"),
        ("derived.vehicle_type", {"vehicle_type": "重型厢式货车", "use_nature": "非营运"}, "是"),
        ("derived.vehicle_type", {"vehicle_type": "小型轿车", "use_nature": "出租客运"}, "是"),
        ("derived.vehicle_type", {"vehicle_type": "小型轿车", "use_nature": "非营运"}, "否"),
    ],
)
def test_what_follows_is_offered(source: str, known: dict[str, str], text: str) -> None:
    (offer,) = ask(source, known).offers
    assert offer.text == text


@pytest.mark.parametrize(
    ("source", "known", "said"),
    [
        ("derived.rule_truck", LORRY | {"dereg_date": "2023-01-01"}, "没有登记2023-01-01施行的"),
        ("derived.rule_truck", LORRY | {"old_fuel": "汽油"}, "只能是"),
        ("derived.rule_ship", SHIP | FUEL | {"ship_type": "油船"}, "没有登记"),
        ("derived.rule_car", CAR | {"new_price": ""}, "没有填写"),
    ],
)
def test_what_the_rules_do_not_answer_is_told_and_left_blank(
    source: str, known: dict[str, str], said: str
) -> None:
    answer = ask(source, known)
    assert answer.offers == ()
    assert said in answer.note


def test_nothing_paid_is_offered_with_its_reason() -> None:
    answer = ask("derived.rule_truck", LORRY | {"dereg_date": "2026-05-20"})
    assert "尚待主管部门确认" in answer.note
    (zero,) = ask("derived.rule_truck", LORRY | {"old_register_date": "2010-06-01"}).offers
    assert (zero.text, "提前报废不足1年" in zero.warning) == ("0", True)


def test_what_follows_from_a_doubtful_box_is_doubtful() -> None:
    (sure,) = ask("derived.rule_truck", LORRY | NEW_LORRY).offers
    (unsure,) = ask("derived.rule_truck", LORRY | NEW_LORRY, unsure="new_axles").offers
    assert (sure.to_confirm, unsure.to_confirm) == (False, True)


@pytest.mark.parametrize("source", DERIVATIONS)
@pytest.mark.parametrize("text", ["", "乱写", "2026-02-30", "-1"])
def test_rubbish_in_boxes_is_never_worked_with(source: str, text: str) -> None:
    spec = SOURCES[source]
    known = {key: text for query in spec.queries for key in (*query.by, *query.needs)}
    assert {offer.text for offer in ask(source, known).offers} <= {"否", "是"}


def test_every_source_that_calculates_has_its_rule() -> None:
    assert {each.id for each in SOURCES.values() if each.kind == "calculated"} == set(DERIVATIONS)


@pytest.mark.parametrize(
    ("service", "calculator"),
    [
        ("T03", "truck_subsidy"),
        ("T04", "truck_subsidy"),
        ("T05", "truck_subsidy"),
        ("T06", "ship_subsidy"),
        ("T07", "ship_subsidy"),
        ("B04", "car_subsidy"),
    ],
)
def test_boxes_and_inputs_of_one_name_have_the_same_choices(service: str, calculator: str) -> None:
    declared = read_services()[service]
    inputs = {put.key: put for put in CALCULATORS[calculator].inputs}
    shared = [box for box in declared.form(declared.scenarios[0].id) if box.key in inputs]
    assert len(shared) > 4
    for box in shared:
        if box.options:
            assert set(box.options) <= set(inputs[box.key].options), box.key
