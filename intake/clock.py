"""The time the service goes by: that of Shanghai, which has no summer time."""

from datetime import date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(SHANGHAI)


def today() -> date:
    """Return the day the rules are applied for."""
    return now().date()
