"""老旧营运货车报废更新补贴: scrapping early, scrapping and buying, or a cold-chain lorry alone."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field

from models.errors import UndecidedError
from models.specs.dated import DatedValue
from precheck.calculators.calculation import Calculation, Working, as_decimal, plain
from precheck.calculators.facts import Day, Facts, Flag
from precheck.calculators.service_life import DANGEROUS_LORRY, LORRY, end_of_life
from precheck.calculators.service_life import LAW as SERVICE_LIFE
from precheck.months import whole_months
from precheck.parameters import Parameters

NEEDED = ("round", "class", "counted_to", "early", "scrapped", "bought", "cold_chain")
LAW = Parameters.read(Path(__file__).with_name("trucks.toml"), NEEDED)
SCRAP, RENEW, COLD_CHAIN = "提前报废", "提前报废并新购", "仅新购新能源城市冷链配送货车"
CLEAN, RECYCLED = "新能源", "回收证明日期"

Lorry = Literal["中型货车", "重型货车", "重型半挂牵引车"]


class TruckFacts(Facts):
    """The old lorry and the new one; what the kind of subsidy does not ask for is left out."""

    kind: Literal["提前报废", "提前报废并新购", "仅新购新能源城市冷链配送货车"] = Field(
        title="补贴类型"
    )
    old_vehicle_type: Lorry | None = Field(None, title="报废车辆类型")
    old_fuel: Literal["柴油", "其他"] | None = Field(None, title="报废车辆燃料种类")
    old_emission: Literal["国三及以下", "国四", "国五及以上"] | None = Field(
        None, title="报废车辆排放标准"
    )
    old_register_date: Day | None = Field(None, title="报废车辆注册日期")
    dangerous: Flag = Field(False, title="报废车辆是否为危险品运输车")
    old_force_scrap_date: Day | None = Field(
        None, title="强制报废期止", description="不填的按注册日期和使用年限推算。"
    )
    dereg_date: Day | None = Field(None, title="注销日期")
    scrap_cert_date: Day | None = Field(None, title="回收证明日期")
    old_rtc_cancel_date: Day | None = Field(None, title="道路运输证注销日期")
    old_permit_valid: Flag | None = Field(None, title="旧车注销前道路运输证是否有效")
    new_vehicle_type: Lorry | None = Field(None, title="新购车辆类型")
    new_axles: Literal["2轴", "3轴", "4轴及以上"] | None = Field(
        None, title="新购车辆轴数", description="中型货车不分轴数。"
    )
    new_power: Literal["国六柴油", "新能源"] | None = Field(None, title="新购车辆动力类型")
    new_register_date: Day | None = Field(None, title="新购车辆注册日期")
    new_permit_valid: Flag | None = Field(None, title="新车道路运输证是否有效")
    same_owner: Flag | None = Field(None, title="新旧车登记所有人是否一致")
    in_catalogue: Flag | None = Field(None, title="新能源车是否在免税车型目录内")
    cold_chain_ok: Flag | None = Field(None, title="是否符合GB/T 29912")
    other_funds: Flag | None = Field(None, title="是否已享受中央其他资金")


def truck_subsidy(facts: TruckFacts, on: date) -> Calculation:
    """Return the subsidy in yuan; the law is that of the day the old lorry was deregistered.

    For a cold-chain lorry alone it is the day the new one was registered; ``on`` stands in for a
    day not told there.
    """
    if facts.kind == COLD_CHAIN:
        return _cold_chain(facts, on)
    facts.need("old_vehicle_type", "old_fuel", "old_emission", "old_register_date", "dereg_date")
    if facts.kind == RENEW:
        facts.need("new_vehicle_type", "new_power")
    working = Working(LAW, facts.dereg_date or on)
    _check_round(working, facts)
    _check_old(working, facts)
    months = _early_months(working, facts)
    scrapped = _scrapped_part(working, str(facts.old_vehicle_type), months)
    if facts.kind == SCRAP:
        if not scrapped:
            working.object("提前报废不足1年，没有提前报废补贴。")
        return working.pay(scrapped)
    bought = _bought_part(working, facts)
    total = scrapped + bought
    working.say(f"合计：{plain(scrapped)}＋{plain(bought)}＝{plain(total)} 元。")
    return working.pay(total)


def early_band(months: int, on: date, law: Parameters = LAW) -> str:
    """Return the name of the band into which scrapping ``months`` whole months early falls."""
    return _band(Working(law, on), months)


def _cold_chain(facts: TruckFacts, on: date) -> Calculation:
    working = Working(LAW, facts.new_register_date or on)
    _check_round(working, facts)
    if facts.new_power not in (None, CLEAN):
        working.object("只有新能源城市冷链配送货车可以申领。")
    working.presume(facts.cold_chain_ok, "新车为符合GB/T 29912的城市冷链配送货车")
    _check_new(working, facts)
    amount = working.look_up("cold_chain")
    working.say(f"{amount.title}：{amount.value} {amount.unit}。")
    return working.pay(as_decimal(amount))


def _check_round(working: Working, facts: TruckFacts) -> None:
    """Every date of a case must lie in the one round the law's day belongs to."""
    round_ = working.look_up("round")
    working.say(f"适用政策期：{round_.since} 至 {round_.until}（{round_.reference}）。")
    for label, day in _dates(facts):
        if day is None:
            working.assumed.append(f"{label}在政策期内")
        elif not _within(round_, day):
            working.object(f"{label} {day} 不在政策期 {round_.since} 至 {round_.until} 内。")


