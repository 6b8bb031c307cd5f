"""Half-width marks in Chinese (GB/T 15834—2011 5).

A text that has them throughout, and never a full-width one, was written or saved that way: it is
told as a hint, since one replacement mends it. One among full-width marks is a slip.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rewriting import wide
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text

HAN: Final = "\u3400-\u9fff"
BEFORE: Final = rf"(?<=[{HAN}”》）〕])"
AFTER: Final = rf"(?=\s*[{HAN}“《（]|\s*$)"
CLASSES: Final[Mapping[str, re.Pattern[str]]] = {
    **{
        full: re.compile(rf"{BEFORE}{re.escape(half)}{AFTER}", re.MULTILINE)
        for full, half in zip("，；：？！", ",;:?!", strict=True)
    },
    "（）": re.compile(rf"\((?=[{HAN}])|(?<=[{HAN}])\)"),
}
"""The half-width marks of Chinese sentences, by their full-width forms."""
THROUGHOUT: Final = 3
"""From so many on, with no full-width one, it is how the text was written."""
BRACKETS: Final = "（）"
"""A pair of them and no full-width one is a way of writing too, but not so surely."""


def check_widths(text: Text) -> Iterator[Fault]:
    """Yield each half-width mark that stands in Chinese."""
    for full, pattern in CLASSES.items():
        found = list(pattern.finditer(text.text))
        name = _rule(full, len(found), text.text)
        for each in found:
            yield tell(name, each.start(), each[0], [wide(each[0])], count=len(found))


def _rule(full: str, count: int, text: str) -> str:
    if any(mark in text for mark in full):
        return "widths.half"
    if count >= THROUGHOUT:
        return "widths.half_throughout"
    return "widths.half_pair" if full == BRACKETS and count == len(full) else "widths.half"
