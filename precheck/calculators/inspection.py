"""机动车检验周期: until when an inspection holds, and which stated dates cannot be true."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from models.errors import UndecidedError
from precheck.calculators.calculation import Calculation, Working
from precheck.calculators.facts import Day, Facts
from precheck.months import add_months, end_of_month, whole_months
from precheck.parameters import Parameters

NEEDED = ("months", "on_site", "early_months")
LAW = Parameters.read(Path(__file__).with_name("inspection.toml"), NEEDED)
YEAR = 12

InspectionClass = Literal[
    "营运载客汽车",
    "载货汽车",
    "大型中型非营运载客汽车",
    "9座及以下非营运小型微型载客汽车",
    "小型微型非营运载客汽车（面包车等）",
    "摩托车",
    "其他机动车",
]
LAW.prove_rows("months", get_args(InspectionClass))


class InspectionFacts(Facts):
    """A vehicle, and the date its licence states."""

    vehicle_class: InspectionClass = Field(title="车辆类别")
    registered: Day = Field(title="注册登记日期")
    valid_to: Day | None = Field(
        None, title="行驶证所载检验有效期止", description="填写后核对该日期能否成立。"
    )


def inspection_cycle(facts: InspectionFacts, on: date) -> Calculation:
    """Return until when the inspection now in force holds; a stated date is held against it."""
    working = Working(LAW, on)
    if facts.registered > on:
        raise UndecidedError(f"无法计算：注册登记日期 {facts.registered} 晚于计算日 {on}。")
    *_, (months, due) = _periods(working, facts.vehicle_class, facts.registered)
    age = months // YEAR
    working.say(
        f"{facts.registered} 注册，{on} 所在检验周期至 {due}（注册满 {months} 个月的月末）。"
    )
    on_site = working.find("on_site", facts.vehicle_class)
    if on_site and isinstance(on_site.value, list) and months % YEAR == 0:
        needed = str(age) in on_site.value or age > max(map(int, on_site.value))
        working.say(f"满 {age} 年这一次{'须上线检验' if needed else '申领检验标志，免上线检验'}。")
    if facts.valid_to is not None:
        _hold_against(working, facts, facts.valid_to)
    return working.finish(due)


def inspection_due(vehicle_class: str, registered: date, on: date, law: Parameters = LAW) -> date:
    """Return the last day of the inspection period ``on`` lies in, a month's end.

    Raises ``UndecidedError`` when the vehicle was registered later than ``on``.
    """
    if registered > on:
        raise UndecidedError(f"无法计算：注册登记日期 {registered} 晚于计算日 {on}。")
    *_, (_, due) = _periods(Working(law, on), vehicle_class, registered)
    return due


def _periods(working: Working, vehicle_class: str, registered: date) -> Iterator[tuple[int, date]]:
    """Yield the months since registration and the day each period ends, to the one in force."""
    months, due = 0, registered
    while due < working.day or not months:
        months += _cycle(working, vehicle_class, months // YEAR)
        due = end_of_month(add_months(registered, months))
        yield months, due


def _cycle(working: Working, vehicle_class: str, age: int) -> int:
    """Return the months between inspections at an age in years."""
    ages = working.law.names_under(working.day, "months", vehicle_class)
    reached = [each for each in map(int, ages) if each <= age]
    return int(working.number("months", vehicle_class, str(max(reached, default=0))))


def _hold_against(working: Working, facts: InspectionFacts, stated: date) -> None:
    """Tell what speaks against a stated date; a month out of step is only worth a look."""
    dues = [due for _, due in _periods(working, facts.vehicle_class, facts.registered)]
    first, due = dues[0], dues[-1]
    age = whole_months(facts.registered, working.day) // YEAR
    early = int(working.number("early_months"))
    furthest = end_of_month(
        add_months(working.day, early + _cycle(working, facts.vehicle_class, age))
    )
    if stated != end_of_month(stated):
        working.object(f"检验有效期止 {stated} 不是月末，行驶证按月记载，请核对。")
    if stated < first:
        working.object(f"检验有效期止 {stated} 早于首次检验有效期 {first}，不可能成立，请核对。")
    elif stated > furthest:
        working.object(
            f"检验有效期止 {stated} 晚于现在检验所能达到的最远日期 {furthest}，不可能成立，请核对。"
        )
    elif stated < working.day:
        working.object(f"检验有效期止 {stated} 已过，请先检验。")
    elif end_of_month(stated) not in {*dues, end_of_month(furthest)} and stated < due:
        working.say(f"检验有效期止 {stated} 与按注册月份推算的 {due} 不同，请留意。")
