"""老旧营运船舶报废更新补贴: scrapping, and building ships of fuel or of clean power."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from models.errors import UndecidedError
from precheck.calculators.calculation import NOTHING, Calculation, Working, plain
from precheck.calculators.facts import Day, Facts, Flag, Tons
from precheck.months import add_months
from precheck.parameters import Parameters

NEEDED = ("period", "age_above", "age_most", "age_factor", "scrapped", "type_factor", "power")
LAW = Parameters.read(Path(__file__).with_name("ships.toml"), (*NEEDED, "fuel", "clean"))
SCRAP, FUEL, CLEAN = "拆解", "新建燃油动力船舶", "新建新能源清洁能源船舶"
SCRAP_AND_FUEL, SCRAP_AND_CLEAN = f"拆解并{FUEL}", f"拆解并{CLEAN}"
SCRAPPING, FUELLED = {SCRAP, SCRAP_AND_FUEL, SCRAP_AND_CLEAN}, {FUEL, SCRAP_AND_FUEL}
FUEL_POWER, CLEAN_POWER = "燃油动力", "新能源清洁能源动力"

Area = Literal["沿海", "内河"]
ShipType = Literal[
    "散货船",
    "杂货船",
    "多用途船",
    "集装箱船",
    "滚装船",
    "油船",
    "化学品船",
    "液化气船",
    "客船",
    "客滚船",
    "其他",
]
LAW.prove_rows("type_factor", get_args(ShipType))


class ShipFacts(Facts):
    """The old ship and the new one; what the kind of subsidy does not ask for is left out."""

    kind: Literal[
        "拆解",
        "新建燃油动力船舶",
        "新建新能源清洁能源船舶",
        "拆解并新建燃油动力船舶",
        "拆解并新建新能源清洁能源船舶",
    ] = Field(title="补贴类型", description="拆解与新建分开申请的，各选一项。")
    nav_area: Area = Field(title="航区")
    ship_type: ShipType = Field(title="船舶类型")
    ship_kind: Literal["货船", "客船"] | None = Field(None, title="船舶种类")
    gt: Tons | None = Field(None, title="拆解船舶总吨")
    built_date: Day | None = Field(None, title="拆解船舶建造完工日期")
    dereg_date: Day | None = Field(None, title="所有权注销登记证明书签发日期")
    self_propelled: Flag | None = Field(None, title="是否为机动船")
    certificates_valid: Flag | None = Field(None, title="检验、所有权、营运证书是否有效")
    new_type: ShipType | None = Field(
        None, title="新建船舶类型", description="与拆解船舶类型相同的不填。"
    )
    new_gt: Tons | None = Field(None, title="新建船舶总吨")
    pooled_gt: Tons | None = Field(
        None,
        title="合并对应的拆解船舶总吨合计",
        description="同一所有人把全部拆解和新建船舶合并对应计算时填写；单船对应的不填。",
    )
    power_type: (
        Literal["燃油动力(含生物柴油)", "LNG", "甲醇", "氨", "氢燃料电池", "纯电池", "混合"] | None
    ) = Field(None, title="动力类型")
    keel_date: Day | None = Field(None, title="安放龙骨日期")
    new_built_date: Day | None = Field(None, title="新建船舶建造完工日期")
    same_owner: Flag | None = Field(None, title="新旧船所有人、经营人是否完全一致")


def ship_subsidy(facts: ShipFacts, on: date) -> Calculation:
    """Return the subsidy in yuan; the law is that of the day the old ship was deregistered.

    Where no ship is scrapped it is the day the new one was completed, else ``on``.
    """
    if facts.kind in SCRAPPING:
        facts.need("ship_kind", "gt", "built_date", "dereg_date")
    if facts.kind in FUELLED:
        facts.need("gt")
    if facts.kind != SCRAP:
        facts.need("new_gt", "power_type")
    working = Working(LAW, _decisive_day(facts, on))
    parts = []
    if facts.kind in SCRAPPING:
        parts.append(_scrapped_part(working, facts))
    if facts.kind != SCRAP:
        parts.append(_built_part(working, facts))
    total = sum(parts, NOTHING)
    if len(parts) > 1:
        working.say(f"合计：{'＋'.join(map(plain, parts))}＝{plain(total)} 元。")
    return working.pay(total)


def ship_age_factor(
    nav_area: str, ship_kind: str, built: date, until: date, on: date, law: Parameters = LAW
) -> Decimal | None:
    """Return the factor of a ship's exact age between two days, None outside the window."""
    return _age_factor(Working(law, on), (nav_area, ship_kind), built, until)


def power_of(power_type: str, on: date, law: Parameters = LAW) -> str:
    """Return ``燃油动力`` or ``新能源清洁能源动力``; raises ``UndecidedError`` for other words."""
    return str(Working(law, on).look_up("power", power_type).value)


