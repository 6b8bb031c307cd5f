"""What a calculator is told: read leniently, refused by name, described for a page."""

from datetime import date

import pytest

from models.errors import NotFoundError, UndecidedError
from precheck.calculators import CALCULATORS, calculate
from precheck.calculators.facts import describe_inputs, take_facts
from precheck.calculators.overlimit import LoadFacts, axle_refusals, mass_limit
from precheck.calculators.service_life import ServiceLifeFacts, scrap_date
from precheck.calculators.vehicle_class import lorry_class
from tests.precheck.calculators.situations import TODAY

LOAD = {
    "vehicle": "汽车列车",
    "axles": "6",
    "height": "4.1",
    "width": 2.5,
    "length": 18,
    "total_mass": "49000",
}


def test_texts_are_read_as_what_they_should_be() -> None:
    facts = take_facts(
        LoadFacts,
        LOAD | {"single_drive_axle": "否", "axle_loads": "8000，8000,9000", "trailer": ""},
    )
    assert (facts.axles, facts.single_drive_axle, facts.axle_loads) == (
        6,
        False,
        (8000, 8000, 9000),
    )
    assert facts.trailer is None


@pytest.mark.parametrize("text", ["2020年2月29日", "2020-02-29", "2020.02.29"])
def test_days_are_read_as_papers_print_them(text: str) -> None:
    facts = take_facts(ServiceLifeFacts, {"vehicle_class": "公交客运汽车", "registered": text})
    assert facts.registered == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"axles": ""}, "“车组轴数”没有填写"),
        ({"axles": 1}, "“车组轴数”不得小于 2"),
        ({"axles": "六"}, "“车组轴数”应为整数"),
        ({"height": "NaN"}, "“车货总高度（米）”"),
        ({"height": "1e400"}, "“车货总高度（米）”"),
        ({"vehicle": "汽车"}, "“车辆”只能是：货车、汽车列车"),
        ({"single_drive_axle": "也许"}, "应为“是”或“否”"),
        ({"hieght": 3}, "“hieght”不是这个计算器的内容（是不是 height？）"),
        ({"axle_loads": "8000,,9000"}, "“各轴轴荷（kg）”应为整数"),
        ({"axle_loads": []}, "“各轴轴荷（kg）”不得少于 1 个"),
    ],
)
def test_a_fault_is_named_in_chinese_with_a_pointer(changes: dict[str, object], said: str) -> None:
    with pytest.raises(UndecidedError) as declined:
        calculate("overlimit", LOAD | changes, TODAY)
    assert said in str(declined.value)
    assert declined.value.errors[0]["pointer"] == f"/{next(iter(changes))}"


@pytest.mark.parametrize("day", [20200229, 1e9, "1949-12-31", "2100-01-01", "昨天", True])
def test_what_is_no_day_of_our_time_is_refused(day: object) -> None:
    with pytest.raises(UndecidedError, match="注册登记日期"):
        calculate("service_life", {"vehicle_class": "公交客运汽车", "registered": day}, TODAY)


def test_a_moment_with_a_time_zone_is_refused() -> None:
    facts = {
        "zone": "一般区域",
        "process": "特殊拆除",
        "start_time": "2025-03-10T22:00+08:00",
        "end_time": "2025-03-11T06:00",
    }
    with pytest.raises(UndecidedError, match="应为日期和时间"):
        calculate("night_work", facts, TODAY)


def test_an_unknown_calculator_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="truck_subsidy"):
        calculate("lorries", {}, TODAY)


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_input_can_be_put_on_a_page(name: str) -> None:
    inputs = describe_inputs(CALCULATORS[name].facts)
    labels = [put.label for put in inputs]
    assert len(labels) == len(set(labels))
    assert not any(label.isascii() for label in labels)
    assert all((put.type == "choice") == bool(put.options) for put in inputs)


def test_the_functions_under_the_calculators_answer_by_themselves() -> None:
    assert scrap_date("公交客运汽车", date(2020, 1, 1), TODAY) == date(2033, 1, 1)
    assert scrap_date("大型非营运轿车", date(2020, 1, 1), TODAY) is None
    assert lorry_class(12_000, 5_000, TODAY) == "重型货车"
    assert mass_limit("货车", 4, False, TODAY) == 31
    assert axle_refusals([13_001, 1_000], "普通平板车", TODAY) == (
        "普通平板车最大轴荷超过 13 吨，不予许可。",
    )
    with pytest.raises(UndecidedError, match="5轴"):
        mass_limit("货车", 5, False, TODAY)
    with pytest.raises(UndecidedError, match="没有登记2013-04-30施行的“机动车使用年限”"):
        scrap_date("公交客运汽车", date(2010, 1, 1), date(2013, 4, 30))
