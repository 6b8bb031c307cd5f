"""Declared sentences with the facts in their places."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from docgen.gongwen.document.kinds import kind_of_title
from docgen.gongwen.writing.declared import GROUP, ITEM, PLACE, Type, Way
from docgen.gongwen.writing.figures import money_capitals
from docgen.gongwen.writing.given import Given

INNER: Final = str.maketrans("《》", "〈〉")


def filled(text: str, given: Given, item: str = "") -> str:
    """Return a sentence; where a fact is missing it says so, words in brackets aside."""

    def word(name: str, way: str) -> str:
        if name == ITEM:
            return item
        return WAYS[Way(way)](given, name) if way and given.has(name) else _plain(given, name)

    def told(group: re.Match[str]) -> str:
        return group[1] if all(given.has(name) for name, _ in PLACE.findall(group[1])) else ""

    return PLACE.sub(lambda found: word(found[1], found[2]), GROUP.sub(told, text))


def quoted(title: str) -> str:
    """Return a title in 《》, those inside it as 〈〉 (GB/T 15834-2011 4.15).

    Words before the title stay before it.

    >>> quoted("关于执行《办法》的通知"), quoted("《办法》"), quoted("样张局《方案》")
    ('《关于执行〈办法〉的通知》', '《办法》', '样张局《方案》')
    """
    if title.endswith("》") and "《" in title and title.count("《") == 1:
        return title
    return f"《{title.translate(INNER)}》"


def named(title: str) -> str:
    """Return a document as the title of what passes it on names it.

    The title of an official document stands bare, another text in 《》 (usage).

    >>> named("样张局关于防汛工作的通知"), named("冬季公交保障方案")
    ('样张局关于防汛工作的通知', '《冬季公交保障方案》')
    """
    return title if "关于" in title and kind_of_title(title) else quoted(title)


def _plain(given: Given, name: str) -> str:
    if given.facts[name].type is Type.DATE and given.has(name):
        return "".join(given.words(name))
    return given.one(name)


WAYS: Final[Mapping[Way, Callable[[Given, str], str]]] = {
    Way.CAPITALS: lambda given, name: money_capitals(given.numbers[name]),
    Way.QUOTED: lambda given, name: quoted(given.one(name)),
    Way.NAMED: lambda given, name: named(given.one(name)),
}
