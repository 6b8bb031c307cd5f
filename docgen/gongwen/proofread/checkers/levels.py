"""Numbers of headings and points: 一、 （一） 1. （1） (GB/T 9704—2012 7.3.3)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.numerals import number_of
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Line, Text
from docgen.printing.numerals import numeral

HEAD: Final = re.compile(
    r"[ \t　]*(?:(?P<a>[一二三四五六七八九十]{1,3})[、.．，]"
    r"|[（(](?P<b>[一二三四五六七八九十]{1,3})[）)]|(?P<c>\d{1,2})[.．、](?!\d)|[（(](?P<d>\d{1,2})[）)])"
)
DEEPEST: Final = 4
MOST: Final = 99
"""Numbers are written up to here."""
JUMP: Final = 3
"""A number further on is no slip: it belongs to another list."""
SERIES: Final = (
    re.compile(r"(?:^|(?<=[。；：，、\n“]))(?P<n>[一二三四五六七八九十]{1,2})(?P<t>是)(?!否|在于)"),
    re.compile(r"(?:^|(?<=[。；：\n]))第(?P<n>[一二三四五六七八九十]{1,2})(?P<t>，)"),
)
"""Points within a paragraph, each in its way."""
WRITE: Final[dict[str, Callable[[int], str]]] = {"a": numeral, "b": numeral, "c": str, "d": str}


@dataclass(frozen=True)
class _Number:
    level: int
    value: int
    start: int
    words: str
    sort: str


def check_levels(text: Text) -> Iterator[Fault]:
    """Yield numbers that are left out, doubled or out of their order, level by level."""
    lists: list[_Number] = []
    for line in text.body:
        number = _number(line)
        if number is None:
            continue
        above = [each for each in lists if each.level < number.level]
        last = next((each for each in reversed(lists) if each.level == number.level), None)
        yield from _compare(number, last, above)
        lists = [*above, number]
    for line in text.lines:
        yield from _check_series(line)


def _number(line: Line) -> _Number | None:
    found = HEAD.match(line.text)
    sort = found.lastgroup if found else None
    value = number_of(found[sort]) if found and sort else None
    if not found or not sort or not value or value > MOST:
        return None
    start = line.start + found.start(sort)
    return _Number("abcd".index(sort) + 1, value, start, found[sort], sort)


def _compare(number: _Number, last: _Number | None, above: list[_Number]) -> Iterator[Fault]:
    write = WRITE[number.sort]
    if last is None:
        if number.value == 2 and (above or number.level == 1):
            yield tell("levels.begins", number.start, number.words, right=write(1))
        elif above and number.value == 1 and number.level - above[-1].level > 1:
            yield tell("levels.jumped", number.start, number.words, above=above[-1].words)
        return
    right = write(last.value + 1)
    step = number.value - last.value
    if number.value == 1 or step == 1:
        return
    facts = {"before": last.words, "right": right}
    if step == 0:
        yield tell("levels.repeated", number.start, number.words, [right], **facts)
    elif 1 < step <= JUMP:
        yield tell("levels.skipped", number.start, number.words, [right], **facts)
    elif -JUMP <= step < 0:
        yield tell("levels.backwards", number.start, number.words, **facts)


def _check_series(line: Line) -> Iterator[Fault]:
    """Yield what is out of order among 一是, 二是 … and 第一， 第二， … of a paragraph."""
    for pattern in SERIES:
        before = 0
        for found in pattern.finditer(line.text):
            value = number_of(found["n"]) or 0
            if before and value not in {1, before + 1} and abs(value - before) <= JUMP:
                mark = found["t"]
                yield tell(
                    "levels.inline",
                    line.start + found.start("n"),
                    found["n"],
                    [numeral(before + 1)],
                    before=numeral(before) + mark,
                    right=numeral(before + 1) + mark,
                )
            before = value
