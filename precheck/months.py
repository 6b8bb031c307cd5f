"""Arithmetic on calendar months and years, as time limits are counted."""

from calendar import monthrange
from datetime import MAXYEAR, date


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the month's last day where it has no such day.

    Nothing lies after the last day of year 9999: a later date stops there.

    >>> add_months(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """Return how many whole months lie between two days; 0 when the second is not later.

    >>> whole_months(date(2025, 1, 31), date(2025, 2, 28))
    1
    >>> whole_months(date(2025, 1, 15), date(2026, 1, 14))
    11
    """
    months = 12 * (end.year - start.year) + end.month - start.month
    return max(0, months - (add_months(start, months) > end))


def end_of_month(day: date) -> date:
    """Return the last day of the month ``day`` lies in."""
    return day.replace(day=monthrange(day.year, day.month)[1])