def _decisive_day(facts: ShipFacts, on: date) -> date:
    return (facts.dereg_date if facts.kind in SCRAPPING else facts.new_built_date) or on


def _scrapped_part(working: Working, facts: ShipFacts) -> Decimal:
    built, until = facts.built_date or working.day, facts.dereg_date or working.day
    if until < built:
        raise UndecidedError("无法计算：所有权注销日期早于拆解船舶建造完工日期。")
    _check_within(working, "所有权注销日期", until)
    working.presume(facts.self_propelled, "拆解船舶为机动船")
    working.presume(facts.certificates_valid, "检验、所有权、营运证书有效")
    age = _age_factor(working, (facts.nav_area, str(facts.ship_kind)), built, until)
    if age is None:
        return NOTHING
    base, kind = working.number("scrapped"), working.number("type_factor", facts.ship_type)
    gross = facts.gt or NOTHING
    amount = base * gross * age * kind
    working.say(
        f"拆解部分：{plain(base)} 元/总吨 × {plain(gross)} 总吨 × 船龄系数 {plain(age)} × "
        f"{facts.ship_type}系数 {plain(kind)}＝{plain(amount)} 元。"
    )
    return amount


def _age_factor(
    working: Working, place: tuple[str, str], built: date, until: date
) -> Decimal | None:
    above, most = working.number("age_above", *place), working.number("age_most", *place)
    window = f"{''.join(place)}船龄须大于 {plain(above)} 年、不超过 {plain(most)} 年"
    if not _older(built, until, above) or _older(built, until, most):
        working.object(f"船舶 {built} 建造完工，至 {until} 的船龄不在区间内：{window}。")
        return None
    steps = sorted(working.law.names_under(working.day, "age_factor", *place), key=Decimal)
    step = next(step for step in steps if not _older(built, until, Decimal(step)))
    factor = working.number("age_factor", *place, step)
    working.say(
        f"船龄：{built} 至 {until}，据实计算不超过 {step} 年（{window}），系数 {plain(factor)}。"
    )
    return factor


def _older(built: date, until: date, years: Decimal) -> bool:
    """Tell whether a ship is more than so many whole years old."""
    return until > add_months(built, 12 * int(years))


def _built_part(working: Working, facts: ShipFacts) -> Decimal:
    for label, day in (
        ("安放龙骨日期", facts.keel_date),
        ("新建船舶建造完工日期", facts.new_built_date),
    ):
        _check_within(working, label, day)
    if facts.keel_date and facts.new_built_date and facts.new_built_date < facts.keel_date:
        raise UndecidedError("无法计算：新建船舶建造完工日期早于安放龙骨日期。")
    power = str(working.look_up("power", str(facts.power_type)).value)
    wanted = FUEL_POWER if facts.kind in FUELLED else CLEAN_POWER
    if power != wanted:
        working.object(f"动力类型“{facts.power_type}”属于{power}，不适用“{facts.kind}”。")
        return NOTHING
    return _fuel_part(working, facts) if wanted == FUEL_POWER else _clean_part(working, facts)


def _fuel_part(working: Working, facts: ShipFacts) -> Decimal:
    working.presume(facts.same_owner, "新建船舶与拆解船舶的所有人、经营人完全一致")
    if facts.kind == FUEL:
        working.assumed.append("对应的拆解船舶符合船龄等拆解补贴条件")
    scrapped, new = facts.pooled_gt or facts.gt or NOTHING, facts.new_gt or NOTHING
    counted = min(scrapped, new)
    rate = working.number("fuel", facts.nav_area, _new_type(facts))
    amount = rate * counted
    working.say(
        f"新建部分：{facts.nav_area}{_new_type(facts)} {plain(rate)} 元/总吨 × 计补总吨 "
        f"{plain(counted)}（新建 {plain(new)}，不超过拆解 {plain(scrapped)}）＝{plain(amount)} 元。"
    )
    return amount


def _clean_part(working: Working, facts: ShipFacts) -> Decimal:
    rate = working.number("clean", facts.nav_area, _new_type(facts), str(facts.power_type))
    new = facts.new_gt or NOTHING
    amount = rate * new
    working.say(
        f"新建部分：{facts.nav_area}{_new_type(facts)}（{facts.power_type}）{plain(rate)} 元/总吨"
        f" × {plain(new)} 总吨＝{plain(amount)} 元。"
    )
    return amount


def _new_type(facts: ShipFacts) -> str:
    return facts.new_type or facts.ship_type


def _check_within(working: Working, label: str, day: date | None) -> None:
    period = working.look_up("period")
    if day is None:
        working.assumed.append(f"{label}在实施期间 {period.since} 至 {period.until} 内")
    elif day < period.since or (period.until is not None and day > period.until):
        working.object(f"{label} {day} 不在实施期间 {period.since} 至 {period.until} 内。")
