"""Tests of words by how the file sets them: font, size, colour, and how they are written."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from docgen.gongwen.document.opened import Look
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring.deviation import is_near
from docgen.gongwen.measuring.judging import Test
from docgen.gongwen.measuring.requirement import Requirement
from docgen.gongwen.measuring.words import Words

FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("小标宋", "xiaobiaosong", "xbs"),
    "body": ("仿宋", "fangsong"),
    "kai": ("楷", "kai"),
    "black": ("黑", "hei"),
    "page": ("宋", "song", "simsun"),
}
"""What the names of fonts of a class have in common; the standard names classes, not fonts."""
NOT_OF: Final[Mapping[str, tuple[str, ...]]] = {"page": ("仿宋", "fangsong")}
UNSAID: Final = "文件没有指定的字体"
DARK: Final = 0x40
"""A colour with no part above this is black to the eye."""
RED_AT_LEAST, OTHERS_AT_MOST = 180, 90
COLOUR: Final = re.compile(r"[0-9A-F]{6}")


def _font(words: Words, asked: Requirement, style: Style) -> str:
    """Return the font most of the Chinese characters or figures have, unless it is of the class."""
    font = _most(words, lambda look: look.font or UNSAID)
    name = font.casefold().replace(" ", "")
    role = str(asked.wants)
    of_class = any(each in name for each in FAMILIES[role])
    other = any(each in name for each in NOT_OF.get(role, ()))
    return "" if not font or font == style.font(role) or (of_class and not other) else font


def _size(words: Words, asked: Requirement, style: Style) -> str:
    size = _most(words, lambda look: f"{look.size:g}" if look.size else "")
    return "" if not size or is_near(style, str(asked.wants), float(size)) else f"{size}磅"


def _upright(words: Words, _: Requirement, __: Style) -> str:
    return _most(words, _drawn)


def _drawn(look: Look) -> str:
    told = ((look.bold, "加粗"), (look.italic, "倾斜"), (look.underlined, "有下划线"))
    return "、".join(word for is_so, word in told if is_so)


def _black(words: Words, _: Requirement, __: Style) -> str:
    colours = (run.look.colour for run in words.runs if run.text.strip())
    return next((f"颜色{each}" for each in colours if not _is_black(each)), "")


def _is_black(colour: str) -> bool:
    return not COLOUR.fullmatch(colour) or max(bytes.fromhex(colour)) <= DARK


def _red(words: Words, _: Requirement, __: Style) -> str:
    colour = _most(words, lambda look: look.colour or "黑色")
    return "" if is_red(colour) else colour


def is_red(colour: str) -> bool:
    """Tell whether RRGGBB is a red."""
    if not COLOUR.fullmatch(colour):
        return False
    red, *others = bytes.fromhex(colour)
    return red >= RED_AT_LEAST and max(others) <= OTHERS_AT_MOST


def _match(words: Words, asked: Requirement, _: Style) -> str:
    bare = "".join(words.text.split())
    return "" if re.search(str(asked.wants), bare) else f"“{bare[:30]}”"


def _most(words: Words, of: Callable[[Look], str]) -> str:
    """Return what most of the characters have; empty when there are none."""
    counted: Counter[str] = Counter()
    for run in words.runs:
        counted[of(run.look)] += sum(not each.isspace() for each in run.text)
    return counted.most_common(1)[0][0] if counted else ""


TESTS: Final[Mapping[str, Test]] = {
    "font": _font,
    "size": _size,
    "upright": _upright,
    "black": _black,
    "red": _red,
    "match": _match,
}
"""By the names that requirements use."""
