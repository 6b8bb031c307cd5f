"""Numbers of headings and points: 一、 （一） 1. （1） (GB/T 9704—2012 7.3.3).

A number may be typed, or be one that a Word file adds by itself. Of the latter nothing stands in
the text: what is wrong with it is told at the words behind it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.numerals import number_of
from docgen.gongwen.proofread.rule import read_rules, tell
from docgen.gongwen.proofread.text import Line, Text
from docgen.printing.numerals import numeral

HEAD: Final = re.compile(
    r"[ \t　]*(?:附件[：:])?"
    r"(?:(?P<a>[一二三四五六七八九十]{1,3})[、.．，](?![一二三四五六七八九十])"
    r"|[（(](?P<b>[一二三四五六七八九十]{1,3})[）)](?!、)|(?P<c>\d{1,2})[.．、](?!\d)"
    r"|[（(](?P<d>\d{1,2})[）)])"
)
ELSEWHERE: Final[Mapping[str, str]] = {
    "a": r"{}\s*[、.．，]",
    "b": r"[（(]\s*{}\s*[）)]",
    "c": r"^[^\S\n]*{}[.．、]",
    "d": r"[（(]\s*{}\s*[）)]",
}
"""How a number reads that does not begin its line, or is broken over two, or has digits behind."""
MOST: Final = 99
"""Numbers are written up to here."""
JUMP: Final = 3
"""A number further on is no slip: it belongs to another list."""
SERIES: Final = (
    re.compile(
        r"(?:^|(?<=[。；：，、？！\n“])|(?=一是)(?<![统唯之万单专同第十]))"
        r"(?P<n>[一二三四五六七八九十]{1,2})(?P<t>是)(?!否|在于)"
    ),
    re.compile(r"(?:^|(?<=[。；：？！\n]))第(?P<n>[一二三四五六七八九十]{1,2})(?P<t>，)"),
)
"""Points within a paragraph, each in its way; a first one may follow anything."""
WRITE: Final[Mapping[str, Callable[[int], str]]] = {"a": numeral, "b": numeral, "c": str, "d": str}
SHOWN: Final = 8
"""Characters behind an automatic number at which it is told."""


@dataclass(frozen=True)
class Number:
    """The number at the head of a paragraph."""

    sort: str
    """a, b, c or d: 一、 （一） 1. （1）"""
    value: int
    start: int
    words: str
    line: Line

    @property
    def level(self) -> int:
        """From 1."""
        return "abcd".index(self.sort) + 1


def number_of_line(line: Line) -> Number | None:
    """Return the number that a paragraph begins with, typed or automatic."""
    found = HEAD.match(line.label or line.text)
    sort = found.lastgroup if found else None
    value = number_of(found[sort]) if found and sort else None
    if not found or not sort or not value or value > MOST:
        return None
    start = line.start + (0 if line.label else found.start(sort))
    return Number(sort, value, start, found[sort], line)


def check_levels(text: Text) -> Iterator[Fault]:
    """Yield numbers that are left out, doubled or out of their order, level by level."""
    lists: list[Number] = []
    for number in filter(None, map(number_of_line, text.body)):
        above = [each for each in lists if each.level < number.level]
        last = next((each for each in reversed(lists) if each.level == number.level), None)
        for fault in _compare(number, last, above, text.text):
            yield from _placed(fault, number.line)
        lists = [*above, number]
    for line in text.lines:
        yield from _check_series(line)
    yield from _check_labels(text)


def _placed(fault: Fault, line: Line) -> Iterator[Fault]:
    """Yield a fault of a typed number as it is, of an automatic one at the words behind it."""
    words = line.text[:SHOWN]
    if not line.label:
        yield fault
    elif words.strip():
        place = {"start": line.start, "end": line.start + len(words), "wrong": words}
        reason = f"自动编号“{line.label}”：{fault.reason}"
        yield fault.model_copy(update={**place, "suggestions": (), "reason": reason})


def _check_labels(text: Text) -> Iterator[Fault]:
    """Yield what the declared rules for the marks of numbers tell of automatic ones.

    Once for each rule: the numbers of a list are set all at once.
    """
    labelled = [line for line in text.body if line.label and line.text.strip()]
    for name, rule in read_rules().items() if labelled else ():
        if rule.pattern and name.startswith("levels."):
            told = (
                (fault, line)
                for line in labelled
                for fault in rule.find(line.label + line.text, name)
                if fault.start < len(line.label)
            )
            for fault, line in islice(told, 1):
                yield from _placed(fault, line)


def _compare(
    number: Number, last: Number | None, above: list[Number], text: str
) -> Iterator[Fault]:
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
    elif 1 < step <= JUMP and not _stands_between(number, last, text):
        yield tell("levels.skipped", number.start, number.words, [right], **facts)
    elif -JUMP <= step < 0:
        yield tell("levels.backwards", number.start, number.words, **facts)


def _stands_between(number: Number, last: Number, text: str) -> bool:
    """Return whether the number before this one does stand in the text, but not at a head."""
    before = WRITE[number.sort](number.value - 1)
    written = ELSEWHERE[number.sort].format(before)
    return bool(re.search(written, text[last.start : number.start], re.MULTILINE))


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
