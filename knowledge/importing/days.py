"""Days as texts write them."""

import re
from datetime import date, timedelta
from typing import Final

DAY: Final = re.compile(
    r"(?:19|20)\d{2}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}(?:\s*日)?|"
    r"[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
"""A day in digits, or in Chinese numerals as orders are signed."""
_WORDS: Final = {word: place for place, word in enumerate("〇一二三四五六七八九")} | {
    "○": 0,
    "零": 0,
}


def day_of(text: str) -> date | None:
    """Return the first day a text names, None without a real one.

    >>> day_of("二〇二四年七月二十六日"), day_of("发布日期：2025-6-30"), day_of("2025-13-01")
    (datetime.date(2024, 7, 26), datetime.date(2025, 6, 30), None)
    """
    for found in DAY.finditer(text):
        numbers = [
            _whole(each) for each in re.findall(r"\d+|[〇○零一二三四五六七八九十]+", found[0])
        ]
        try:
            return date(*numbers[:3])
        except (ValueError, TypeError):
            continue
    return None


def days_after(day: date, count: int) -> date:
    """Return the day so many days later; the last day there is where the calendar ends."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return date.max


def years_after(day: date, count: int) -> date:
    """Return the same day so many years later; of 29 February the 1 March."""
    try:
        return day.replace(year=day.year + count)
    except ValueError:
        return date(day.year + count, 3, 1)


def _whole(word: str) -> int:
    if word.isdigit() and word.isascii():
        return int(word)
    if "十" in word:
        tens, _, ones = word.partition("十")
        return _WORDS.get(tens, 1) * 10 + _WORDS.get(ones, 0)
    return int("".join(str(_WORDS[each]) for each in word))
