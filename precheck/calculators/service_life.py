"""How long a vehicle may be used: 《机动车强制报废标准规定》 (2012 No. 12) and its annex."""

from datetime import date
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from models.errors import UndecidedError
from precheck.calculators.calculation import Calculation, Working, plain
from precheck.calculators.facts import Day, Facts
from precheck.months import add_months, whole_months
from precheck.parameters import Parameters

NEEDED = ("years", "guided_km", "stricter_here", "formula_classes", "formula_years")
LAW = Parameters.read(Path(__file__).with_name("service_life.toml"), NEEDED)
UNLIMITED = "不限"
NO_LIMIT = "无使用年限限制"
LORRY, DANGEROUS_LORRY = "其他载货汽车（含半挂牵引车）", "危险品运输载货汽车"

VehicleClass = Literal[
    "小型微型出租客运汽车",
    "中型出租客运汽车",
    "大型出租客运汽车",
    "租赁载客汽车",
    "小型教练载客汽车",
    "中型教练载客汽车",
    "大型教练载客汽车",
    "公交客运汽车",
    "其他小型微型营运载客汽车",
    "其他大型中型营运载客汽车",
    "专用校车",
    "大型中型非营运载客汽车",
    "三轮汽车或单缸低速货车",
    "多缸低速货车",
    "微型载货汽车",
    "危险品运输载货汽车",
    "其他载货汽车（含半挂牵引车）",
    "有载货功能的专项作业车",
    "无载货功能的专项作业车",
    "全挂车",
    "危险品运输半挂车",
    "集装箱半挂车",
    "其他半挂车",
    "正三轮摩托车",
    "其他摩托车",
    "小型微型非营运载客汽车",
    "大型非营运轿车",
    "轮式专用机械车",
    "电动自行车",
]
LAW.prove_rows("years", get_args(VehicleClass))


class ServiceLifeFacts(Facts):
    """A vehicle, and the use it had before if that changed."""

    vehicle_class: VehicleClass = Field(title="车辆类别")
    registered: Day = Field(title="注册登记日期")
    former_class: VehicleClass | None = Field(
        None, title="变更使用性质前的类别", description="没有变更过使用性质的不填。"
    )
    changed: Day | None = Field(None, title="使用性质变更日期")


def scrap_date(
    vehicle_class: str, registered: date, on: date, law: Parameters = LAW
) -> date | None:
    """Return the day a vehicle must be scrapped by the law of the day ``on``; None without a limit.

    Raises ``UndecidedError`` for a class or a day the table does not know.
    """
    return end_of_life(Working(law, on), vehicle_class, registered)


def end_of_life(working: Working, vehicle_class: str, registered: date) -> date | None:
    """Return the same with its working: the years and the day are added to the steps."""
    years = working.look_up("years", vehicle_class)
    if years.value == UNLIMITED:
        working.say(f"{vehicle_class}没有使用年限限制。")
        return None
    end = add_months(registered, 12 * int(str(years.value)))
    working.say(
        f"强制报废期止：{registered} 注册，{vehicle_class}使用 {years.value} 年，至 {end}。"
    )
    return end


def service_life(facts: ServiceLifeFacts, on: date) -> Calculation:
    """Return the day a vehicle must be scrapped, or that there is no limit."""
    working = Working(LAW, on)
    end = end_of_life(working, facts.vehicle_class, facts.registered)
    if facts.former_class is not None:
        end = _after_change(working, facts, end)
    _add_notes(working, facts.vehicle_class)
    if end is not None and end <= on:
        working.object(f"至 {on} 已达到强制报废期止。")
    return working.finish(end or NO_LIMIT)


def _after_change(working: Working, facts: ServiceLifeFacts, end: date | None) -> date | None:
    """Return the end for a vehicle whose use has changed: the stricter rule, or the formula."""
    facts.need("changed")
    former, changed = str(facts.former_class), facts.changed or facts.registered
    if changed < facts.registered:
        raise UndecidedError("无法计算：“使用性质变更日期”早于“注册登记日期”。")
    if end is not None and former in working.words("formula_classes"):
        return _by_formula(working, facts, changed)
    before = end_of_life(working, former, facts.registered)
    ends = [each for each in (before, end) if each is not None]
    if ends:
        working.say(f"使用性质变更，按较严的规定：至 {min(ends)}。")
    return min(ends, default=None)


def _by_formula(working: Working, facts: ServiceLifeFacts, changed: date) -> date:
    """Return the end by the annex: used + (1 - used / 17) x years of the new use, at most 15."""
    months = whole_months(facts.registered, changed)
    begun = add_months(facts.registered, months) < changed
    used = Decimal(-(-(months + begun) // 12))
    fixed, new = working.number("formula_years"), working.number("years", facts.vehicle_class)
    most = working.number("formula_most_years")
    share = max(Decimal(0), 1 - used / fixed)
    total = min((used + share * new).to_integral_value(ROUND_FLOOR), most)
    end = add_months(facts.registered, 12 * int(total))
    working.say(
        f"变更前已使用 {plain(used)} 年（不足一年按一年计）；累计使用年限＝{plain(used)}＋"
        f"（1－{plain(used)}÷{plain(fixed)}）×{plain(new)}，向下取整且不超过 {plain(most)} 年，"
        f"为 {plain(total)} 年，至 {end}。"
    )
    return end


def _add_notes(working: Working, vehicle_class: str) -> None:
    distance = working.find("guided_km", vehicle_class)
    if distance:
        working.say(f"行驶里程达到 {distance.value} {distance.unit}的，引导报废。")
    if vehicle_class in working.law.words(working.day, "stricter_here"):
        working.look_up("stricter_here")
        working.say("本市对出租汽车另有更严的使用年限，数值待确认，以本市规定为准。")
