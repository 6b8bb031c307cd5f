"""Tests of words by where they are printed: indents, gaps, lines of the page, first pages."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from docgen.gongwen.layout.style import TWIPS, Style
from docgen.gongwen.measuring.indents import is_paragraph
from docgen.gongwen.measuring.judging import Test
from docgen.gongwen.measuring.located import MARKS, Area, Print, Row
from docgen.gongwen.measuring.requirement import Requirement
from docgen.gongwen.measuring.words import Words

POINT: Final = 25.4 / 72
BETWEEN: Final = 4.9
"""From the ink of one line to that of the next, set on the grid (mm); measured."""
Placed = Callable[[Print, Words, Requirement], str]


def tests_of(printed: Print) -> Mapping[str, Test]:
    """Return the tests of one print by the names that requirements use."""
    return {name: partial(_on, printed, test) for name, test in _TESTS.items()}


def pitch_of(style: Style) -> float:
    """Return the height of a line (行) in millimetres."""
    return style["pitch"] / TWIPS


def character_of(words: Words, style: Style) -> float:
    """Return the width of one of the words' characters in millimetres."""
    sizes = [run.look.size for run in words.runs if run.look.size]
    return max(sizes, default=style["body_size"]) * POINT


def blank_lines(gap: float, style: Style) -> float:
    """Return how many lines are empty between ink that is so far apart (mm)."""
    return (gap - BETWEEN) / pitch_of(style)


def _on(printed: Print, test: Placed, words: Words, asked: Requirement, _: Style) -> str:
    return test(printed, words, asked) if printed.rows(words) else ""


def _left(printed: Print, words: Words, asked: Requirement) -> str:
    """Judge how far the first line begins from the left of the text area."""
    row = printed.rows(words)[0]
    found = (row.left - printed.area(row.page).left) / character_of(words, printed.style)
    return _told(found, asked, printed.style, "左空{}字")


def _begins(printed: Print, words: Words, asked: Requirement) -> str:
    """Judge how far a paragraph begins from the left; a salutation or caption is none."""
    return _left(printed, words, asked) if is_paragraph(words) else ""


def _right(printed: Print, words: Words, asked: Requirement) -> str:
    """Judge how far the longest line of all such words ends from the right of the text area."""
    ends = [
        printed.area(row.page).right - row.right
        for each in printed.of(words.of)
        for row in printed.rows(each)
    ]
    found = min(ends) / character_of(words, printed.style)
    return _told(found, asked, printed.style, "右空{}字")


def _clear(printed: Print, words: Words, asked: Requirement) -> str:
    """Judge whether every line leaves so much free at its right; marks may hang into it."""
    one = character_of(words, printed.style)
    ends = [printed.area(row.page).right - _end(row) for row in printed.rows(words)]
    found = min(ends) / one
    return "" if found >= asked.number(printed.style) - asked.tolerance else f"右空{found:.1f}字"


def _end(row: Row) -> float:
    """Return where a line ends, a mark at its end aside."""
    return max((each.end for each in row.glyphs if each.text not in MARKS), default=row.right)


def _wraps(printed: Print, words: Words, asked: Requirement) -> str:
    """Judge where the lines after the first begin; those of other pages are not looked at."""
    first, *others = printed.rows(words)
    left = printed.area(first.page).left
    one = character_of(words, printed.style)
    found = [(row.left - left) / one for row in others if row.page == first.page]
    return next(filter(None, (_told(x, asked, printed.style, "左空{}字") for x in found)), "")


def _under(printed: Print, words: Words, asked: Requirement) -> str:
    """Judge whether the lines after the first begin below the first character."""
    first, *others = printed.rows(words)
    one = character_of(words, printed.style)
    found = [abs(row.left - first.left) / one for row in others if row.page == first.page]
    return "没有对齐" if max(found, default=0) > asked.tolerance else ""


def _hangs(printed: Print, words: Words, asked: Requirement) -> str:
    """Judge whether the lines after the first begin below the character after a label."""
    first, *others = printed.rows(words)
    label = re.match(str(asked.wants), first.text)
    if not label or label.end() >= len(first.glyphs):
        return ""
    under = first.glyphs[label.end()].begin
    one = character_of(words, printed.style)
    found = [abs(row.left - under) / one for row in others if row.page == first.page]
    return "没有对齐" if max(found, default=0) > asked.tolerance else ""


def _centred(printed: Print, words: Words, asked: Requirement) -> str:
    """Judge whether each line stands in the middle of the text area (mm), outside tables."""
    if words.paragraph.cell:
        return ""
    off = [_off_centre(row, printed.area(row.page)) for row in printed.rows(words)]
    most = max(off, key=abs)
    return (
        f"偏{'右' if most > 0 else '左'}{abs(most):.1f}毫米" if abs(most) > asked.tolerance else ""
    )


def _off_centre(row: Row, area: Area) -> float:
    return (row.left + row.right - area.left - area.right) / 2


def _gap(printed: Print, words: Words, asked: Requirement) -> str:
    """Judge the empty lines between words and those above them on the same page."""
    row = printed.rows(words)[0]
    above = [
        each.bottom
        for other in printed.of(*asked.below)
        for each in printed.rows(other)
        if each.page == row.page and each.bottom < row.top
    ]
    if not above:
        return ""
    return _told(blank_lines(row.top - max(above), printed.style), asked, printed.style, "空{}行")


def _line(printed: Print, words: Words, asked: Requirement) -> str:
    """Judge on which line of its page a line stands, counted from 1."""
    row = printed.rows(words)[0]
    middle = (row.top + row.bottom) / 2 - printed.area(row.page).top
    found = int(middle / pitch_of(printed.style)) + 1
    return "" if found == asked.number(printed.style) else f"第{found}行"


def _page(printed: Print, words: Words, asked: Requirement) -> str:
    found = printed.rows(words)[0].page
    return "" if found == asked.number(printed.style) else f"第{found}页"


def _told(found: float, asked: Requirement, style: Style, words: str) -> str:
    near = abs(found - asked.number(style)) <= asked.tolerance
    return "" if near else words.format(f"{max(found, 0):.1f}")


_TESTS: Final[Mapping[str, Placed]] = {
    "left": _left,
    "begins": _begins,
    "right": _right,
    "clear": _clear,
    "wraps": _wraps,
    "hangs": _hangs,
    "under": _under,
    "centred": _centred,
    "gap": _gap,
    "line": _line,
    "page": _page,
}
NAMES: Final = tuple(_TESTS)