def _dates(facts: TruckFacts) -> Iterator[tuple[str, date | None]]:
    if facts.kind != COLD_CHAIN:
        yield "注销日期", facts.dereg_date
        yield "回收证明日期", facts.scrap_cert_date
        yield "道路运输证注销日期", facts.old_rtc_cancel_date
    if facts.kind != SCRAP:
        yield "新购车辆注册日期", facts.new_register_date


def _within(round_: DatedValue, day: date) -> bool:
    return round_.since <= day and (round_.until is None or day <= round_.until)


def _check_old(working: Working, facts: TruckFacts) -> None:
    allowed = working.words("round")
    if facts.old_emission not in allowed:
        working.object(
            f"报废车辆排放标准为{facts.old_emission}，本轮补贴只限{'、'.join(allowed)}。"
        )
    working.presume(facts.old_fuel == "柴油", "报废车辆为营运柴油货车")
    working.presume(facts.old_permit_valid, "旧车注销前持有有效道路运输证")
    working.presume(facts.other_funds, "未享受中央其他资金", wanted=False)


def _early_months(working: Working, facts: TruckFacts) -> int:
    registered, end = facts.old_register_date, facts.old_force_scrap_date
    counted = str(working.look_up("counted_to").value)
    until = facts.scrap_cert_date if counted == RECYCLED else facts.dereg_date
    if registered is None or until is None:
        raise UndecidedError(f"无法计算：“{counted}”没有填写。")
    if until < registered:
        raise UndecidedError(f"无法计算：{counted} {until} 早于报废车辆注册日期 {registered}。")
    if end is None:
        life = Working(SERVICE_LIFE, working.day)
        end = end_of_life(life, DANGEROUS_LORRY if facts.dangerous else LORRY, registered)
        working.steps += life.steps
        working.used += life.used
    if end is None or end < until:
        return _not_early(working, facts, f"{counted} {until} 已过强制报废期止 {end}")
    months = whole_months(until, end)
    working.say(f"提前报废时间：{counted} {until} 至强制报废期止 {end}，满 {months} 个月。")
    return months


def _not_early(working: Working, facts: TruckFacts, told: str) -> int:
    """Return 0 months; whether buying alone is then paid, the rules do not say."""
    if facts.kind == RENEW:
        raise UndecidedError(
            f"无法计算：{told}，不属于提前报废；新购部分能否申领没有规定，请由工作人员核定。"
        )
    working.say(f"{told}，不属于提前报废。")
    return 0


def _scrapped_part(working: Working, lorry: str, months: int) -> Decimal:
    kind, band = str(working.look_up("class", lorry).value), _band(working, months)
    amount = working.look_up("scrapped", kind, band)
    working.say(f"报废部分：{kind} × 提前{band}，{amount.value} {amount.unit}。")
    return as_decimal(amount)


def _band(working: Working, months: int) -> str:
    names = working.law.names_under(working.day, "early")
    reached = [name for name in names if working.number("early", name) <= months]
    return max(reached, key=lambda name: working.number("early", name))


def _bought_part(working: Working, facts: TruckFacts) -> Decimal:
    _check_new(working, facts)
    working.presume(facts.same_owner, "新旧车登记所有人一致")
    kind = str(working.look_up("class", str(facts.new_vehicle_type)).value)
    if kind == "重型":
        facts.need("new_axles")
        kind += str(facts.new_axles)
    amount = working.look_up("bought", str(facts.new_power), kind)
    working.say(f"新购部分：{facts.new_power} × {kind}，{amount.value} {amount.unit}。")
    return as_decimal(amount)


def _check_new(working: Working, facts: TruckFacts) -> None:
    if facts.new_power == CLEAN or facts.kind == COLD_CHAIN:
        working.presume(facts.in_catalogue, "新能源车在《减免车辆购置税的新能源汽车车型目录》内")
    working.presume(facts.new_permit_valid, "新车持有有效道路运输证")
    if facts.kind == COLD_CHAIN:
        working.presume(facts.other_funds, "未享受中央其他资金", wanted=False)
