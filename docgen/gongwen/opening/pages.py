"""Lines of pages as paragraphs: joined over lines and pages, running heads and numbers apart."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from docgen.gongwen.document.opened import Align, Paragraph, Where
from docgen.gongwen.opening.columns import with_tables
from docgen.gongwen.opening.frames import (
    FULL,
    SHORT,
    Frame,
    at_left,
    differ,
    frame_of,
    is_centred,
    is_first,
    is_full,
    is_indented,
    is_large,
    usual_indent,
)
from docgen.gongwen.opening.lines import SetLine, SetPage, SetTable, in_rows, runs_of
from docgen.gongwen.opening.tables import Tables
from knowledge.cleaning import folded
from knowledge.printed import ENDS, MARGIN, PAGE_NUMBER, REPEATED, UNSURE, listed, reading_doubts

APART: Final = 1.75
"""Distance of two paragraphs, in distances of lines."""
HALF: Final = 0.6
"""Width of a figure or a Latin letter, in heights."""
MOST_TOLD: Final = 5
_NUMBERED: Final = re.compile(
    r"\s*(?:第[零〇一二三四五六七八九十百千]+[编章节条](?![、，。；）和或及至的规])|[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳])"
)
_LABELLED: Final = re.compile(r"\s*(?:附件|抄送)")
_ALONE: Final = re.compile(
    r"\s*(?:[^\s\d，。]{1,12}[〔\[【（(]\d{4}[〕\]】）)]\s*\d+\s*号|[（(]?第\s*\d+\s*[期号][）)]?)\s*"
)
"""The number of a document, which has a line to itself."""
_WORD: Final = re.compile(r"(?:[^“”‘’]?[“”‘’]+)+[^“”‘’]?|[!-~÷×±]+(?:[、，]\d[!-~÷×±]*)*")
"""What goes to the next line at once: sums, rows of them and Latin words, and what quotes hold."""


def paragraphs_of(pages: Sequence[SetPage]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of pages: the body in order, then headers and footers, each once."""
    running = _running(pages)
    pages = with_tables(pages, running)
    found: list[_Block] = []
    printed = [[each for each in _ordered(page) if id(each) not in running] for page in pages]
    usual = usual_indent(printed)
    for page, lines in zip(pages, printed, strict=True):
        frame = frame_of(lines, usual)
        for place, each in enumerate(_with_tables(page, lines)):
            held = found[-1] if found else _Block()
            if isinstance(each, SetTable):
                if place or not held.tables.go_on(page, each):
                    found.append(_Block(tables=Tables()))
                found[-1].tables.add(page, each)
            elif held.lines and _goes_on(held.lines, (page, each), frame, first=not place):
                held.lines.append((page, each))
            else:
                found.append(_Block([(page, each)]))
    frames = {page.number: frame_of(page.lines, usual) for page in pages}
    return (*_body(found, frames), *_margins(pages, running))


@dataclass
class _Block:
    """Lines of a paragraph with their pages, or the parts of a table."""

    lines: list[tuple[SetPage, SetLine]] = field(default_factory=list)
    tables: Tables = field(default_factory=Tables)


def _body(blocks: Iterable[_Block], frames: Mapping[int, Frame]) -> Iterator[Paragraph]:
    tables = 0
    for block in blocks:
        if block.lines:
            yield _paragraph(block.lines, frames[block.lines[0][0].number], Where.BODY)
        else:
            yield from block.tables.paragraphs(tables)
            tables += 1


def _with_tables(page: SetPage, lines: Sequence[SetLine]) -> Iterator[SetLine | SetTable]:
    """Yield the lines of a page with its tables between them."""
    waiting = sorted(page.tables, key=lambda table: table.top)
    for line in lines:
        while waiting and waiting[0].top < line.top:
            yield waiting.pop(0)
        yield line
    yield from waiting


def doubts_of(pages: Sequence[SetPage]) -> Iterator[str]:
    """Yield what may be wrong or is missing."""
    empty = [str(page.number) for page in pages if not (page.lines or page.tables)]
    if empty:
        yield f"第 {listed(empty, MOST_TOLD)} 页没有读出文字（空白，或是没有识别的图片），请核对。"
    weak = [
        f"第 {page.number} 页“{line.text.strip()[:15]}”"
        for page in pages
        for line in page.lines
        if line.confidence < UNSURE
    ]
    yield from reading_doubts(sum(page.recognised for page in pages), weak, MOST_TOLD)


def _running(pages: Sequence[SetPage]) -> dict[int, SetLine]:
    """Return lines at the edges that are page numbers, or stand on many pages, by their ids."""
    edges = [(page, line) for page in pages for line in page.lines if _at_edge(page, line)]
    often = Counter(_kind(page, line) for page, line in edges)
    needed = max(2, REPEATED * len(pages))
    return {
        id(line): line
        for page, line in edges
        if (PAGE_NUMBER.fullmatch(line.text) and _is_alone(page, line))
        or (len(pages) > 1 and often[_kind(page, line)] >= needed)
    }


def _at_edge(page: SetPage, line: SetLine) -> bool:
    return line.top < MARGIN * page.height or line.bottom > (1 - MARGIN) * page.height


