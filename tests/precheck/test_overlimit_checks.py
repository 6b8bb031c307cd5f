"""The over-limit permit: what its pre-checks make of size, mass and axles."""

from datetime import date
from decimal import Decimal

import pytest

from models.expressions import Value, typed
from precheck.functions import axle_loads_allowed, condition, overlimit_class
from prefill.services import read_services

S9 = read_services()["S9"]
TODAY = date(2026, 11, 28)
IN_ORDER = {
    "loaded_size": "19×3×4.2",
    "loaded_total_mass": "49000",
    "axle_count": "6",
    "trailer_plate": "沪A1234挂",
    "axle_loads": "7000,8000,8000,8000,9000,9000",
    "outline_drawing": "",
    "escort_plan": "",
}


class Form:
    """The boxes of one application."""

    def __init__(self, boxes: dict[str, str]) -> None:
        self._boxes = IN_ORDER | boxes
        self._kinds = {box.key: box.type for box in S9.form("S9A")}

    def value(self, place: str) -> Value:
        if place == "today":
            return TODAY
        if place in S9.conditions:
            return condition(S9.conditions[place]).evaluate(self)
        return typed(self._kinds[place], self._boxes[place])

    def law(self, name: str) -> Value:
        raise AssertionError(name)


SIDES = {
    "not_over": "没有超过超限认定标准",
    "drawings": "须有轮廓图和护送方案",
    "axles": "不予许可。请调整装载",
    "flatbed": "只有多轴多轮液压平板车可以许可",
}
"""What the sides of the one check say."""


def broken(boxes: dict[str, str]) -> set[str]:
    form = Form(boxes)
    return {
        side
        for side, words in SIDES.items()
        for check in S9.checks("S9A")
        if words in check.message
        and (not check.when or condition(check.when).evaluate(form) is True)
        and condition(check.holds).evaluate(form) is False
    }


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        ({}, set()),
        ({"loaded_size": "18.1×2.55×4"}, {"not_over"}),
        ({"loaded_size": "18.1×2.55×4", "loaded_total_mass": "49001"}, set()),
        (
            {"loaded_size": "18.1×2.55×4", "axle_count": "4", "loaded_total_mass": "36000"},
            {"not_over"},
        ),
        (
            {
                "loaded_size": "12×2.55×4",
                "axle_count": "4",
                "loaded_total_mass": "31001",
                "trailer_plate": "",
            },
            set(),
        ),
        ({"loaded_size": "28×3×4.2"}, set()),
        ({"loaded_size": "28.1×3×4.2"}, {"drawings"}),
        ({"loaded_size": "28.1×3×4.2", "outline_drawing": "p1"}, {"drawings"}),
        ({"loaded_size": "28.1×3×4.2", "outline_drawing": "p1", "escort_plan": "p2"}, set()),
        ({"axle_loads": "7000,10000,10000,10000,10000,13000"}, set()),
        ({"axle_loads": "7000,10000,10000,10000,10000,13001"}, {"flatbed"}),
        ({"axle_loads": "7000,10000,10000,10000,10000,20000"}, {"flatbed"}),
        ({"axle_loads": "7000,10000,10000,10000,10000,20001"}, {"axles"}),
        ({"loaded_size": "很大", "axle_loads": "很重"}, set()),
        ({"axle_count": "5", "trailer_plate": ""}, set()),
    ],
)
def test_size_mass_and_axles_are_judged_by_the_law(boxes: dict[str, str], told: set[str]) -> None:
    assert broken(boxes) == told


def test_what_no_law_answers_is_not_known() -> None:
    assert overlimit_class("19×3×4.2", Decimal(49000), Decimal(5), False, TODAY) is None
    assert overlimit_class("19×3×4.2", Decimal(-1), Decimal(6), True, TODAY) is None
    assert axle_loads_allowed("13000,1000", "普通平板车", TODAY)
