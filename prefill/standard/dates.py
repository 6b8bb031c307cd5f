"""Days, months, moments and stretches of days."""

import re
from calendar import monthrange
from typing import Final

from extractors.checks import CHECKS
from extractors.checks.printed import compact, plain
from prefill.standard.normal import Normal

TIME_OF_DAY: Final = re.compile(r"[T\s]\s*[0-9]{1,2}:[0-9]{2}.*$", re.DOTALL)
MONTH: Final = re.compile(r"([12][0-9]{3})[-年./]([0-9]{1,2})(?:月|(?![0-9-年./]))")


def day(text: str) -> Normal:
    """Return a day as ``YYYY-MM-DD``, without the time that registers add."""
    return Normal(CHECKS["date"](TIME_OF_DAY.sub("", plain(text))))


def last_day(text: str) -> Normal:
    """Return the last day of a validity; a month alone is valid to its end (rule of 行驶证检验栏).

    Of several stamps, as on a vehicle licence, the latest counts; 长期 stays a word.
    """
    printed = TIME_OF_DAY.sub("", plain(text))
    try:
        return Normal(CHECKS["date_or_forever"](printed))
    except ValueError:
        months = [(int(year), int(month)) for year, month in MONTH.findall(compact(printed))]
        if not months or not all(1 <= month <= 12 for _, month in months):
            raise
        year, month = max(months)
        return Normal(CHECKS["date"](f"{year}-{month:02}-{monthrange(year, month)[1]}"))


def moment(text: str) -> Normal:
    """Return a day with its time as ``YYYY-MM-DD HH:MM``; a day alone lacks what was asked."""
    try:
        return Normal(CHECKS["moment"](text))
    except ValueError:
        return Normal(CHECKS["date"](text), standard=False)


def month(text: str) -> Normal:
    """Return a month as ``YYYY-MM``; a day stands for its month."""
    try:
        return Normal(CHECKS["year_month"](text))
    except ValueError:
        return Normal(day(text).text[:7])


def period(text: str) -> Normal:
    """Return a stretch of days as ``YYYY-MM-DD 至 YYYY-MM-DD``."""
    return Normal(CHECKS["period"](text))
