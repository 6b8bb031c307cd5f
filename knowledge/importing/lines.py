"""Lines with their places, as others read them from a PDF or a picture, to the parts of a text.

Lines are joined to paragraphs, running heads, feet and page numbers are dropped, and a heading is
known by its place and size. Whoever reads the file gives the lines; nothing is recognised here.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from knowledge.cleaning import folded, tidy
from knowledge.importing.blocks import Block, Rows, tabled
from knowledge.importing.draft import LeftOut
from knowledge.importing.reading import Found, Reading
from knowledge.printed import ENDS, MARGIN, PAGE_NUMBER, REPEATED, UNSURE, reading_doubts
from models.records import Record

NEAR: Final = 0.04
"""Share of the width that edges of one paragraph may differ by."""
LARGER: Final = 1.18
"""Height of a large line, in heights of the text."""
MOST_TOLD: Final = 10
_BEGINS: Final = re.compile(
    r"(?:第[零〇一二三四五六七八九十百千]+[编章节条]|[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|[①-⑳]|附件|附则)"
)


class PlacedLine(Record):
    """One line of a page; places in shares of the page, from its left and its top."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float = 1.0

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


class PlacedTable(Record):
    """A table of a page, and where it stands; lines inside it are its cells."""

    rows: Rows
    top: float
    bottom: float


class LinedPage(Record):
    """What stands on one page, from the top."""

    number: int
    lines: tuple[PlacedLine, ...] = ()
    tables: tuple[PlacedTable, ...] = ()
    recognised: bool = False
    """From a picture: the words are recognised, and may be wrong."""


def read_lines(pages: Sequence[LinedPage]) -> Found:
    """Return the text of pages."""
    running = _running(pages)
    left: list[LeftOut] = []
    if running:
        told = "、".join(sorted({line.text.strip() for line in running.values()})[:MOST_TOLD])
        left.append(LeftOut(what=f"页眉页脚和页码：{told}", why="不是正文", count=len(running)))
    empty = [str(page.number) for page in pages if not page.lines and not page.tables]
    if empty:
        told = f"第 {'、'.join(empty[:MOST_TOLD])} 页"
        left.append(LeftOut(what=told, why="没有文字，或是图片中没有认出文字", count=len(empty)))
    blocks = _across(_page(page, running.keys()) for page in pages)
    return Found((Reading(blocks, remarks=tuple(_doubts(pages))),), tuple(left))


def _doubts(pages: Sequence[LinedPage]) -> Iterator[str]:
    weak = [
        f"第 {page.number} 页“{tidy(line.text)[:20]}”"
        for page in pages
        for line in page.lines
        if line.confidence < UNSURE
    ]
    yield from reading_doubts(sum(page.recognised for page in pages), weak, MOST_TOLD)


def _running(pages: Sequence[LinedPage]) -> dict[int, PlacedLine]:
    """Return lines at the edges that are page numbers, or stand on many pages."""
    edges = [
        line
        for page in pages
        for line in page.lines
        if line.top < MARGIN or line.bottom > 1 - MARGIN
    ]
    often = Counter(_kind(line) for line in edges)
    needed = max(2, REPEATED * len(pages))
    return {
        id(line): line
        for line in edges
        if PAGE_NUMBER.fullmatch(line.text) or (len(pages) > 1 and often[_kind(line)] >= needed)
    }


def _kind(line: PlacedLine) -> tuple[str, bool]:
    return re.sub(r"\d+", "#", folded(line.text)), line.top < MARGIN


def _page(page: LinedPage, running: Collection[int]) -> Iterator[Block]:
    lines = [
        line
        for line in sorted(page.lines, key=lambda line: (round(line.top, 2), line.left))
        if id(line) not in running and not _inside(line, page.tables)
    ]
    tables = sorted(page.tables, key=lambda each: each.top)
    held: list[PlacedLine] = []
    measures = _measures(lines)
    for line in lines:
        while tables and tables[0].top < line.top:
            yield from _paragraph(held, measures)
            held = []
            yield from tabled(tables.pop(0).rows)
        if held and not _goes_on(held, line, measures):
            yield from _paragraph(held, measures)
            held = []
        held.append(line)
    yield from _paragraph(held, measures)
    for each in tables:
        yield from tabled(each.rows)


def _inside(line: PlacedLine, tables: Sequence[PlacedTable]) -> bool:
    middle = (line.top + line.bottom) / 2
    return any(each.top <= middle <= each.bottom for each in tables)


class _Measures(Record):
    """How the text of a page is set."""

    left: float = 0.0
    right: float = 1.0
    height: float = 0.02
    pitch: float = 0.03


def _measures(lines: Sequence[PlacedLine]) -> _Measures:
    if not lines:
        return _Measures()
    steps = [below.top - above.top for above, below in pairwise(lines) if below.top > above.top]
    height = median(line.height for line in lines)
    return _Measures(
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        height=height,
        pitch=median(steps) if steps else height * 1.5,
    )


def _goes_on(held: Sequence[PlacedLine], line: PlacedLine, set_: _Measures) -> bool:
    """Tell whether a line carries on the paragraph of the lines before it."""
    last = held[-1]
    if abs(line.top - last.top) < set_.height / 2:
        return True
    sizes = max(line.height, last.height) / max(1e-6, min(line.height, last.height))
    if sizes > LARGER or line.top - last.top > 1.7 * set_.pitch:
        return False
    if _centred(line, set_) or _centred(last, set_):
        return _centred(line, set_) and _centred(last, set_) and last.height > LARGER * set_.height
    if _BEGINS.match(line.text.strip()) or line.left > set_.left + NEAR:
        return False
    return last.right > set_.right - NEAR * 2


def _centred(line: PlacedLine, set_: _Measures) -> bool:
    before, after = line.left - set_.left, set_.right - line.right
    return min(before, after) > NEAR and abs(before - after) < 2 * NEAR


def _paragraph(held: Sequence[PlacedLine], set_: _Measures) -> Iterator[Block]:
    words = ""
    for line in held:
        text = tidy(line.text)
        apart = bool(words) and words[-1:].isascii() and text[:1].isascii()
        words += f" {text}" if apart else text
    if words:
        large = max(line.height for line in held) > LARGER * set_.height
        yield Block(words, centred=all(_centred(line, set_) for line in held), large=large)


def _across(pages: Iterable[Iterable[Block]]) -> tuple[Block, ...]:
    """Join what a page break cut in two: a paragraph without an end, a table with the same head."""
    joined: list[Block] = []
    for page in pages:
        for place, block in enumerate(page):
            before = joined[-1] if joined and not place else None
            if before and before.rows and block.rows and len(before.rows[0]) == len(block.rows[0]):
                rows = block.rows[1:] if block.rows[0] == before.rows[0] else block.rows
                joined[-1] = Block(rows=before.rows + rows)
            elif before and _broken(before, block):
                joined[-1] = Block(before.words + block.words)
            else:
                joined.append(block)
    return tuple(joined)


def _broken(before: Block, block: Block) -> bool:
    plain = before.is_text and block.is_text and before.words and block.words
    set_apart = before.centred or block.centred or before.large or block.large
    long = len(before.words) > 20 and not before.words.endswith(ENDS)
    return bool(plain and long and not set_apart and not _BEGINS.match(block.words))
