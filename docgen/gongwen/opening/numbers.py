"""Automatic numbers of a Word file as they are printed: 一、 （一） 1. ①; ECMA-376 17.9."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from xml.etree.ElementTree import Element

from docgen.gongwen.opening.package import NOTHING, WordFile, value
from docgen.printing.numerals import numeral

LEVELS: Final = 9
_BULLETS: Final = {"\uf06c": "●", "\uf0b7": "•", "\uf06e": "■", "\uf0d8": "➢", "\uf0fc": "✓"}
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _roman(count: int) -> str:
    words = ""
    for worth, sign in _ROMAN:
        words += sign * (count // worth)
        count %= worth
    return words


def _letter(count: int) -> str:
    """A … Z, then AA … ZZ; ECMA-376 17.18.59."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _digits(count: int) -> str:
    return "".join("〇一二三四五六七八九"[int(each)] for each in str(count))


def _chinese(count: int) -> str:
    return numeral(count) if count < 10_000 else str(count)


def _circled(count: int) -> str:
    return chr(ord("①") + count - 1) if count <= 20 else str(count)


FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: str(count).translate(
        {ord("0") + each: chr(0xFF10 + each) for each in range(10)}
    ),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _digits,
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "none": lambda _: "",
}
"""By ``w:numFmt``; others are printed as digits."""


@dataclass
class Numbers:
    """The numbering of one file, counted paragraph by paragraph."""

    file: WordFile
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    """By abstract numbering: how far each level has counted, ``None`` before its first number."""
    _begun: set[tuple[str, int]] = field(default_factory=set)
    """Levels whose override has started them anew."""

    @cached_property
    def _root(self) -> Element:
        return self.file.only("numbering")[1]

    @cached_property
    def _abstract(self) -> dict[str, Element]:
        found = {each.get("abstractNumId", ""): each for each in self._root.iter("abstractNum")}
        styled = {link: each for each in found.values() if (link := value(each, "styleLink"))}
        return {name: styled.get(value(each, "numStyleLink"), each) for name, each in found.items()}

    @cached_property
    def _instances(self) -> dict[str, Element]:
        return {each.get("numId", ""): each for each in self._root.findall("num")}

    def level(self, num: str, depth: int) -> Element | None:
        """Return the ``w:lvl`` of an instance, the override where there is one."""
        instance = self._instances.get(num)
        if instance is None:
            return None
        own = self._override(instance, depth).find("lvl")
        if own is not None:
            return own
        abstract = self._abstract.get(value(instance, "abstractNumId"), NOTHING)
        return _by_depth(abstract, "lvl", depth)

    def next(self, num: str, depth: int) -> str:
        """Count one paragraph of an instance, and return its number with what stands around it."""
        level = self.level(num, depth)
        if level is None:
            return ""
        counts = self._counted(num, depth)
        kind = value(level, "numFmt")
        text = value(level, "lvlText")
        if kind == "bullet":
            return "".join(_BULLETS.get(each, each) for each in text)
        legal = level.find("isLgl") is not None
        for each in range(depth + 1):
            text = text.replace(f"%{each + 1}", self._printed(num, each, counts, legal=legal))
        return text

    def _printed(self, num: str, depth: int, counts: list[int | None], *, legal: bool) -> str:
        level = self.level(num, depth)
        count = counts[depth]
        if count is None:
            count = _start(level)
        write = FORMATS.get("decimal" if legal else value(level, "numFmt"), str)
        return write(count) if count > 0 else str(count)

    def _counted(self, num: str, depth: int) -> list[int | None]:
        instance = self._instances[num]
        counts = self._counts.setdefault(value(instance, "abstractNumId"), [None] * LEVELS)
        anew = value(self._override(instance, depth), "startOverride")
        if anew.isdigit() and (num, depth) not in self._begun:
            self._begun.add((num, depth))
            counts[depth] = int(anew)
        else:
            before = counts[depth]
            counts[depth] = _start(self.level(num, depth)) if before is None else before + 1
        for each in range(depth + 1, LEVELS):
            if value(self.level(num, each), "lvlRestart") != "0":
                counts[each] = None
        return counts

    def _override(self, instance: Element, depth: int) -> Element:
        return _by_depth(instance, "lvlOverride", depth) or NOTHING


def _by_depth(element: Element, tag: str, depth: int) -> Element | None:
    return next((e for e in element.findall(tag) if e.get("ilvl") == str(depth)), None)


def _start(level: Element | None) -> int:
    said = value(level, "start")
    return int(said) if said.isdigit() and len(said) < 7 else 1
