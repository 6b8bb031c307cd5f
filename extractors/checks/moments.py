"""Moments and months that people enter, in the time of Beijing.

>>> moment("2026年11月28日下午3点05分"), moment("2026-11-28T07:05:09Z"), moment("2026/11/28 24时")
('2026-11-28 15:05', '2026-11-28 15:05', '2026-11-29 00:00')
>>> year_month("202612"), year_month("二〇二六年十二月")
('2026-12', '2026-12')
"""

import re
from datetime import datetime, timedelta, timezone

from extractors.checks.dates import date_of_day, date_range, month
from extractors.checks.printed import compact, plain

BEIJING = timezone(timedelta(hours=8))
NOON, MIDNIGHT = 12, 24
_AFTERNOON = frozenset({"中午", "下午", "晚上", "晚"})
_MOMENT = re.compile(
    r"(?P<day>.+?)[\sT]*(?P<half>上午|早上|凌晨|中午|下午|晚上|晚)?\s*"
    r"(?P<hour>[0-9]{1,2})\s*(?::|[时点])\s*(?P<minute>[0-9]{1,2}|半)?(?:分|:[0-9]{1,2})?"
    r"(?:[0-9]{1,2}秒)?"
)
_SHORT = re.compile(
    r"(?P<day>[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日)\s*(?:至|到|[-—–~－])+\s*"
    r"(?:(?P<month>[0-9]{1,2})月)?(?P<last>[0-9]{1,2})日"
)
"""A stretch whose end leaves out the year, or year and month."""
_PARTS = re.compile(r"[0-9]+")
_YEAR_MONTH = re.compile(r"([12][0-9]{3})(0[1-9]|1[0-2])")


def moment(text: str) -> str:
    """Return a day with hour and minute as ``YYYY-MM-DD HH:MM``; 24时 is the next day's start."""
    printed = plain(text)
    found = _MOMENT.fullmatch(_local(printed))
    if not found:
        raise ValueError("应有日期和时刻，如 2026-11-28 15:05")
    hour, minute = int(found["hour"]), found["minute"] or "0"
    if found["half"] in _AFTERNOON and hour < NOON:
        hour += NOON
    return _counted(date_of_day(found["day"]), hour, 30 if minute == "半" else int(minute))


def year_month(text: str) -> str:
    """Return a month as ``YYYY-MM``; six figures name one too."""
    figures = _YEAR_MONTH.fullmatch(compact(text))
    return month(f"{figures[1]}-{figures[2]}" if figures else text)


def _local(printed: str) -> str:
    """Return a moment of ISO 8601 that names its zone in the time of Beijing, others as printed."""
    try:
        known = datetime.fromisoformat(printed)
        return f"{known.astimezone(BEIJING):%Y-%m-%d %H:%M}" if known.tzinfo else printed
    except (ValueError, OverflowError):
        return printed


def _counted(day: str, hour: int, minute: int) -> str:
    if minute >= 60 or hour * 60 + minute > MIDNIGHT * 60:
        raise ValueError("时刻应在 00:00 至 24:00 之间")
    start = datetime.fromisoformat(day)
    return f"{start + timedelta(hours=hour, minutes=minute):%Y-%m-%d %H:%M}"


def period(text: str) -> str:
    """Return a stretch of days as ``YYYY-MM-DD 至 YYYY-MM-DD``; one day alone is a stretch too.

    >>> period("2026年12月1日至5日"), period("2026.12.30-2027.1.2"), period("2026-12-01")
    ('2026-12-01 至 2026-12-05', '2026-12-30 至 2027-01-02', '2026-12-01 至 2026-12-01')
    """
    printed = plain(text)
    if short := _SHORT.fullmatch(printed):
        year, month_, day = _PARTS.findall(short["day"])
        last = f"{year}-{short['month'] or month_}-{short['last']}"
        return date_range(f"{year}-{month_}-{day} 至 {last}")
    try:
        day = date_of_day(printed)
    except ValueError:
        return date_range(printed)
    return f"{day} 至 {day}"
