"""超限运输: whether carriage is over the limits, in which class, and what must be refused."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field

from models.errors import UndecidedError
from precheck.calculators.calculation import Calculation, Working, plain
from precheck.calculators.facts import Facts, Flag, KilogramList, Kilograms, Metres
from precheck.parameters import Parameters

NEEDED = ("over", "mass", "small", "big", "axle_mean", "axle_most", "big_workdays")
LAW = Parameters.read(Path(__file__).with_name("overlimit.toml"), NEEDED)
HEIGHT, WIDTH, LENGTH, MASS = "总高度（米）", "总宽度（米）", "总长度（米）", "总质量（吨）"
WITHIN, SMALL, MIDDLE, BIG = "未超限", "超限Ⅰ类", "超限Ⅱ类", "超限Ⅲ类"
MOST_AXLES = 6
"""From here on the law counts axles as one: 六轴及以上."""
KILOGRAMS = Decimal(1000)
ONE_KILOGRAM = Decimal("0.001")  # of a ton


class LoadFacts(Facts):
    """A loaded vehicle as it would drive."""

    vehicle: Literal["货车", "汽车列车"] = Field(
        title="车辆", description="牵引车加挂车为汽车列车。"
    )
    axles: int = Field(title="车组轴数", ge=2, le=200)
    single_drive_axle: Flag = Field(False, title="牵引车驱动轴是否为单轴")
    height: Metres = Field(title="车货总高度（米）")
    width: Metres = Field(title="车货总宽度（米）")
    length: Metres = Field(title="车货总长度（米）")
    total_mass: Kilograms = Field(title="车货总质量（kg）")
    axle_loads: KilogramList | None = Field(
        None, title="各轴轴荷（kg）", description="从前到后，用逗号分开。"
    )
    trailer: Literal["普通平板车", "多轴多轮液压平板车"] | None = Field(None, title="挂车种类")
    divisible: Flag | None = Field(None, title="货物是否可以解体")
    scope_covers: Flag | None = Field(None, title="经营范围是否含大型物件运输")


def judge_load(facts: LoadFacts, on: date) -> Calculation:
    """Return ``未超限`` or the class of over-limit carriage; ``reasons`` holds what is refused."""
    working = Working(LAW, on)
    over = _over(working, facts)
    if not over:
        working.say("各项均未超过超限认定标准。")
        return working.finish(WITHIN)
    working.say(f"超过超限认定标准：{'、'.join(over)}，须办理超限运输许可。")
    _refuse(working, facts)
    class_ = _class(working, facts)
    if class_ == BIG:
        days = working.look_up("big_workdays")
        working.say(f"须提交轮廓图与护送方案；一地办理时限 {days.value} {days.unit}。")
    months = working.find("route_months")
    if months:
        working.say(f"固定路线多次通行的许可期限不超过 {months.value} {months.unit}。")
    return working.finish(class_)


def route_months(on: date, law: Parameters = LAW) -> int:
    """Return the months a permit for a fixed route may run; ``UndecidedError`` without a rule."""
    return int(Working(law, on).number("route_months"))


def axle_refusals(
    axle_loads: Sequence[int], trailer: str, on: date, law: Parameters = LAW
) -> tuple[str, ...]:
    """Return, in Chinese, which axle loads (kg) of a kind of trailer rule a permit out."""
    working = Working(law, on)
    _weigh_axles(working, axle_loads, trailer)
    return tuple(working.reasons)


def mass_limit(
    vehicle: str, axles: int, single_drive_axle: bool, on: date, law: Parameters = LAW
) -> Decimal:
    """Return the gross tons above which a vehicle is over the limits.

    Raises ``UndecidedError`` where the law names none, such as for a lorry of five axles.
    """
    return _mass_limit(Working(law, on), vehicle, axles, single_drive_axle)


def _sizes(facts: LoadFacts) -> dict[str, Decimal]:
    return {HEIGHT: facts.height, WIDTH: facts.width, LENGTH: facts.length}


def _tons(kilograms: int) -> Decimal:
    return kilograms / KILOGRAMS


def _over(working: Working, facts: LoadFacts) -> list[str]:
    over = []
    for name, value in _sizes(facts).items():
        limit = working.number("over", name)
        working.say(f"{name} {plain(value)}，标准 {plain(limit)}。")
        over += [name] if value > limit else []
    mass = _tons(facts.total_mass)
    limit = _mass_limit(working, facts.vehicle, facts.axles, facts.single_drive_axle)
    working.say(f"{MASS} {plain(mass)}，{facts.axles} 轴{facts.vehicle}标准 {plain(limit)}。")
    return over + ([MASS] if mass > limit else [])


def _mass_limit(working: Working, vehicle: str, axles: int, single_drive_axle: bool) -> Decimal:
    row = f"{vehicle}（单驱动轴）" if single_drive_axle else vehicle
    column = f"{axles}轴" if axles < MOST_AXLES else "6轴及以上"
    return working.number("mass", row, column)


def _class(working: Working, facts: LoadFacts) -> str:
    mass = _tons(facts.total_mass)
    everything = {**_sizes(facts), MASS: mass}
    big = [name for name, value in everything.items() if value > working.number("big", name)]
    if big:
        working.say(f"{'、'.join(big)}超过Ⅱ类上限，属Ⅲ类。")
        return BIG
    small = [name for name, v in _sizes(facts).items() if v > working.number("small", name)]
    limit = _mass_limit(working, facts.vehicle, facts.axles, facts.single_drive_axle)
    if mass > limit:
        small.append(MASS)
    if working.reasons and facts.axle_loads:
        small.append("轴荷")
    if small:
        working.say(f"{'、'.join(small)}超过Ⅰ类上限，未达Ⅲ类，属Ⅱ类。")
        return MIDDLE
    working.say("尺寸、总质量均未超过Ⅰ类上限，属Ⅰ类。")
    return SMALL


def _refuse(working: Working, facts: LoadFacts) -> None:
    if facts.axle_loads is None:
        working.assumed.append("轴荷不超过规定标准")
    else:
        if len(facts.axle_loads) != facts.axles:
            raise UndecidedError(
                f"无法计算：轴荷有 {len(facts.axle_loads)} 个，与车组轴数 {facts.axles} 不符。"
            )
        facts.need("trailer")
        _weigh_axles(working, facts.axle_loads, str(facts.trailer))
    working.presume(facts.divisible, "货物不可解体", wanted=False)
    working.presume(facts.scope_covers, "经营范围含大型物件运输")


def _weigh_axles(working: Working, axle_loads: Sequence[int], trailer: str) -> None:
    loads = [_tons(load) for load in axle_loads]
    mean, most = sum(loads, Decimal(0)) / len(loads), max(loads)
    mean_limit, most_limit = (working.number(name, trailer) for name in ("axle_mean", "axle_most"))
    working.say(
        f"{trailer}平均轴荷 {plain(mean.quantize(ONE_KILOGRAM))} 吨（上限 {plain(mean_limit)}），"
        f"最大轴荷 {plain(most)} 吨（上限 {plain(most_limit)}）。"
    )
    if mean > mean_limit:
        working.object(f"{trailer}平均轴荷超过 {plain(mean_limit)} 吨，不予许可。")
    if most > most_limit:
        working.object(f"{trailer}最大轴荷超过 {plain(most_limit)} 吨，不予许可。")
