"""Where the lines of a title end: words stay whole, and the lines make a trapezoid or a rhombus.

GB/T 9704-2012 clause 7.3.1. Lines are chosen together: the cheapest way to break all of them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from docgen.gongwen.layout.setting import width_of
from models.specs import Spec, read_spec

WHOLE = re.compile(
    r"《[^》]{1,15}》|“[^”]{1,16}”|〔[^〕]*〕[^，。]{0,6}号?|第?[0-9A-Za-z.%+-]+[年月日号届次个项期]?"
)
"""What is never broken: titles of works, quoted words, numbers."""
FILE = Path(__file__).with_name("titles.toml")
STARTERS = "的、，。：；！？）》”〉和及与"
MOST_LINES = 8
BAD, WORSE = 30.0, 40.0
"""Prices of lines that begin with what cannot stand there, and of parted words."""


class Titles(Spec):
    """Words of titles: kept whole, or good to end a line with."""

    whole: tuple[str, ...]
    after: tuple[str, ...]


@cache
def read_titles() -> Titles:
    """Return them; raises ``SpecError`` when the file is broken."""
    return read_spec(FILE, Titles)


def break_title(title: str, most: int) -> tuple[str, ...]:
    """Return the lines of a title, none wider than ``most`` characters; no character is lost."""
    if width_of(title) <= most:
        return (title,)
    needed = int(-(-width_of(title) // most))
    if needed > MOST_LINES:
        return (title,)
    prices = _prices(title)
    found = [
        best
        for lines in range(needed, min(needed + 2, MOST_LINES + 1))
        if (best := _best(title, lines, most, prices))
    ]
    return min(found)[1] if found else (title,)


def parts_word(title: str, at: int) -> bool:
    """Tell whether a line that ends before a character parts a word, or begins with a mark."""
    return _prices(title)[at] >= BAD


def _best(
    title: str, lines: int, most: int, prices: Sequence[float]
) -> tuple[float, tuple[str, ...]] | None:
    """Return the cheapest way to break a title into so many lines."""
    even = len(title) / lines
    near = [
        [at for at in range(1, len(title)) if abs(at - even * turn) <= max(4, even / 2)]
        for turn in range(1, lines)
    ]
    kept = [sorted(each, key=lambda at: prices[at])[:6] for each in near]
    ways = ((_price(title, ends, most, prices), ends) for ends in _ascending(kept))
    cost, ends = min(ways, default=(float("inf"), ()))
    if cost == float("inf"):
        return None
    return cost + 3 * lines, tuple(title[a:b] for a, b in pairwise((0, *ends, len(title))))


def _ascending(kept: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    if not kept:
        yield ()
        return
    for ends in _ascending(kept[:-1]):
        for at in kept[-1]:
            if not ends or at > ends[-1]:
                yield (*ends, at)


def _price(title: str, ends: tuple[int, ...], most: int, prices: Sequence[float]) -> float:
    widths = [width_of(title[a:b]) for a, b in pairwise((0, *ends, len(title)))]
    if max(widths) > most:
        return float("inf")
    return sum(prices[at] for at in ends) + _shape(widths) + (max(widths) - min(widths)) * 0.3


def _shape(widths: Sequence[float]) -> float:
    """Return what a shape costs: nothing for a trapezoid or a rhombus, much for an hourglass."""
    steps = [after - before for before, after in pairwise(widths)]
    signs = [step > 0 for step in steps if step]
    if not signs:
        return 2.0  # a block
    turns = sum(a != b for a, b in pairwise(signs))
    return 0.0 if not turns or (turns == 1 and signs[0]) else 6.0


def _prices(title: str) -> list[float]:
    """Return what it costs to end a line before each character."""
    prices = [4.0] * (len(title) + 1)
    for at in range(1, len(title)):
        if title[:at].endswith(read_titles().after):
            prices[at] = 3.0
        if title[at:].startswith("关于"):
            prices[at] = 0.0
        if title[at] in STARTERS or title[at - 1] in "《“（〔":
            prices[at] = BAD
    for start, end in _kept_whole(title):
        for at in range(start + 1, end):
            prices[at] = WORSE
    return prices


def _kept_whole(title: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in WHOLE.finditer(title))
    for word in (*read_titles().whole, "关于"):
        at = title.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = title.find(word, at + 1)
