"""Chinese numerals as numbers, so that 一千二百 and 1,200 are the same figure."""

import re
from decimal import Decimal
from typing import Final

DIGITS: Final = {each: value for value, each in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8,
    "玖": 9,
}  # fmt: skip
TENS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE: Final = {"万": 10_000, "亿": 100_000_000}
NUMERAL: Final = re.compile(f"[{''.join([*DIGITS, *TENS])}][{''.join([*DIGITS, *TENS, *LARGE])}]*")


def read_numeral(text: str) -> Decimal | None:
    """Return the number a run of numerals stands for; None where it stands for none.

    >>> [int(read_numeral(each)) for each in ("一千二百", "二〇二四", "三万五千", "十")]
    [1200, 2024, 35000, 10]
    """
    if not text or not all(each in DIGITS or each in TENS or each in LARGE for each in text):
        return None
    if all(each in DIGITS for each in text):
        return Decimal("".join(str(DIGITS[each]) for each in text))
    total = section = digit = 0
    for each in text:
        if each in DIGITS:
            digit = DIGITS[each]
        elif each in TENS:
            section += (digit or 1) * TENS[each]
            digit = 0
        else:
            total = (total + section + digit) * LARGE[each]
            section = digit = 0
    return Decimal(total + section + digit)
