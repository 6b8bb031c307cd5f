"""Days as official texts write them."""

from datetime import date


def day_words(day: date | None) -> str:
    """Return a day in full, without leading zeros (GB/T 9704-2012 7.3.5.4); nothing for none.

    >>> day_words(date(2026, 3, 5))
    '2026年3月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
