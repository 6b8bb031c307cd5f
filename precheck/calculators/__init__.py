"""Dated calculators that show their working, by the names page, API and command line use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.errors import NotFoundError
from precheck.calculators.calculation import Calculation, Reference
from precheck.calculators.cars import CarFacts, car_subsidy
from precheck.calculators.ebikes import EbikeFacts, ebike_rebate
from precheck.calculators.facts import Facts, Input, describe_inputs, take_facts
from precheck.calculators.inspection import InspectionFacts, inspection_cycle
from precheck.calculators.night_work import NightFacts, judge_night_work
from precheck.calculators.overlimit import LoadFacts, judge_load
from precheck.calculators.parking import ArrearsFacts, MonthlyFacts, arrears_due, monthly_order
from precheck.calculators.schooling import SummerFacts, TransferFacts, judge_transfer, summer_fee
from precheck.calculators.service_life import ServiceLifeFacts, service_life
from precheck.calculators.ships import ShipFacts, ship_subsidy
from precheck.calculators.trucks import TruckFacts, truck_subsidy
from precheck.calculators.vehicle_class import LorryFacts, classify_lorry


@dataclass(frozen=True)
class Calculator:
    """One calculator: what it is told, and how it works the answer out."""

    title: str
    facts: type[Facts]
    work: Callable[[Any, date], Calculation]
    """Facts of this calculator and the day whose rules hold, unless a fact decides the day."""
    matters: tuple[str, ...] = ()
    """Services and matters it serves."""

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What a page asks for."""
        return describe_inputs(self.facts)


CALCULATORS: dict[str, Calculator] = {
    "truck_subsidy": Calculator(
        "老旧营运货车报废更新补贴", TruckFacts, truck_subsidy, ("T03", "T04", "T05")
    ),
    "ship_subsidy": Calculator("老旧营运船舶报废更新补贴", ShipFacts, ship_subsidy, ("T06", "T07")),
    "car_subsidy": Calculator("汽车以旧换新补贴", CarFacts, car_subsidy, ("B04",)),
    "ebike_rebate": Calculator("电动自行车以旧换新补贴", EbikeFacts, ebike_rebate, ("B05",)),
    "service_life": Calculator(
        "机动车强制报废期止", ServiceLifeFacts, service_life, ("B01", "B05", "T03", "T04")
    ),
    "lorry_class": Calculator("货车大小分类", LorryFacts, classify_lorry, ("T03", "T04", "T05")),
    "inspection_cycle": Calculator(
        "机动车检验有效期", InspectionFacts, inspection_cycle, ("S5", "B01", "C01")
    ),
    "overlimit": Calculator("超限运输认定与分类", LoadFacts, judge_load, ("S9", "C12")),
    "night_work": Calculator("建筑工地夜间施工", NightFacts, judge_night_work, ("C10",)),
    "parking_arrears": Calculator("道路停车欠费催缴起始日", ArrearsFacts, arrears_due, ("P02",)),
    "parking_monthly": Calculator("道路停车月结起止", MonthlyFacts, monthly_order, ("P01",)),
    "school_transfer": Calculator("中小学转学积分", TransferFacts, judge_transfer, ("C06",)),
    "summer_fee": Calculator("小学生爱心暑托班收费", SummerFacts, summer_fee, ("C04",)),
}


def calculate(
    name: str,
    values: Mapping[str, object],
    on: date,
    calculators: Mapping[str, Calculator] = CALCULATORS,
) -> Calculation:
    """Return what a calculator makes of the values told, by the rules of the day ``on``.

    Raises ``NotFoundError`` for an unknown calculator and ``UndecidedError``, saying why, where
    values are missing or absurd or the rules give no answer.
    """
    calculator = calculators.get(name)
    if calculator is None:
        raise NotFoundError(f"没有名为“{name[:40]}”的计算器。可用：{'、'.join(calculators)}。")
    return calculator.work(take_facts(calculator.facts, values), on)


__all__ = ["CALCULATORS", "Calculation", "Calculator", "Input", "Reference", "calculate"]
