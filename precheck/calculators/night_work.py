"""建筑工地夜间施工: hours, processes, nights in a row and in a month, examinations."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field

from models.errors import UndecidedError
from models.specs.dated import DatedValue
from precheck.calculators.calculation import Calculation, Working, moment, plain
from precheck.calculators.facts import Day, Facts, Moment
from precheck.months import end_of_month
from precheck.parameters import Parameters
from precheck.workdays import workdays_between

NEEDED = ("night", "processes", "key_zone_nights", "key_zone_gap_hours", "month_nights")
LAW = Parameters.read(
    Path(__file__).with_name("night_work.toml"), (*NEEDED, "lead_workdays", "exam_ban")
)
KEY_ZONE = "重点区域"
IN_ORDER, OUT_OF_ORDER = "符合夜间施工规定", "不符合夜间施工规定"
ONE_DAY = timedelta(days=1)
MOST_NIGHTS = 366


class NightFacts(Facts):
    """An application to build at night."""

    zone: Literal["重点区域", "一般区域"] = Field(title="区域类型")
    process: Literal[
        "不可中断的混凝土浇捣",
        "深基坑开挖(含渣土装运)",
        "钻孔灌注桩钻孔",
        "特殊拆除",
        "其他",
    ] = Field(title="夜间施工工序")
    start_time: Moment = Field(title="施工起始时间")
    end_time: Moment = Field(title="施工结束时间")
    month_days_used: int = Field(0, title="当月已批天数", ge=0, le=31)
    last_end: Moment | None = Field(
        None, title="上次夜间施工结束时间", description="重点区域且此前批过的填写。"
    )
    applied: Day | None = Field(None, title="申请日期", description="不填的按计算日。")


def judge_night_work(facts: NightFacts, on: date) -> Calculation:
    """Return whether an application keeps the rules of the day it starts; ``reasons`` says how not.

    A period of several nights is told by its first hour and its last.
    """
    if not timedelta(0) < facts.end_time - facts.start_time <= MOST_NIGHTS * ONE_DAY:
        raise UndecidedError("无法计算：施工结束时间须晚于起始时间，且不超过一年。")
    working = Working(LAW, facts.start_time.date())
    _check_hours(working, facts)
    _check_process(working, facts)
    first, last = _first_and_last(working, facts.start_time, facts.end_time)
    _check_nights(working, facts, first, last)
    _check_examinations(working, facts)
    _check_lead(working, facts, on)
    return working.finish(OUT_OF_ORDER if working.reasons else IN_ORDER)


def is_night(at: datetime, on: date, law: Parameters = LAW) -> bool:
    """Tell whether a moment lies in the night hours, both ends included."""
    begins, ends = _hours(Working(law, on))
    return at.time() >= begins or at.time() <= ends


def count_nights(start: datetime, end: datetime, on: date, law: Parameters = LAW) -> int:
    """Return how many nights a period touches, by the night hours of the day ``on``."""
    first, last = _first_and_last(Working(law, on), start, end)
    return (last - first).days + 1


def _hours(working: Working) -> tuple[time, time]:
    begins, ends = working.words("night")
    return time.fromisoformat(begins), time.fromisoformat(ends)


def _check_hours(working: Working, facts: NightFacts) -> None:
    begins, ends = _hours(working)
    hours = f"{begins:%H:%M} 至次日 {ends:%H:%M}"
    working.say(f"夜间为 {hours}。")
    for label, at in (("起始", facts.start_time), ("结束", facts.end_time)):
        if not (at.time() >= begins or at.time() <= ends):
            working.object(f"施工{label}时间 {moment(at)} 不在夜间时段 {hours} 内。")


def _check_process(working: Working, facts: NightFacts) -> None:
    allowed = working.words("processes")
    working.say(f"允许的工序：{'、'.join(allowed)}。")
    if facts.process not in allowed:
        working.object(f"工序“{facts.process}”不属于允许夜间施工的工序。")


def _first_and_last(working: Working, start: datetime, end: datetime) -> tuple[date, date]:
    """Return the first and last night of a period; hours after midnight are the day before's."""
    begins, _ = _hours(working)
    shift = timedelta(hours=begins.hour, minutes=begins.minute)
    return (start - shift).date(), (end - shift).date()


def _check_nights(working: Working, facts: NightFacts, first: date, last: date) -> None:
    nights = (last - first).days + 1
    working.say(f"{moment(facts.start_time)} 至 {moment(facts.end_time)}，共 {nights} 天。")
    if facts.zone == KEY_ZONE:
        _check_key_zone(working, facts, nights)
    most = working.look_up("month_nights")
    in_month = (min(last, end_of_month(first)) - first).days + 1
    if in_month < nights:
        working.assumed.append(
            f"次月连同本次的 {nights - in_month} 天不超过 {most.value} {most.unit}"
        )
    total = facts.month_days_used + in_month
    working.say(
        f"当月已批 {facts.month_days_used} 天＋本次 {in_month} 天＝{total} 天，"
        f"上限 {most.value} {most.unit}。"
    )
    if total > int(str(most.value)):
        working.object(f"当月累计 {total} 天，超过 {most.value} {most.unit}。")


def _check_key_zone(working: Working, facts: NightFacts, nights: int) -> None:
    most, gap = working.look_up("key_zone_nights"), working.look_up("key_zone_gap_hours")
    if nights > int(str(most.value)):
        working.object(f"重点区域单次 {nights} 天，超过 {most.value} {most.unit}。")
    if facts.last_end is None:
        working.assumed.append(f"与上次夜间施工间隔不少于 {gap.value} {gap.unit}，或此前没有批过")
    elif facts.start_time - facts.last_end < timedelta(hours=int(str(gap.value))):
        working.object(f"与上次夜间施工间隔不足 {gap.value} {gap.unit}。")


def _check_examinations(working: Working, facts: NightFacts) -> None:
    year = working.day.year
    ban = working.find("exam_ban")
    if ban is None:
        reference = f"{year}年中高考期间禁止夜间施工时段未登记，以当年通告为准"
        working.used.append(
            DatedValue(since=working.day, value=year, reference=reference, basis="UNVERIFIED")
        )
        return
    words = ban.value if isinstance(ban.value, list) else []
    begins, ends = map(datetime.fromisoformat, words)
    working.say(f"{ban.title}：{moment(begins)} 至 {moment(ends)}。")
    if facts.start_time < ends and facts.end_time > begins:
        working.object(f"施工时间与{ban.title}（{moment(begins)} 至 {moment(ends)}）重叠。")


def _check_lead(working: Working, facts: NightFacts, on: date) -> None:
    applied, start = facts.applied or on, facts.start_time.date()
    needed = working.number("lead_workdays")
    days = workdays_between(applied, start)
    working.count_workdays(applied, start)
    working.say(f"{applied} 申请，至 {start} 有 {days} 个工作日，须提前 {plain(needed)} 个工作日。")
    if days < needed:
        working.object(f"申请距施工不足 {plain(needed)} 个工作日。")
