"""Working days, as time limits of administrative acts are counted.

Weekends are free, holidays of the yearly notice too, and the days it names instead are worked. A
year whose notice is not at hand knows weekends only: ``unannounced_years`` tells which those are.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from models.errors import SpecError
from models.specs.dated import DatedValue
from precheck.parameters import Parameters

FILE = Path(__file__).with_name("workdays.toml")
WEEK = 7
WORKED_OF_A_WEEK = 5


@dataclass(frozen=True)
class Calendar:
    """The days that differ from an ordinary week, in order, and the notices they come from."""

    free: Sequence[date]
    """Weekdays that are days off."""
    worked: Sequence[date]
    """Days of weekends that are worked."""
    notices: Sequence[DatedValue]


def read_calendar(path: Path = FILE) -> Calendar:
    """Read the notices; raises ``SpecError`` for a day that is none or a range turned round."""
    notices = Parameters.read(path, ("holidays", "makeup_workdays"))
    try:
        free = [day for notice in notices.dated("holidays") for day in _days_off(notice)]
        worked = [day for notice in notices.dated("makeup_workdays") for day in _named(notice)]
    except ValueError as error:
        raise SpecError(f"{path.name}: {error}") from error
    return Calendar(
        free=sorted({day for day in free if not _on_weekend(day)} - set(worked)),
        worked=sorted({day for day in worked if _on_weekend(day)}),
        notices=notices.dated("holidays"),
    )


def _days_off(notice: DatedValue) -> Iterator[date]:
    ranges = notice.value if isinstance(notice.value, dict) else {}
    for name, ends in ranges.items():
        if not isinstance(ends, list) or len(ends) != 2:
            raise ValueError(f"{name}: needs a first and a last day")
        first, last = map(date.fromisoformat, ends)
        if last < first:
            raise ValueError(f"{name}: ends before it begins")
        yield from (first + timedelta(days=n) for n in range((last - first).days + 1))


def _named(notice: DatedValue) -> Iterator[date]:
    yield from map(date.fromisoformat, notice.value if isinstance(notice.value, list) else [])


def _on_weekend(day: date) -> bool:
    return day.weekday() >= WORKED_OF_A_WEEK


CALENDAR = read_calendar()


def is_workday(day: date, calendar: Calendar = CALENDAR) -> bool:
    """Tell whether a day is worked.

    >>> is_workday(date(2026, 10, 1)), is_workday(date(2026, 10, 10))
    (False, True)
    """
    if _on_weekend(day):
        return day in calendar.worked
    return day not in calendar.free


def workdays_between(start: date, end: date, calendar: Calendar = CALENDAR) -> int:
    """Return how many working days follow ``start`` up to and with ``end``.

    The first day is not counted, as periods begin on the day after; negative when ``end`` is the
    earlier of the two.

    >>> workdays_between(date(2026, 9, 30), date(2026, 10, 10))
    3
    """
    return _worked_until(end, calendar) - _worked_until(start, calendar)


def add_workdays(start: date, count: int, calendar: Calendar = CALENDAR) -> date:
    """Return the working day on which ``count`` working days after ``start`` are complete.

    A count of 0 or less returns ``start``; nothing lies after the last day of year 9999.

    >>> add_workdays(date(2026, 9, 30), 3)
    datetime.date(2026, 10, 10)
    """
    days = range(start.toordinal(), date.max.toordinal())
    wanted = _worked_until(start, calendar) + count
    if count <= 0:
        return start
    at = bisect_left(days, wanted, key=lambda n: _worked_until(date.fromordinal(n), calendar))
    return date.fromordinal(start.toordinal() + at)


def unannounced_years(start: date, end: date, calendar: Calendar = CALENDAR) -> tuple[int, ...]:
    """Return the years between two days whose notice is not at hand.

    >>> unannounced_years(date(2026, 12, 1), date(2027, 1, 4))
    (2027,)
    """
    announced = {notice.since.year for notice in calendar.notices}
    first, last = sorted((start.year, end.year))
    return tuple(year for year in range(first, last + 1) if year not in announced)


def _worked_until(day: date, calendar: Calendar) -> int:
    """Return how many days are worked from the first Monday of the era up to and with ``day``."""
    weeks, rest = divmod(day.toordinal(), WEEK)  # 0001-01-01, a Monday, is day 1
    ordinary = weeks * WORKED_OF_A_WEEK + min(rest, WORKED_OF_A_WEEK)
    after = date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
    return ordinary - bisect_left(calendar.free, after) + bisect_left(calendar.worked, after)
