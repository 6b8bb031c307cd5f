"""Amounts as invoices print them."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")


def cents(amount: Decimal) -> Decimal:
    """Round to the cent as invoices do."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def in_words(amount: Decimal) -> str:
    """Return an amount below 万亿 in capital characters, as on an invoice.

    >>> in_words(Decimal("14508.00"))
    '壹万肆仟伍佰零捌圆整'
    >>> in_words(Decimal("52.70"))
    '伍拾贰圆柒角'
    >>> in_words(Decimal("100000.05"))
    '壹拾万圆零伍分'
    """
    whole, part = divmod(int(cents(amount) * 100), 100)
    words = whole_in_words(whole) + "圆"
    if part == 0:
        return words + "整"
    tenth, hundredth = divmod(part, 10)
    words += f"{DIGITS[tenth]}角" if tenth else "零"
    return words + (f"{DIGITS[hundredth]}分" if hundredth else "")


def whole_in_words(number: int) -> str:
    """Return a whole number below 万亿 in capital characters, without a unit."""
    words, gap = "", False
    for unit in ("亿", "万", ""):
        scale = {"亿": 10**8, "万": 10**4, "": 1}[unit]
        group, number = divmod(number, scale)
        if group:
            short = bool(words) and group < 1000
            words += ("零" if gap or short else "") + group_in_words(group) + unit
        gap = bool(words) and not group
    return words or DIGITS[0]


def group_in_words(group: int) -> str:
    """Return a number from 1 to 9999 in capital characters."""
    words, gap = "", False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if digit:
            words += ("零" if gap else "") + DIGITS[digit] + PLACES[power]
        gap = bool(words) and not digit
    return words
