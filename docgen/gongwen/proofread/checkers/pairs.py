"""Marks in pairs: brackets, quotation marks, book marks (GB/T 15834—2011 4.8, 4.9, 4.15)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rewriting import wide
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Line, Text

CLOSES: Final = {
    each[0]: each[1] for each in ["（）", "《》", "“”", "‘’", "〔〕", "【】", "〈〉", "()"]
}
OPENS: Final = {close: opening for opening, close in CLOSES.items()}
MIXED: Final = {"（": ")", "(": "）"}
NUMBER: Final = re.compile(r"(?:^|[\s。；：，、])[\da-zA-Z一二三四五六七八九十]{1,3}\Z")
"""What a point begins with, at the head of its paragraph or behind another point."""
FURTHEST: Final = 4
FAR: Final = 8
"""Lines after which a mark no longer closes what an earlier paragraph opened."""


@dataclass(frozen=True)
class _Alone:
    """A mark without partner in its paragraph."""

    line: int
    start: int
    mark: str
    silent: bool = False
    """Whether it may stand alone: the bracket after the number of a point."""


def check_pairs(text: Text) -> Iterator[Fault]:
    """Yield the marks that have no partner, or the wrong one.

    A pair may be parted by line breaks; a quotation of several paragraphs opens each of them.
    """
    standing: defaultdict[str, list[_Alone]] = defaultdict(list)
    for number, line in enumerate(text.lines):
        found: list[_Alone] = []
        yield from _check_line(line, number, found)
        for each in found:
            opened = standing[OPENS.get(each.mark, "")]
            if opened and each.line <= opened[-1].line + FAR:
                opened.pop()
            else:
                standing[each.mark].append(each)
    alone = [each for marks in standing.values() for each in marks]
    marks = {(each.start, each.mark) for each in alone}
    for each in (each for each in alone if not each.silent and not _is_arrow(each, marks)):
        pair = CLOSES.get(each.mark)
        name = "pairs.not_closed" if pair else "pairs.not_opened"
        yield tell(name, each.start, each.mark, pair=pair)


def _is_arrow(each: _Alone, alone: set[tuple[int, str]]) -> bool:
    """Return whether a book mark stands by its like, both alone: an arrow of a page, as 》》."""
    beside = {(each.start - 1, each.mark), (each.start + 1, each.mark)}
    return each.mark in "《》" and not alone.isdisjoint(beside)


def _check_line(line: Line, number: int, alone: list[_Alone]) -> Iterator[Fault]:
    """Yield wrong partners within a line; collect the marks that have none, opening ones last."""
    waiting: list[int] = []
    words = line.text
    for at, mark in enumerate(words):
        if mark in CLOSES:
            waiting.append(at)
        elif mark in OPENS:
            if waiting and words[waiting[-1]] == OPENS[mark]:
                waiting.pop()
            elif waiting and MIXED.get(words[waiting[-1]]) == mark:
                half = min(at, waiting.pop(), key=lambda place: words[place] not in "()")
                yield tell("pairs.mixed", line.start + half, words[half], [wide(words[half])])
            elif mark != "’":
                alone.append(_Alone(number, line.start + at, mark, _is_numbering(words, at)))
    alone.extend(_Alone(number, line.start + at, words[at]) for at in waiting)


def _is_numbering(words: str, at: int) -> bool:
    """Return whether a closing bracket ends a number at the head of a point, as 1）does."""
    return words[at] in ")）" and bool(NUMBER.search(words, max(0, at - FURTHEST), at))
