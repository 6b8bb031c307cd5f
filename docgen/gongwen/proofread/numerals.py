"""Chinese numbers below a thousand, read; writing them is ``docgen.printing.numerals``."""

from typing import Final

DIGITS: Final = {mark: number for number, mark in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
SIZES: Final = {"十": 10, "百": 100, "千": 1000}


def number_of(words: str) -> int | None:
    """Return a number below 10 000 in Chinese or Arabic digits; ``None`` for what is none.

    >>> [number_of(each) for each in ("二十一", "十", "一百零五", "12", "一千二百六十", "好")]
    [21, 10, 105, 12, 1260, None]
    """
    if words.isascii() and words.isdigit():
        return int(words) if len(words) <= 9 else None
    total, digit, seen = 0, 0, bool(words)
    for mark in words:
        if mark in DIGITS:
            digit = DIGITS[mark]
        elif mark in SIZES:
            total, digit = total + (digit or 1) * SIZES[mark], 0
        else:
            return None
    return total + digit if seen else None
