"""中小学转学 by points of a residence permit, and the price of the summer classes."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field

from models.errors import UndecidedError
from precheck.calculators.calculation import Calculation, Working, plain
from precheck.calculators.facts import Day, Facts, Flag
from precheck.months import add_months
from precheck.parameters import Parameters

NEEDED = ("points", "permit_years", "summer_fee", "summer_terms")
LAW = Parameters.read(Path(__file__).with_name("schooling.toml"), NEEDED)
REACHED, NOT_REACHED = "达到转学积分条件", "未达到转学积分条件"
EXEMPT = "困难家庭减免，减免额由主办单位核定"


class TransferFacts(Facts):
    """A residence permit that a transfer rests on."""

    stage: Literal["小学", "初中", "高中"] = Field(title="学段")
    points: int = Field(title="居住证积分", ge=0, le=10_000)
    permit_valid_to: Day = Field(title="居住证有效期止")
    permit_since: Day | None = Field(None, title="居住证首次持证日期", description="高中须填写。")
    address_agrees: Flag | None = Field(None, title="居住证地址与产证或租赁备案地址是否一致")


class SummerFacts(Facts):
    """How many terms of the summer classes a child attends."""

    terms: int = Field(title="报名期数", ge=1, le=20)
    poverty: Flag = Field(False, title="低保或困难家庭")


def permit_years(stage: str, on: date, law: Parameters = LAW) -> int:
    """Return the years a residence permit must have been held for a stage; 0 where none are."""
    years = Working(law, on).find("permit_years", stage)
    return int(str(years.value)) if years else 0


def judge_transfer(facts: TransferFacts, on: date) -> Calculation:
    """Return whether points and permit suffice for a transfer on the day ``on``."""
    working = Working(LAW, on)
    needed = working.number("points")
    working.say(f"居住证积分 {facts.points} 分，标准分值 {plain(needed)} 分。")
    if facts.points < needed:
        working.object(f"居住证积分 {facts.points} 分，未达 {plain(needed)} 分。")
    working.say(f"居住证有效期至 {facts.permit_valid_to}，申请日 {on}。")
    if facts.permit_valid_to < on:
        working.object(f"居住证 {facts.permit_valid_to} 已到期。")
    _check_years(working, facts)
    working.presume(facts.address_agrees, "居住证地址在本区且与产证或租赁备案地址一致")
    return working.finish(NOT_REACHED if working.reasons else REACHED)


def summer_fee(facts: SummerFacts, on: date) -> Calculation:
    """Return what the summer classes cost, in yuan.

    Raises ``UndecidedError`` for a family in need, whose reduction the organiser settles, and for
    more terms than a summer has.
    """
    working = Working(LAW, on)
    most, fee = working.number("summer_terms"), working.number("summer_fee")
    if facts.terms > most:
        raise UndecidedError(f"无法计算：每年只办 {plain(most)} 期，报名期数为 {facts.terms}。")
    if facts.poverty:
        raise UndecidedError(f"无法计算：{EXEMPT}。")
    total = fee * Decimal(facts.terms)
    working.say(f"{plain(fee)} 元/期 × {facts.terms} 期＝{plain(total)} 元。")
    return working.pay(total)


def _check_years(working: Working, facts: TransferFacts) -> None:
    years = working.find("permit_years", facts.stage)
    if years is None:
        return
    facts.need("permit_since")
    since = facts.permit_since or working.day
    full = add_months(since, 12 * int(str(years.value)))
    working.say(f"{facts.stage}：{since} 起持证，满 {years.value} 年为 {full}。")
    if full > working.day:
        working.object(f"居住证持证未满 {years.value} 年。")
