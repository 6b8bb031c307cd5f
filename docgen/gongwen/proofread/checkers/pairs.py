"""Marks in pairs: brackets, quotation marks, book marks (GB/T 15834—2011 4.8, 4.9, 4.15)."""

from collections.abc import Iterator
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Line, Text

CLOSES: Final = {
    "（": "）",
    "《": "》",
    "“": "”",
    "‘": "’",
    "〔": "〕",
    "【": "】",
    "〈": "〉",
    "(": ")",
}
OPENS: Final = {close: opening for opening, close in CLOSES.items()}
MIXED: Final = {"（": ")", "(": "）"}


def check_pairs(text: Text) -> Iterator[Fault]:
    """Yield the marks of each paragraph that have no partner, or the wrong one."""
    for line in text.lines:
        yield from _check_line(line)


def _check_line(line: Line) -> Iterator[Fault]:
    waiting: list[int] = []
    words = line.text
    for at, mark in enumerate(words):
        if mark in CLOSES:
            waiting.append(at)
        elif mark in OPENS and not _is_numbering(words, at):
            if waiting and words[waiting[-1]] == OPENS[mark]:
                waiting.pop()
            elif waiting and MIXED.get(words[waiting[-1]]) == mark:
                opening = words[waiting.pop()]
                yield tell("pairs.mixed", line.start + at, mark, [CLOSES[opening]])
            elif mark != "’":
                yield tell("pairs.not_opened", line.start + at, mark)
    for at in waiting:
        yield tell("pairs.not_closed", line.start + at, words[at], pair=CLOSES[words[at]])


def _is_numbering(words: str, at: int) -> bool:
    """Return whether a closing bracket ends a number at the head of a point, as 1）does."""
    return words[at] in ")）" and words[:at].strip().isalnum() and at <= 4
