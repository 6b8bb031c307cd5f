"""Numbers, money and shares: read as people type them, written as official texts write them.

Source: GB/T 15835-2011: quantities stand in Arabic figures; a large one may be told in 万 or 亿,
never in both (3.45亿, not 3亿4500万).
"""

import re
from decimal import Decimal
from typing import Final

from extractors.checks.amounts import in_words
from extractors.checks.printed import compact

SIZES: Final = {"": 1, "万": 10**4, "亿": 10**8}
LARGEST: Final = Decimal(10) ** 12
"""Amounts in capitals are written below it."""
FIGURES: Final = re.compile(r"(-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?)([万亿]?)(\D*)")
SHARE: Final = re.compile(r"(?:百分之)?(-?\d{1,6}(?:\.\d{1,4})?)%?")
PLACES: Final = 2
"""Decimals that 万 and 亿 may have before the figure is written out."""


def read_number(words: str, unit: str = "") -> Decimal:
    """Return a number, its unit behind it or not; raises ``ValueError`` in Chinese.

    >>> read_number("1,200 辆", "辆"), read_number("18万人次", "人次")
    (Decimal('1200'), Decimal('180000'))
    """
    found = FIGURES.fullmatch(compact(words))
    if not found or found[3] not in {"", compact(unit)}:
        raise ValueError(f"应为数字，如 120{unit}")
    number = _scaled(found)
    if abs(number) >= LARGEST:
        raise ValueError("数字应小于一万亿")
    return number


def read_money(words: str, unit: str = "元") -> Decimal:
    """Return an amount in yuan; without a unit the figures are in ``unit``.

    Raises ``ValueError`` for what is no positive amount in whole cents below 10^12 yuan.

    >>> read_money("12.5万元"), read_money("¥1,234.50"), read_money("30", "万元")
    (Decimal('125000'), Decimal('1234.5'), Decimal('300000'))
    """
    found = FIGURES.fullmatch(compact(words).removeprefix("人民币").lstrip("¥￥"))
    if not found or found[3] not in {"", "元", "圆"}:
        raise ValueError("应为金额，如 120000元 或 12万元")
    bare = not (found[2] or found[3])
    amount = _plain(_scaled(found) * (size_of(unit) if bare else 1))
    if not 0 < amount < LARGEST or amount != amount.quantize(Decimal("0.01")):
        raise ValueError("金额应大于 0、小于一万亿元，最多精确到分")
    return amount


def read_share(words: str) -> Decimal:
    """Return a percentage as figures; its decimals are those that were typed.

    >>> read_share("95.0 ％"), read_share("百分之12")
    (Decimal('95.0'), Decimal('12'))
    """
    found = SHARE.fullmatch(compact(words))
    if not found:
        raise ValueError("应为百分比，如 95%")
    return Decimal(found[1])


def number_words(number: Decimal, unit: str = "") -> str:
    """Return a quantity as it stands in a text.

    >>> number_words(Decimal(1200), "辆"), number_words(Decimal(180000), "人次")
    ('1200辆', '18万人次')
    """
    return f"{_shortest(number)}{unit}"


def money_words(amount: Decimal) -> str:
    """Return an amount as it stands in a text.

    >>> [money_words(Decimal(each)) for each in ("125000", "800", "1234.5", "345000000", "1234567")]
    ['12.5万元', '800元', '1234.50元', '3.45亿元', '1234567元']
    """
    whole = amount == amount.to_integral()
    return f"{_shortest(amount) if whole else f'{amount:.2f}'}元"


def money_capitals(amount: Decimal) -> str:
    """Return an amount in Chinese capitals, with 元 as official texts have it.

    >>> money_capitals(Decimal("125000"))
    '人民币壹拾贰万伍仟元整'
    """
    return f"人民币{in_words(amount).replace('圆', '元')}"


def share_words(share: Decimal) -> str:
    """Return a percentage as it stands in a text.

    >>> share_words(Decimal("95.0"))
    '95.0%'
    """
    return f"{share}%"


def size_of(unit: str) -> int:
    """Return how many yuan, or pieces, one of a unit is.

    >>> size_of("万元"), size_of("辆")
    (10000, 1)
    """
    return SIZES.get(unit.removesuffix("元"), 1)


def plain(number: Decimal) -> str:
    """Return a number without exponent and without zeros that say nothing.

    >>> plain(Decimal("1.20E+3")), plain(Decimal("12.50"))
    ('1200', '12.5')
    """
    return f"{_plain(number):f}"


def _shortest(number: Decimal) -> str:
    for size in ("亿", "万"):
        scaled = number / SIZES[size]
        if abs(scaled) >= 1 and scaled == round(scaled, PLACES):
            return f"{plain(scaled)}{size}"
    return plain(number)


def _scaled(found: re.Match[str]) -> Decimal:
    """Return the number; one that is told in figures alone keeps the decimals that were typed."""
    number = Decimal(found[1].replace(",", ""))
    return _plain(number * SIZES[found[2]]) if found[2] else number


def _plain(number: Decimal) -> Decimal:
    """Return the same number without trailing zeros and without an exponent."""
    whole = number.to_integral()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()
