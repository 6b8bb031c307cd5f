"""道路停车: when arrears are pressed for, and from when to when a monthly order runs."""

from datetime import date, timedelta
from pathlib import Path

from pydantic import Field

from models.errors import UndecidedError
from precheck.calculators.calculation import Calculation, Working
from precheck.calculators.facts import LATEST, Day, Facts, Flag
from precheck.months import add_months, end_of_month
from precheck.parameters import Parameters
from precheck.workdays import add_workdays

NEEDED = ("arrears_workdays", "renewal_months", "most_a_month")
LAW = Parameters.read(Path(__file__).with_name("parking.toml"), NEEDED)
ONE_DAY = timedelta(days=1)


class ArrearsFacts(Facts):
    """The oldest unpaid bill of a car."""

    first_arrear_date: Day = Field(title="最早欠费日期")


class MonthlyFacts(Facts):
    """A monthly order."""

    start_month: Day = Field(title="月结起始月份", description="该月任意一天。")
    months: int = Field(title="申请时长（月）", ge=1, le=36)
    auto_renew: Flag = Field(False, title="自动续期")
    cancelled: Day | None = Field(None, title="取消日期", description="没有取消的不填。")


def arrears_due(facts: ArrearsFacts, on: date) -> Calculation:
    """Return the day from which arrears are to be pressed for (待催缴)."""
    working = Working(LAW, on)
    since = facts.first_arrear_date
    days = working.look_up("arrears_workdays")
    last = pay_until(since, on)
    begins = last + ONE_DAY
    working.count_workdays(since, last)
    working.say(
        f"{since} 欠费，次日起算，第 {days.value} 个工作日为 {last}；满 {days.value} {days.unit}，"
        f"{begins} 起进入待催缴。"
    )
    if on < begins:
        working.object(f"{on} 尚未满 {days.value} {days.unit}，不得催缴。")
    return working.finish(begins)


def pay_until(since: date, on: date, law: Parameters = LAW) -> date:
    """Return the last day to pay what is owed, or was pressed for, since a day."""
    return add_workdays(since, int(Working(law, on).number("arrears_workdays")))


def cancellation_takes_effect(cancelled: date) -> date:
    """Return the first day of the month after a cancellation.

    >>> cancellation_takes_effect(date(2026, 11, 1))
    datetime.date(2026, 12, 1)
    """
    return end_of_month(cancelled) + ONE_DAY


def monthly_order(facts: MonthlyFacts, on: date) -> Calculation:
    """Return the last day of a monthly order as it stands on ``on``."""
    working = Working(LAW, on)
    start = facts.start_month.replace(day=1)
    if facts.cancelled and facts.cancelled > LATEST - 31 * ONE_DAY:
        raise UndecidedError("无法计算：取消日期过晚。")
    last = add_months(start, facts.months) - ONE_DAY
    working.say(f"自 {start} 起 {facts.months} 个月，至 {last}。")
    if facts.auto_renew:
        last = _renewed(working, last, facts.cancelled)
    if facts.cancelled:
        last = _cancelled(working, start, last, facts.cancelled)
    most = working.look_up("most_a_month")
    working.say(f"{most.title}：{most.value} {most.unit}。")
    return working.finish(last)


def _renewed(working: Working, last: date, cancelled: date | None) -> date:
    months = int(working.number("renewal_months"))
    until = cancelled or working.day
    while last < until:
        last = end_of_month(add_months(last, months))
    working.say(f"自动续期，每次 {months} 个月；至 {until} 续至 {last}。")
    return last


def _cancelled(working: Working, start: date, last: date, cancelled: date) -> date:
    effective = cancellation_takes_effect(cancelled)
    if effective <= start:
        working.object(f"{cancelled} 取消，{effective} 生效，月结尚未开始。")
    working.say(f"{cancelled} 取消，次月1日（{effective}）生效。")
    return min(last, effective - ONE_DAY)
