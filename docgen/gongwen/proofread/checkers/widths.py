"""Half-width marks in Chinese (GB/T 15834—2011 5.1: a mark takes the place of a character).

A plain text carries codes and not the places that marks take, and much is lost between a page and
the text that was taken from it: what is half-width is told as a doubt. A text that has a mark
mostly half-width was written or saved that way: one replacement mends it, and it is told as a hint,
with one doubt where both are mixed. A pair of brackets is one fault: mending one alone spoils both.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rewriting import WIDE, wide
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text

HAN: Final = "\u3400-\u9fff"
BEFORE: Final = rf"(?<=[{HAN}”》）〕])"
AFTER: Final = rf"(?=\s*[{HAN}“《（]|\s*$)"
INSIDE: Final = r"[^()（）\n]{0,29}"
"""A longer remark is no word of its own: its brackets are told one by one."""
BRACKETS: Final = re.compile(
    rf"(?P<pair>\((?:[{HAN}]{INSIDE}|{INSIDE}[{HAN}])\)|^[ \t　]*\(\d{{1,2}}\)(?=\s*[{HAN}《“]))"
    rf"|\((?=[{HAN}])|(?<=[{HAN}])\)",
    re.MULTILINE,
)
"""A pair around Chinese or around the number of a point; or one of a pair."""
MARKS: Final[Mapping[str, re.Pattern[str]]] = {
    **{
        full: re.compile(rf"{BEFORE}{re.escape(half)}{AFTER}", re.MULTILINE)
        for full, half in zip("，；：？！", ",;:?!", strict=True)
    },
    "（）": BRACKETS,
}
"""The half-width marks of Chinese sentences, by their full-width forms."""
NARROW: Final = {full: half for half, full in WIDE.items()}
HABIT: Final = 3
"""From so many on, and more than full-width ones, it is how the text was written."""


def check_widths(text: Text) -> Iterator[Fault]:
    """Yield each half-width mark that stands in Chinese, brackets by pairs."""
    for full, pattern in MARKS.items():
        found = list(pattern.finditer(text.text))
        count = sum(2 if _is_pair(each) else 1 for each in found)
        others = sum(text.text.count(mark) for mark in full) if found else 0
        habit = count >= HABIT and count > others
        for number, each in enumerate(found):
            name = _habit(number, others) if habit else "half_pair" if _is_pair(each) else "half"
            words = each[0].lstrip()
            facts = {"count": count, "marks": full.translate(NARROW)}
            start = each.end() - len(words)
            yield tell(f"widths.{name}", start, words, [wide(words)], **facts)


def _habit(number: int, others: int) -> str:
    """Return what is told where half-width is the habit: once that the marks are mixed."""
    return "half_mixed" if others and number == 0 else "half_habit"


def _is_pair(found: re.Match[str]) -> bool:
    return found.lastgroup == "pair"
