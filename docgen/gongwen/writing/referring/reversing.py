"""Declared sentences turned round: what stands in a text where a sentence has its facts."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from docgen.gongwen.writing.declared import GROUP, ITEM, PLACE, Fact, Type, Way
from docgen.gongwen.writing.referring.stretches import MARKS

SHAPES: Final = {
    Type.DATE: r"\d{4}年\d{1,2}月\d{1,2}日",
    Type.NUMBER: r"\d[\d,.]*[万亿]?\w{0,3}",
    Type.MONEY: r"\d[\d,.]*[万亿]?元",
    Type.PERCENT: r"\d[\d.]*%",
    Type.ORGANS: r"[^，。；：（）《》]{1,200}?",
}
OTHER: Final = r"[^。\n]{1,400}?"
CAPITALS: Final = r"[^，。；）]{2,40}"
TITLED: Final = frozenset({Way.QUOTED, Way.NAMED})
"""Ways in which a fact may stand in 《》."""
FEWEST: Final = 3
"""Characters of its own by which a sentence is recognised."""


def reverse(text: str, facts: Mapping[str, Fact], fewest: int = FEWEST) -> re.Pattern[str] | None:
    """Return the pattern of a declared sentence, its facts as groups; ``None`` for too few words.

    >>> facts = {"basis": Fact(question="依据")}
    >>> found = reverse("[根据{basis}，]现就有关事项请示如下", facts).fullmatch(
    ...     "根据《办法》，现就有关事项请示如下")
    >>> found["basis"]
    '《办法》'
    """
    own = PLACE.sub("", GROUP.sub("", text)).strip(MARKS)
    return _reversed(text, tuple(facts.items())) if len(own) >= fewest else None


def _reversed(text: str, facts: tuple[tuple[str, Fact], ...]) -> re.Pattern[str]:
    known, seen = dict(facts), set[str]()
    printed = ""
    for piece in re.split(r"([\[\]])", text.rstrip(MARKS)):
        printed += {"[": "(?:", "]": ")?"}.get(piece) or _words(piece, known, seen)
    return re.compile(f"{printed}[{re.escape(MARKS)}]*")


def _words(text: str, facts: Mapping[str, Fact], seen: set[str]) -> str:
    printed, at = "", 0
    for found in PLACE.finditer(text):
        name, way = found.groups()
        printed += re.escape(text[at : found.start()])
        at = found.end()
        if way == Way.CAPITALS:
            printed += CAPITALS
        elif name in seen:
            printed += f"(?P={name})"
        else:
            seen.add(name)
            group = f"(?P<{name}>{_shape(name, facts)})"
            printed += f"《?{group}》?" if way in TITLED else group
    return printed + re.escape(text[at:])


def _shape(name: str, facts: Mapping[str, Fact]) -> str:
    if name == ITEM:
        return r".+"
    fact = facts[name]
    if fact.choices:
        return "|".join(map(re.escape, fact.choices))
    return fact.shape or SHAPES.get(fact.type, OTHER)


compiled = cache(re.compile)
"""The patterns of facts, each compiled once."""
