"""Money in figures and in words, plain numbers, rates.

>>> money("￥1,234.5"), cn_amount("⊗ 肆佰圆整"), str(amount_of("壹拾柒万伍仟捌佰圆整"))
('1234.50', '肆佰圆整', '175800.00')
"""

import re
from decimal import Decimal
from itertools import pairwise

from extractors.checks.printed import compact

_FIGURES = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})"
_MONEY = re.compile(rf"({_FIGURES}(?:\.[0-9]{{1,2}})?)元?")
_NUMBER = re.compile(rf"{_FIGURES}(?:\.[0-9]+)?")
_SIGNS = re.compile(r"^(?:[¥￥$YV]|RMB|人民币)")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)%")
_UNTAXED = ("免税", "不征税", "出口零税率", "普通零税率")

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
_MARKS = re.compile(r"^[⊗⊕⊙ⓧ○\N{MULTIPLICATION SIGN}]|[¥￥]|人民币")
_WORDS = re.compile(rf"(?=.*[{_DIGITS}])[{_DIGITS}拾佰仟万亿圆角分]{{2,40}}")
_SAME_WORDS = str.maketrans("元〇两弍貳參陸萬億", "圆零贰贰贰叁陆万亿")


def money(text: str) -> str:
    """Return an amount with two decimals and no separators; grouping, if any, must be by three."""
    found = _MONEY.fullmatch(_SIGNS.sub("", compact(text)))
    if not found:
        raise ValueError("金额应为数字，最多两位小数，如 1234.50")
    return f"{Decimal(found[1].replace(',', '')):.2f}"


def number(text: str) -> str:
    """Return a plain number with the decimals as printed.

    >>> number("1,200.50")
    '1200.50'
    """
    figures = compact(text)
    if not _NUMBER.fullmatch(figures):
        raise ValueError("应为数字，如 120 或 7.25")
    return figures.replace(",", "")


def percent(text: str) -> str:
    """Return a percentage.

    >>> percent("13 ％")
    '13%'
    """
    found = _PERCENT.fullmatch(compact(text))
    if not found:
        raise ValueError("百分比应如 13%")
    return f"{found[1]}%"


def tax_rate(text: str) -> str:
    """Return a tax rate: a percentage, or the words that stand for none."""
    words = compact(text)
    return words if words in _UNTAXED else percent(text)


def cn_amount(text: str) -> str:
    """Return an amount in Chinese capitals as printed, without the lead mark; it must add up."""
    words = _MARKS.sub("", compact(text))
    amount_of(words)
    return words


def amount_of(text: str) -> Decimal:
    """Return what an amount in Chinese capitals says, e.g. 柒仟零壹拾捌圆捌角叁分 → 7018.83.

    The words are read and written out again: only what comes back the same is accepted, so a
    lost or doubled character is an error and not another amount. 零 and 整 may be missing.
    """
    words = _MARKS.sub("", compact(text)).translate(_SAME_WORDS).rstrip("整正")
    if words.startswith("拾"):
        words = f"壹{words}"
    if not _WORDS.fullmatch(words):
        raise ValueError("大写金额应由 壹贰叁……拾佰仟万亿元角分 组成")
    whole, _, fraction = words.rpartition("圆")
    amount = Decimal(_whole(whole)) + Decimal(_cents(fraction)) / 100
    if amount >= 10**12 or _bare(in_words(amount)) != _bare(words):
        raise ValueError("大写金额的写法不正确，请核对是否缺字或多字")
    return amount.quantize(Decimal("0.01"))


def in_words(amount: Decimal) -> str:
    """Write an amount of at least 0 and below 10^12 yuan in Chinese capitals.

    >>> in_words(Decimal("10354.50"))
    '壹万零叁佰伍拾肆圆伍角'
    >>> in_words(Decimal(400))
    '肆佰圆整'
    """
    cents = int(amount * 100)
    whole, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    words = f"{_spoken(whole)}圆" if whole or not cents else ""
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif fen and whole:
        words += "零"
    return words + (f"{_DIGITS[fen]}分" if fen else "" if jiao else "整")


def _bare(words: str) -> str:
    return words.rstrip("整").replace("零", "")


def _whole(words: str) -> int:
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        high, found, low = words.rpartition(unit)
        if found:
            return _whole(high) * size + _whole(low)
    total = digit = 0
    for mark in words:
        if mark in _UNITS:
            total, digit = total + digit * _UNITS[mark], 0
        else:
            digit = max(_DIGITS.find(mark), 0)
    return total + digit


def _cents(words: str) -> int:
    return sum(
        max(_DIGITS.find(digit), 0) * size
        for digit, unit in pairwise(words)
        for size in ({"角": 10, "分": 1}.get(unit, 0),)
    )


def _spoken(whole: int) -> str:
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if whole >= size:
            high, low = divmod(whole, size)
            gap = "零" if 0 < low < size // 10 else ""
            return f"{_spoken(high)}{unit}{gap}{_spoken(low) if low else ''}"
    words = ""
    for unit, size in (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)):
        digit = whole // size % 10
        if digit:
            words += f"{_DIGITS[digit]}{unit}"
        elif words and not words.endswith("零") and whole % size:
            words += "零"
    return words or "零"
