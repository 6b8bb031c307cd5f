"""Dates as printed on Chinese papers, out as ISO 8601; “for ever” stays the word 长期.

>>> date_of_day("2024年5月8日"), date_of_day("2015.11.05"), date_of_day("二〇二四年十二月三十一日")
('2024-05-08', '2015-11-05', '2024-12-31')
>>> date_range("2015.11.05-长期")
'2015-11-05 至 长期'
"""

import re
from calendar import monthrange
from datetime import date

from extractors.checks.printed import AbsurdError, plain

FOREVER = "长期"
EARLIEST, LATEST = 1880, 2100
"""Years that a paper in use today can name; others were misread."""
_FOREVER = re.compile(r"长期(?:有效)?|永久(?:有效)?|无固定期限|永续经营")
_DAY = r"[12][0-9]{3}\s*[-年./\s]\s*[0-9]{1,2}\s*[-月./\s]\s*[0-9]{1,2}\s*日?|[12][0-9]{7}"
_PARTS = re.compile(r"([0-9]{4})\D*([0-9]{1,2})\D*([0-9]{1,2})\D*")
_WHOLE_DAY = re.compile(_DAY)
_CUT = re.compile(r"[12][0-9]{3}([-./])0[0-9]\1[0-9]")
"""Where the month has its leading zero, a day of one figure lost its second."""
_MONTH = re.compile(r"([12][0-9]{3})\s*[-年./]\s*([0-9]{1,2})\s*月?")
_CARD_MONTH = re.compile(r"([0-9]{2})/([0-9]{2})")
_RANGE = re.compile(rf"自?\s*({_DAY})\s*(?:至|到|[-—–~－一])+\s*({_DAY}|{_FOREVER.pattern})止?")
_NUMERALS = str.maketrans("〇○零Oo0一—二三四五六七八九元", "00000011234567891")
_TENS = re.compile(r"([0-9]?)十([0-9]?)")
_SMALL = "[一—二三四五六七八九十]{1,3}"
_WRITTEN = re.compile(rf"[〇○零Oo0一—二三四五六七八九]{{4}}年(?:元|{_SMALL})月(?:{_SMALL}日)?")
"""A day or month in numerals; the round zero is also read as a letter or digit, 一 as a dash."""


def date_of_day(text: str) -> str:
    """Return a printed day as ``YYYY-MM-DD``; it must exist in the calendar."""
    printed = _in_figures(text)
    if not _WHOLE_DAY.fullmatch(printed) or _CUT.fullmatch(printed):
        raise ValueError("日期应包含年、月、日，如 2024年5月8日 或 2024-05-08")
    return _iso(printed)


def _in_figures(text: str) -> str:
    """Return a printed date with its numerals, if it has any, as figures."""
    printed = plain(text)
    if not _WRITTEN.fullmatch(printed):
        return printed
    return _TENS.sub(_ten, printed.translate(_NUMERALS))


def _iso(printed: str) -> str:
    parts = _PARTS.fullmatch(printed)
    if not parts:
        raise ValueError("日期应包含年、月、日，如 2024年5月8日 或 2024-05-08")
    try:
        day = date(*map(int, parts.groups()))
    except ValueError as error:
        raise ValueError("日期在日历上不存在，请核对年、月、日") from error
    return _believable(day.isoformat())


def _believable(canonical: str) -> str:
    """Return a date as it is; raises ``AbsurdError`` when no paper in use can name its year."""
    year = int(canonical[:4])
    if not EARLIEST <= year <= LATEST:
        raise AbsurdError(f"年份 {year} 不合理，请核对日期", canonical)
    return canonical


def _ten(found: re.Match[str]) -> str:
    return f"{found[1] or 1}{found[2] or 0}"


def month(text: str) -> str:
    """Return a printed month without a day as ``YYYY-MM``.

    >>> month("2024年05月"), month("二〇二四年十月")
    ('2024-05', '2024-10')
    """
    parts = _MONTH.fullmatch(_in_figures(text))
    if not parts or not 1 <= int(parts[2]) <= 12:
        raise ValueError("应为年月，如 2024年05月")
    return _believable(f"{parts[1]}-{int(parts[2]):02}")


def day_or_month(text: str) -> str:
    """Return a printed day as ``YYYY-MM-DD``, or a month as ``YYYY-MM`` where no day is printed."""
    try:
        return month(text)
    except AbsurdError:
        raise
    except ValueError:
        return date_of_day(text)


def last_day(text: str) -> date | None:
    """Return the last day of a canonical day, of a month or of a card's ``MM/YY``; None for others.

    >>> last_day("2024-05-08"), last_day("02/28"), last_day("长期")
    (datetime.date(2024, 5, 8), datetime.date(2028, 2, 29), None)
    """
    card = _CARD_MONTH.fullmatch(text)
    if card:
        text = f"20{card[2]}-{card[1]}"
    try:
        if len(text) == len("2024-05"):
            year, number = map(int, text.split("-"))
            return date(year, number, monthrange(year, number)[1])
        return date.fromisoformat(text)
    except ValueError:
        return None


def date_or_forever(text: str) -> str:
    """Return the end of a term: a day, or 长期 for 长期, 永久 and 无固定期限.

    >>> date_or_forever("至 永久")
    '长期'
    """
    printed = plain(text).removeprefix("至").strip()
    return FOREVER if _FOREVER.fullmatch(printed) else date_of_day(printed)


def date_range(text: str) -> str:
    """Return a term as ``YYYY-MM-DD 至 YYYY-MM-DD`` or ``YYYY-MM-DD 至 长期``."""
    return " 至 ".join(ends_of(text))


def ends_of(text: str) -> tuple[str, str]:
    """Return first and last day of a printed term; the last may be 长期, never before the first."""
    parts = _RANGE.fullmatch(plain(text))
    if not parts:
        raise ValueError("有效期限应有起止日期，如 2015.11.05-2025.11.05 或 2015.11.05-长期")
    first, last = date_of_day(parts[1].strip()), date_or_forever(parts[2].strip())
    if last != FOREVER and last < first:
        raise ValueError("有效期限的截止日期早于起始日期")
    return first, last
