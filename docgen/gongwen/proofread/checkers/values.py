"""What a text says twice: amounts, days, the day of coming into force."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text
from models.specs import Spec, read_spec

DECLARED: Final = Path(__file__).parents[1] / "values.toml"
LINK: Final = r"(?:约|共|共计|为|是|达|达到|：|:|暂定为|调整为|不超过|核定为|定于)?\s*"
UNITS: Final = "元|平方米|人|公里|米|个月|年|天|张|日历天"
AMOUNT: Final = rf"(?P<x>(?P<n>\d[\d,]*(?:\.\d+)?)(?P<s>[万亿]?)(?P<u>{UNITS}))"
DAY: Final = r"(?P<x>(?:20\d\d年)?\d{1,2}月\d{1,2}日)"
FORCE: Final = re.compile(
    r"(?P<key>本(?:办法|规定|细则|意见|方案|通知|条例|规则))自(?P<x>20\d\d年\d{1,2}月\d{1,2}日)起(?:施行|实施|执行)"
)
SIZES: Final = {"": 1, "万": 10**4, "亿": 10**8}
APART: Final = 4
"""Characters before a key that tell whose it is."""


class Keys(Spec):
    """The declaration ``values.toml``."""

    amounts: tuple[str, ...]
    days: tuple[str, ...]


@cache
def _patterns(path: Path = DECLARED) -> tuple[re.Pattern[str], re.Pattern[str]]:
    keys = read_spec(path, Keys)
    return tuple(  # type: ignore[return-value]  # two are made of two
        re.compile(rf"(?P<key>{'|'.join(sorted(names, key=len, reverse=True))}){LINK}{value}")
        for names, value in ((keys.amounts, AMOUNT), (keys.days, DAY))
    )


def check_values(text: Text) -> Iterator[Fault]:
    """Yield what differs from what the text said before of the same thing."""
    amounts, days = _patterns()
    yield from _compare(text.text, amounts, "values.amount")
    yield from _compare(text.text, days, "values.day")
    yield from _compare(text.text, FORCE, "values.force")


def _compare(words: str, pattern: re.Pattern[str], name: str) -> Iterator[Fault]:
    seen: dict[tuple[str, str, str], tuple[object, str]] = {}
    for found in pattern.finditer(words):
        unit = found["u"] if "u" in pattern.groupindex else ""
        key = (_owner(words, found.start()) if unit else "", found["key"], unit)
        value = _value(found)
        before, first = seen.setdefault(key, (value, found["x"]))
        if before != value:
            yield tell(name, found.start("x"), found["x"], [first], key=found["key"], first=first)


def _owner(words: str, start: int) -> str:
    """Return what of the clause stands right before a key."""
    return re.split(r"[^\u3400-\u9fff]", words[max(0, start - APART) : start])[-1]


def _value(found: re.Match[str]) -> object:
    if "n" not in found.re.groupindex:
        return found["x"]
    return Decimal(found["n"].replace(",", "")) * SIZES[found["s"]]
