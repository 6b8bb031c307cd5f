"""The title of a text that no field names."""

import re
from collections.abc import Sequence
from typing import Final

from knowledge.cleaning import folded
from knowledge.importing.blocks import Block
from knowledge.importing.days import DAY
from knowledge.importing.declared import PAGE_WORDS
from knowledge.importing.draft import LONGEST_TITLE
from knowledge.importing.facts import NUMBER
from models.clean import shorten

_SITE: Final = re.compile(
    rf"\s*[-_—–|｜]+\s*[^-_—–|｜]*(?:{'|'.join(map(re.escape, PAGE_WORDS.site_names))})[^-_—–|｜]*$"
)
WITHIN: Final = 12
"""Parts at the top among which the title is."""
SHORT: Final = 8
"""Characters of a line that may well be said twice."""
PLAIN: Final = 60
"""Characters of a first line that may be a title although nothing sets it apart."""


def title_of(blocks: Sequence[Block]) -> tuple[str, int]:
    """Return the title of a text, and how many parts at its top end with it; ('', 0) without one.

    Lines set apart that follow each other are one title; a red head, a number or a day is none.
    """
    for place, block in enumerate(blocks[:WITHIN]):
        if _set_apart(block):
            words, end = block.words, place + 1
            while end < len(blocks) and _goes_on(words, block, blocks[end]):
                words += blocks[end].words
                end += 1
            return shorten(words, LONGEST_TITLE), end
    first = next((block for block in blocks[:1] if block.is_text), None)
    if first and len(first.words) <= PLAIN and not first.words.endswith(("。", "；", "：", "，")):
        return shorten(first.words, LONGEST_TITLE), 1
    return "", 0


def without_site(title: str) -> str:
    """Return the title of a page without the name of its site.

    >>> without_site("办事指南 - 样张市人民政府门户网站")
    '办事指南'
    """
    return _SITE.sub("", title).strip() or title.strip()


def without_title(title: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks without the lines at the top that only say the title, or each other, again."""
    told = {folded(title)} - {""}
    kept: list[Block] = []
    parts = _parts_of(folded(title), blocks[:WITHIN])
    for place, block in enumerate(blocks):
        words = folded(block.words)
        again = place < WITHIN and not block.rows and (words in told or place in parts)
        if not again:
            kept.append(block)
        if place < WITHIN and len(words) > SHORT:
            told.add(words)
    return tuple(kept)


def _parts_of(title: str, blocks: Sequence[Block]) -> set[int]:
    """Return the places of lines that together say the title, broken over two or three lines."""
    words = ["" if block.rows else folded(block.words) for block in blocks]
    for count in (2, 3):
        for at in range(len(words) - count + 1):
            if title and all(words[at : at + count]) and "".join(words[at : at + count]) == title:
                return set(range(at, at + count))
    return set()


def _set_apart(block: Block) -> bool:
    words = block.words.strip()
    shown = block.level == 1 or (block.centred and len(words) > 3) or block.large
    told = NUMBER.fullmatch(words) or DAY.fullmatch("".join(words.split()))
    ended = words.endswith(("文件", "。", "；"))
    return bool(words) and shown and not told and not ended and not block.rows


def _goes_on(words: str, first: Block, block: Block) -> bool:
    same = (block.level, block.centred, block.large) == (first.level, first.centred, first.large)
    unit = words.endswith(("的", "关于", "印发", "、", "《")) or block.words.startswith(
        ("《", "的")
    )
    open_ = words.count("《") > words.count("》")
    return same and _set_apart(block) and (unit or open_) and len(words) < LONGEST_TITLE
