"""What printed pages have in common, whatever is read from them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

MARGIN: Final = 0.12
"""Share of a page's height at its top and its foot where running lines stand."""
REPEATED: Final = 0.4
"""Share of the pages that have a running line."""
UNSURE: Final = 0.85
"""Confidence below which a line is told to be looked at."""
PAGE_NUMBER: Final = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*"
)
ENDS: Final = ("。", "；", "：", "！", "？", "”")
"""With which the last line of a paragraph ends."""


def reading_doubts(recognised: int, weak: Sequence[str], most: int) -> Iterator[str]:
    """Yield what a person should look at, for recognised pages and doubtful lines with places."""
    if recognised:
        yield f"有 {recognised} 页是图片，文字由识别得到，请对照原件核对。"
    if weak:
        yield f"识别把握不大的文字：{listed(weak, most)}。"


def listed(words: Sequence[str], most: int) -> str:
    """Return the first words in a row, and how many there are in all where some are left out.

    >>> listed(("1", "2", "3"), 2)
    '1、2等 3 处'
    """
    more = f"等 {len(words)} 处" if len(words) > most else ""
    return "、".join(words[:most]) + more
