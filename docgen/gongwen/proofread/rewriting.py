"""Ways in which a suggestion is written out of what stands in the text."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import RootModel

from docgen.printing.numerals import numeral
from models.specs import read_spec

TABLES: Final = Path(__file__).with_name("rewriting.toml")

HAN: Final = "〇一二三四五六七八九"
ZERO: Final = dict.fromkeys(map(ord, "零ＯOo○"), "〇")
WIDE: Final = str.maketrans(",;:?!()", "，；：？！（）")


class _Tables(RootModel[dict[str, dict[str, str]]]):
    """What is written how, by table."""


@cache
def read_tables(path: Path = TABLES) -> Mapping[str, Mapping[str, str]]:
    """Return the tables of ``rewriting.toml``."""
    return read_spec(path, _Tables).root


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
    return re.sub(r"\d", lambda found: HAN[int(found[0])], text).translate(ZERO)


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


def unit(text: str) -> str:
    """Write a unit as the standard does; one that is not in the table stays.

    >>> unit("KG"), unit("公尺"), unit("M2")
    ('kg', '米', 'm²')
    """
    return read_tables()["units"].get(text.lower(), text)


def day(text: str) -> str:
    """Write a day out of three numbers.

    >>> day("2026.03.05")
    '2026年3月5日'
    """
    year, month, number = re.findall(r"\d+", text)[:3]
    return f"{year}年{int(month)}月{int(number)}日"


def half(text: str) -> str:
    """Leave one of two words that are the same.

    >>> half("进行进行")
    '进行'
    """
    return text[: len(text) // 2]


def swapped(text: str) -> str:
    """Write 权力 for 权利 and the other way round."""
    return text.translate(str.maketrans("利力", "力利"))


def saving(text: str) -> str:
    """Say a thing once that was said twice; what is not in the table stays."""
    return read_tables()["said_twice"].get(text, text)


REWRITES: Final[Mapping[str, Callable[[str], str]]] = {
    "narrow": narrow,
    "wide": wide,
    "digits": digits,
    "spoken": spoken,
    "plain": date_words,
    "inner": inner,
    "half": half,
    "swapped": swapped,
    "saving": saving,
    "unit": unit,
    "day": day,
    "stronger": stronger,
}
"""By the name that a declared suggestion begins with."""
