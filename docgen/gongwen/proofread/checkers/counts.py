"""Counts that are announced, and the points that are listed."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from docgen.gongwen.proofread.checkers.levels import SERIES, number_of_line
from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.numerals import number_of
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Line, Text

ITEM: Final = r"[^、，。；：！？\s（）《》“”和及与或\d]{1,12}"
NUMBER: Final = r"[二两三四五六七八九十]{1,2}|\d{1,2}"
MEASURE: Final = (
    "(?:个(?!百分|月|工作日|小时|季度|年度|星期)|家|方面"
    "|(?<=等.)(?:项|类|种|所|名|位|座|条|省|市|区|县|镇))(?!以上|以下|以内)"
)
NO_NAME: Final = re.compile("[的在每应须可将至有无后内不同属间超于]")
"""What says something of an item is none itself: the number behind it counts something else."""
LISTED: Final = re.compile(
    rf"(?P<items>(?:{ITEM}、){{1,12}}{ITEM}(?:(?:和|及|与|以及){ITEM})?)(?P<etc>等)?"
    rf"(?P<x>(?P<n>{NUMBER}){MEASURE})"
)
POINT: Final = "(?:个方面|个问题|项|点|条|类|种|个|方面|件|步)"
BELOW: Final = "(?:以下|下列|如下|下述)"
ANNOUNCED: Final = re.compile(
    rf"{BELOW}(?P<x>(?P<n>{NUMBER}){POINT}[^，。；：\n]{{0,8}})[^。；\n]{{0,12}}[：。]?$"
)
INLINE: Final = re.compile(
    rf"{BELOW}(?P<x>(?P<n>{NUMBER}){POINT})[^。；：\n]{{0,10}}：(?=一是|第一，|一、|（一）|1\.)"
)
ENOUGH: Final = 2
"""A list of fewer points is none."""


def check_counts(text: Text) -> Iterator[Fault]:
    """Yield counts that differ from what is listed before or behind them."""
    for found in LISTED.finditer(text.text):
        yield from _check_listed(found)
    lines = list(text.body)
    for at, line in enumerate(lines):
        yield from _check_announced(line, map(lines.__getitem__, range(at + 1, len(lines))))


def _check_listed(found: re.Match[str]) -> Iterator[Fault]:
    if NO_NAME.search(found["items"].rpartition("、")[2]):
        return
    said = number_of(found["n"]) or 0
    parted = found["items"].count("、") + 1
    most = parted + len(re.findall("和|及|与", found["items"].rpartition("、")[2]))
    if _is_open(found) and said < parted:
        yield tell("counts.more_listed", found.start("x"), found["x"], listed=parted)
    elif _differs(found, parted, most):
        yield tell("counts.listed", found.start("x"), found["x"], listed=parted)


def _is_open(found: re.Match[str]) -> bool:
    """Return whether the list ends with 等: it need not name all."""
    return bool(found["etc"]) or found["items"].endswith("等")


def _differs(found: re.Match[str], parted: int, most: int) -> bool:
    """Return whether a count right behind a list is none of it.

    In Arabic digits it counts what follows; a number far from the list's is about something else.
    """
    said = number_of(found["n"]) or 0
    if _is_open(found) or found["n"].isdigit():
        return False
    return not parted <= said <= most and abs(said - parted) <= ENOUGH


def _check_announced(line: Line, after: Iterable[Line]) -> Iterator[Fault]:
    inline = INLINE.search(line.text)
    if inline:
        listed = max(len(pattern.findall(line.text, inline.end())) for pattern in SERIES)
        yield from _compare(line, inline, listed)
        return
    found = ANNOUNCED.search(line.text)
    if found:
        yield from _compare(line, found, _points(after))


def _compare(line: Line, found: re.Match[str], listed: int) -> Iterator[Fault]:
    if listed >= ENOUGH and number_of(found["n"]) != listed:
        yield tell("counts.announced", line.start + found.start("x"), found["x"], listed=listed)


def _points(lines: Iterable[Line]) -> int:
    """Return how many points of one level follow at once; 0 when the next line is none."""
    count, level = 0, ""
    for number in map(number_of_line, lines):
        if count == 0 and (number is None or number.value != 1):
            return 0
        if number is None:
            continue
        level = level or number.sort
        if number.sort == level and number.value == count + 1:
            count += 1
        elif number.sort <= level:
            break
    return count
