"""Tests of words by how the file indents them, where no print is at hand to measure."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from docgen.gongwen.document.opened import Align
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring.judging import Test
from docgen.gongwen.measuring.requirement import Requirement
from docgen.gongwen.measuring.words import Words

SIDES: Final = {Align.CENTRE: "居中", Align.RIGHT: "居右"}
ENDS: Final = ("。", "；", "！", "？", "”", "）")
TAB: Final = 2
"""Characters that a tab at the head of a line counts for."""


def is_paragraph(words: Words) -> bool:
    """Tell whether words are a paragraph of sentences, not a salutation, caption or short line."""
    beside = words.paragraph.align in SIDES
    return words.whole and not beside and words.text.endswith(ENDS)


def _left(words: Words, asked: Requirement, style: Style) -> str:
    paragraph = words.paragraph
    if paragraph.cell or paragraph.label or not words.whole:
        return ""
    if paragraph.align in SIDES:
        return SIDES[paragraph.align]
    found = paragraph.indent / _size(words, style) + blanks_before(paragraph.text)
    near = abs(found - asked.number(style)) <= asked.tolerance
    return "" if near else f"左空{max(found, 0):.1f}字"


def _begins(words: Words, asked: Requirement, style: Style) -> str:
    return _left(words, asked, style) if is_paragraph(words) else ""


def _wraps(words: Words, asked: Requirement, style: Style) -> str:
    paragraph = words.paragraph
    long = len(words.text) > style["characters"]
    if paragraph.cell or paragraph.label or not long or paragraph.align in SIDES:
        return ""
    found = paragraph.left / _size(words, style)
    near = abs(found - asked.number(style)) <= asked.tolerance
    return "" if near else f"左空{max(found, 0):.1f}字"


def _centred(words: Words, _: Requirement, __: Style) -> str:
    paragraph = words.paragraph
    if paragraph.cell or paragraph.align is Align.CENTRE or blanks_before(paragraph.text) > TAB:
        return ""
    return "没有居中"


def _size(words: Words, style: Style) -> float:
    sizes = [run.look.size for run in words.runs if run.look.size]
    return max(sizes, default=style["body_size"])


def blanks_before(text: str) -> float:
    """Return how wide the blanks at the head of a line are, in characters."""
    counted = Counter(text[: len(text) - len(text.lstrip())])
    return counted["\u3000"] + counted[" "] / 2 + TAB * counted["\t"]


TESTS: Final[Mapping[str, Test]] = {
    "left": _left,
    "begins": _begins,
    "wraps": _wraps,
    "centred": _centred,
}
"""By the names that requirements use."""
