"""Days as official texts write them."""

from datetime import date


def day_words(iso: str) -> str:
    """Return a day in full, without leading zeros (GB/T 9704-2012 7.3.5.4).

    >>> day_words("2026-03-05")
    '2026年3月5日'
    """
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"
