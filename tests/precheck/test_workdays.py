"""Working days: the yearly notices, both sides of a limit, and years without a notice."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import SpecError
from precheck.workdays import (
    CALENDAR,
    add_workdays,
    is_workday,
    read_calendar,
    unannounced_years,
    workdays_between,
)

DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2024-02-09", True),  # New Year's Eve of 2024 was a working day
        ("2024-02-10", False),
        ("2024-02-18", True),
        ("2025-01-27", True),
        ("2025-01-28", False),
        ("2025-02-04", False),
        ("2025-02-05", True),
        ("2025-10-08", False),
        ("2025-10-11", True),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-11-28", False),
        ("2026-11-30", True),
        ("2027-10-01", True),  # no notice yet: weekends only
    ],
)
def test_the_notice_of_the_year_decides(day: str, worked: bool) -> None:
    assert is_workday(date.fromisoformat(day)) is worked


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_holidays_of_a_year_are_its_own(year: int) -> None:
    days = [day for day in (*CALENDAR.free, *CALENDAR.worked) if day.year == year]
    assert all(day.weekday() >= 5 for day in CALENDAR.worked)
    # A day worked on a weekend was given for a weekday off; the rest are the law's own holidays.
    free = sum(day in CALENDAR.free for day in days)
    assert 6 <= free - sum(day in CALENDAR.worked for day in days) <= 13


@given(start=DAYS, end=DAYS)
@settings(deadline=None)
def test_counting_agrees_with_looking_at_every_day(start: date, end: date) -> None:
    first, last = sorted((start, end))
    span = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    looked = sum(map(is_workday, span))
    assert workdays_between(first, last) == looked
    assert workdays_between(last, first) == -looked


@given(start=DAYS, count=st.integers(1, 400))
@settings(deadline=None)
def test_the_last_day_of_a_period_is_a_working_day_that_completes_it(
    start: date, count: int
) -> None:
    end = add_workdays(start, count)
    assert is_workday(end)
    assert workdays_between(start, end) == count
    assert workdays_between(start, end - timedelta(days=1)) == count - 1


@pytest.mark.parametrize("count", [0, -1])
def test_no_days_end_where_they_began(count: int) -> None:
    assert add_workdays(date(2026, 11, 28), count) == date(2026, 11, 28)


def test_an_absurd_count_stops_at_the_end_of_the_calendar() -> None:
    assert add_workdays(date(2026, 1, 1), 10**12) == date.max
    assert workdays_between(date.min, date.max) > 0


def test_years_without_a_notice_are_named() -> None:
    assert unannounced_years(date(2026, 1, 1), date(2026, 12, 31)) == ()
    assert unannounced_years(date(2027, 1, 1), date(2023, 12, 31)) == (2023, 2027)


@pytest.mark.parametrize("days", ['["2026-01-02", "2026-01-01"]', '["2026-01-01"]', '["x", "y"]'])
def test_a_holiday_that_is_no_range_stops_the_service(tmp_path: Path, days: str) -> None:
    told = 'since = 2026-01-01\ntitle = "放假"\nreference = "通知"\n'
    path = tmp_path / "workdays.toml"
    path.write_text(
        f'[[holidays]]\n{told}axes = ["节日"]\nvalue = {{ "元旦" = {days} }}\n'
        f"[[makeup_workdays]]\n{told}value = []\n",
        encoding="utf-8",
    )
    with pytest.raises(SpecError, match=r"workdays\.toml"):
        read_calendar(path)
