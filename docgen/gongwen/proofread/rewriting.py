"""Ways in which a suggestion is written out of what stands in the text."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from docgen.printing.numerals import numeral

HAN: Final = "〇一二三四五六七八九"
WIDE: Final = str.maketrans(",;:?!()", "，；：？！（）")


def narrow(text: str) -> str:
    """Write full-width letters and digits half-width.

    >>> narrow("２０２６年Ａ类")
    '2026年A类'
    """
    return unicodedata.normalize("NFKC", text)


def wide(text: str) -> str:
    """Write half-width marks full-width.

    >>> wide("(一);")
    '（一）；'
    """
    return text.translate(WIDE)


def digits(text: str) -> str:
    """Write Arabic digits as Chinese ones, one by one, and 零 as 〇.

    >>> digits("二0零6年")
    '二〇〇六年'
    """
    return re.sub(r"\d", lambda found: HAN[int(found[0])], text).replace("零", "〇")


def spoken(text: str) -> str:
    """Write Arabic numbers below 100 as Chinese ones.

    >>> spoken("20大"), spoken("星期3"), spoken("15五")
    ('二十大', '星期三', '十五五')
    """
    return re.sub(r"\d{1,2}", lambda found: numeral(int(found[0])) or "〇", text)


def date_words(text: str) -> str:
    """Write the leading zeros of months and days away.

    >>> date_words("2026年03月05日")
    '2026年3月5日'
    """
    return re.sub(r"(?<!\d)0(?=\d)", "", text)


def inner(text: str) -> str:
    """Write book marks as those inside others.

    >>> inner("《办法》")
    '〈办法〉'
    """
    return text.translate(str.maketrans("《》", "〈〉"))


def stronger(text: str) -> str:
    """Leave, of several marks, the one that parts most.

    >>> stronger("，。"), stronger("、：")
    ('。', '：')
    """
    return min(text, key="。：；，、".find)


REWRITES: Final[Mapping[str, Callable[[str], str]]] = {
    "narrow": narrow,
    "wide": wide,
    "digits": digits,
    "spoken": spoken,
    "plain": date_words,
    "inner": inner,
    "stronger": stronger,
}
"""By the name that a declared suggestion begins with."""
