"""汽车以旧换新补贴: fixed amounts until 2025, a share of the price since 2026."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field

from models.errors import UndecidedError
from precheck.calculators.calculation import Calculation, Working, as_day, as_decimal, plain
from precheck.calculators.facts import Day, Facts, Flag, Yuan
from precheck.parameters import Parameters

NEEDED = ("round", "fixed", "percent", "most", "registered_by", "owned_before", "unpaid")
LAW = Parameters.read(Path(__file__).with_name("cars.toml"), (*NEEDED, "emission", "once_a_year"))
SCRAP, SWAP = "报废更新", "置换更新"
YUAN = Decimal(1)
PERCENT = Decimal(100)


class CarFacts(Facts):
    """The old car, the new one and their owner."""

    subsidy_kind: Literal["报废更新", "置换更新"] = Field(title="补贴类型")
    new_power: Literal["新能源乘用车", "2.0升及以下燃油乘用车"] = Field(title="新车类型")
    new_price: Yuan | None = Field(None, title="新车销售价格（价税合计）")
    invoice_date: Day | None = Field(
        None, title="新车发票日期", description="不填的按计算日的政策测算。"
    )
    new_register_date: Day | None = Field(None, title="新车注册登记日期")
    old_fuel: Literal["汽油", "柴油及其他", "新能源"] = Field(title="旧车燃料种类")
    old_emission: Literal["国三及以下", "国四及以上"] | None = Field(
        None, title="旧车排放标准", description="只有2024年的燃油旧车需要填写。"
    )
    old_register_date: Day | None = Field(None, title="旧车注册日期")
    old_owner_since: Day | None = Field(None, title="旧车登记在本人名下日期")
    scrap_cert_date: Day | None = Field(None, title="回收证明交车日期")
    same_person: Flag | None = Field(None, title="旧车、新车、申请人是否为同一人")
    in_catalogue: Flag | None = Field(None, title="新能源新车是否在免税车型目录内")
    claimed_this_year: Flag | None = Field(None, title="申请人本年度是否已享受过补贴")


def car_subsidy(facts: CarFacts, on: date) -> Calculation:
    """Return the subsidy in yuan by the law of the invoice's day, ``on`` when it is not told."""
    working = Working(LAW, facts.invoice_date or on)
    round_ = working.look_up("round")
    working.say(f"适用政策：{round_.value}（{round_.since} 至 {round_.until}）。")
    _check_dates(working, facts)
    _check_old_car(working, facts)
    _check_person(working, facts)
    amount = _fixed(working, facts)
    return working.pay(_share(working, facts) if amount is None else amount)


def share_of_price(price: Decimal, percent: Decimal, most: Decimal) -> Decimal:
    """Return the share of a price, rounded up to a whole yuan and no more than ``most``.

    >>> share_of_price(Decimal(86341), Decimal(6), Decimal(13000))
    Decimal('5181')
    """
    return min((price * percent / PERCENT).quantize(YUAN, ROUND_CEILING), most)


def _fixed(working: Working, facts: CarFacts) -> Decimal | None:
    if working.law.cell(working.day, "percent", facts.subsidy_kind, facts.new_power):
        return None
    amount = working.look_up("fixed", facts.subsidy_kind, facts.new_power)
    working.say(f"{facts.subsidy_kind} × {facts.new_power}：定额 {amount.value} 元。")
    return as_decimal(amount)


def _share(working: Working, facts: CarFacts) -> Decimal:
    facts.need("new_price")
    price = facts.new_price or YUAN
    percent = working.number("percent", facts.subsidy_kind, facts.new_power)
    most = working.number("most", facts.subsidy_kind, facts.new_power)
    amount = share_of_price(price, percent, most)
    exact = price * percent / PERCENT
    working.say(
        f"{facts.subsidy_kind} × {facts.new_power}：{plain(price)} 元 × {plain(percent)}%＝"
        f"{plain(exact)} 元，向上取整至元，上限 {plain(most)} 元，为 {plain(amount)} 元。"
    )
    return amount


def _check_dates(working: Working, facts: CarFacts) -> None:
    round_ = working.look_up("round")
    for label, day in _dates(facts):
        if day is None:
            working.assumed.append(f"{label}在政策期内")
        elif day < round_.since or (round_.until is not None and day > round_.until):
            working.object(f"{label} {day} 不在政策期 {round_.since} 至 {round_.until} 内。")


def _dates(facts: CarFacts) -> Iterator[tuple[str, date | None]]:
    yield "新车注册登记日期", facts.new_register_date
    if facts.subsidy_kind == SCRAP:
        yield "回收证明交车日期", facts.scrap_cert_date


def _check_old_car(working: Working, facts: CarFacts) -> None:
    registered = facts.old_register_date
    limit = working.find("registered_by", facts.subsidy_kind, facts.old_fuel)
    if limit and registered is None:
        working.assumed.append(f"旧车（{facts.old_fuel}）注册日期不晚于 {limit.value}")
    elif limit and registered and registered > as_day(limit):
        working.object(f"旧车（{facts.old_fuel}）{registered} 注册，晚于 {limit.value}。")
    _check_owner(working, facts)
    emission = working.find("emission", facts.subsidy_kind, facts.old_fuel)
    if emission:
        known = None if facts.old_emission is None else facts.old_emission == emission.value
        working.presume(known, f"旧车排放标准为{emission.value}")
    if facts.subsidy_kind == SCRAP:
        unpaid = working.find("unpaid", facts.old_fuel)
        if unpaid and isinstance(unpaid.value, list) and facts.new_power in unpaid.value:
            working.object(f"{unpaid.reference}。")


def _check_owner(working: Working, facts: CarFacts) -> None:
    since, registered = facts.old_owner_since, facts.old_register_date
    if since and registered and since < registered:
        raise UndecidedError("无法计算：“旧车登记在本人名下日期”早于“旧车注册日期”。")
    before = working.find("owned_before", facts.subsidy_kind)
    if before and since is None:
        working.assumed.append(f"旧车在 {before.value} 前登记在本人名下")
    elif before and since and since >= as_day(before):
        working.object(f"旧车 {since} 登记在本人名下，不早于 {before.value}。")


def _check_person(working: Working, facts: CarFacts) -> None:
    working.presume(facts.same_person, "旧车、新车、申请人为同一人")
    if facts.new_power == "新能源乘用车":
        working.presume(facts.in_catalogue, "新能源新车在免税车型目录内")
    working.look_up("once_a_year")
    working.presume(facts.claimed_this_year, "申请人本年度未享受过补贴", wanted=False)
