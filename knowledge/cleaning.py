"""Texts made comparable and fit to read: width, blanks, unseen characters, repeated lines."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from models.clean import clean

FEWEST_FILES: Final = 4
"""Files that must share a line before it is taken for an ornament of their site."""
SHARED: Final = 0.6
"""Part of the files that have it."""
_KEPT: Final = frozenset("！（），：；？～｜。［］＜＞")
_NARROW: Final = {
    code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT
}
"""Wide letters, digits and marks become narrow; those of Chinese sentences, and those that Markdown
would take for its own, stay as they are."""
_HAN: Final = r"\u3400-\u9fff"
_SPACED: Final = re.compile(rf"(?<![{_HAN}])([{_HAN}]) +(?=[{_HAN}](?![{_HAN}]))")
_MARKS: Final = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    r"""Return one line as it is kept: what cannot be seen dropped, letters and digits narrow.

    Two characters stretched over a line are one word again.

    >>> tidy("文　　号：沪府规〔２０２４〕３号\u200b")
    '文号：沪府规〔2024〕3号'
    """
    return _SPACED.sub(r"\1", clean(text).translate(_NARROW)).strip()


def unseen(text: str) -> int:
    """Return how many characters of a text cannot be seen, or turn the line round."""
    return sum(
        1
        for each in text
        if each not in "\t\r\n\v\f\ufeff" and unicodedata.category(each) in {"Cc", "Cf", "Cs"}
    )


def folded(text: str) -> str:
    """Return what two writings of one text have in common: letters, digits and characters.

    >>> folded("《办法》 第１条：ABC") == folded("办法第1条abc")
    True
    """
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def shared_lines(texts: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the lines, folded, that most of several texts have in common: ornaments of a site.

    ``texts`` are the lines of each; fewer than ``FEWEST_FILES`` texts share nothing.
    """
    every = [frozenset(map(folded, lines)) - {""} for lines in texts]
    counts = Counter(line for lines in every for line in lines)
    needed = max(FEWEST_FILES, SHARED * len(every))
    return frozenset(line for line, count in counts.items() if count >= needed)