def _is_alone(page: SetPage, line: SetLine) -> bool:
    """Tell whether nothing stands beside a line, as beside figures in a table."""
    middle = (line.top + line.bottom) / 2
    return not any(each.top < middle < each.bottom and each is not line for each in page.lines)


def _kind(page: SetPage, line: SetLine) -> tuple[str, bool]:
    own = rf"(?<!\d){page.number}(?!\d)"  # 附件1 and 附件2 above two pages are no repetition
    return re.sub(own, "#", folded(line.text)), line.top < MARGIN * page.height


def _margins(pages: Sequence[SetPage], running: Collection[int]) -> Iterator[Paragraph]:
    told: set[tuple[str, bool]] = set()
    for above, where in ((True, Where.HEADER), (False, Where.FOOTER)):
        for page in pages:
            for line in page.lines:
                kind = _kind(page, line)
                if id(line) in running and kind[1] is above and kind not in told:
                    told.add(kind)
                    yield _paragraph([(page, line)], frame_of(page.lines), where)


def _ordered(page: SetPage) -> Iterator[SetLine]:
    """Yield the lines from the top, those of one row from the left."""
    for row in in_rows(page.lines):
        yield from row


def _goes_on(
    held: Sequence[tuple[SetPage, SetLine]],
    added: tuple[SetPage, SetLine],
    frame: Frame,
    *,
    first: bool,
) -> bool:
    """Tell whether a line carries on the paragraph of the lines before it."""
    (before, last), (page, line) = held[-1], added
    if first:
        beside = not _is_alone(page, line)
        return before is not page and not beside and _broken(held, line, frame)
    if line.left >= last.right or (line.right <= last.left and not is_first(last, frame)):
        return False
    if _stand_apart(last, line) or line.bottom - last.bottom > APART * frame.pitch:
        return False
    if is_centred(line, frame) or is_centred(last, frame):
        whole = is_centred(last, frame) or is_full(last, frame)
        return is_large(last, frame) and is_centred(line, frame) and whole
    if _begins(line, held, frame) or not at_left(line, frame):
        return False
    word = _WORD.match(line.text)
    taken = sum(HALF if each.isascii() else 1 for each in word[0]) if word else 0
    return is_full(last, frame, (SHORT if is_indented(held[0][1], frame) else FULL) + taken)


def _stand_apart(last: SetLine, line: SetLine) -> bool:
    """Tell whether two lines are no one text, by their types or their words."""
    numbers = _ALONE.fullmatch(last.text) or _ALONE.fullmatch(line.text)
    return bool(numbers) or differ(last, line)


def _begins(line: SetLine, held: Sequence[tuple[SetPage, SetLine]], frame: Frame) -> bool:
    """Tell whether a line begins a paragraph by its number, which text may only mention.

    Where first lines are set in, a line that is not, behind text that has not ended, mentions it:
    行政许可法 | 第三十二条第一款.
    """
    inside = is_first(held[0][1], frame) and at_left(line, frame)
    mentioned = inside and not held[-1][1].text.rstrip().endswith(ENDS)
    numbered = _NUMBERED.match(line.text) and not mentioned
    return bool(numbered or _LABELLED.match(line.text))


def _broken(held: Sequence[tuple[SetPage, SetLine]], line: SetLine, frame: Frame) -> bool:
    """Tell whether a paragraph was cut by the end of a page."""
    last = held[-1][1]
    text = "".join(each.text for _, each in held)
    ended = text.endswith(ENDS) and not is_indented(held[0][1], frame)
    if ended or len(text) < 20 or _begins(line, held, frame):
        return False
    return at_left(line, frame) and is_full(last, frame, SHORT)


def _paragraph(held: Sequence[tuple[SetPage, SetLine]], frame: Frame, where: Where) -> Paragraph:
    page, first = held[0]
    own = [line for each, line in held if each is page]
    lines = [line for _, line in held]
    box = (
        round(min(line.left for line in own)),
        round(min(line.top for line in own)),
        round(max(line.right for line in own)),
        round(max(line.bottom for line in own)),
    )
    return Paragraph(
        runs=tuple(runs_of(lines, page.points)),
        where=where,
        align=_align(own, frame),
        indent=round((first.left - frame.left) * page.points, 1),
        left=round((own[-1].left - frame.left) * page.points, 1) if len(own) > 1 else 0.0,
        line=_pitch(own, page),
        page=page.number,
        box=box,
        confidence=min(line.confidence for line in lines),
    )


def _align(lines: Sequence[SetLine], frame: Frame) -> Align:
    if all(is_centred(line, frame) for line in lines):
        return Align.CENTRE
    inside = lines[0].left > frame.left + 0.3 * (frame.right - frame.left)
    return Align.RIGHT if inside and is_full(lines[0], frame) else Align.LEFT


def _pitch(lines: Sequence[SetLine], page: SetPage) -> float | None:
    if len(lines) < 2:
        return None
    steps = [b.bottom - a.bottom for a, b in pairwise(lines)]
    return round(median(steps) * page.points, 1)
