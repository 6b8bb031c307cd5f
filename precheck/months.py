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


def end_of_month(day: date) -> date:
    """Return the last day of the month ``day`` lies in."""
    return day.replace(day=monthrange(day.year, day.month)[1])
