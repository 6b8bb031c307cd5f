"""Lines of a page that are no text of it: sizes of print, shares, counts of readers."""

import re
from typing import Final

from knowledge.importing.declared import PAGE_WORDS

_LINES: Final = re.compile("|".join(f"(?:{each})" for each in PAGE_WORDS.lines))
_TAILS: Final = re.compile("|".join(f"(?:{each})" for each in PAGE_WORDS.tails))


def is_ornamental(line: str) -> bool:
    """Tell whether a line is an ornament of its page.

    >>> is_ornamental("【字体： 大 中 小 】"), is_ornamental("一、申请条件")
    (True, False)
    """
    return bool(line.strip()) and bool(_LINES.fullmatch(line.strip()))


def ends_text(line: str) -> bool:
    """Tell whether the text of a page is over where a line like this stands in its latter half."""
    return bool(_TAILS.fullmatch(line.strip()))
