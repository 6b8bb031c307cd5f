"""The body of a document: headings by their numbers, run-in headings, tables, paragraphs."""

import re
from collections.abc import Iterable, Sequence

from docgen.gongwen.document.official import Part
from docgen.gongwen.elements.pieces import Piece

LEVELS = (
    re.compile(r"[一二三四五六七八九十百]{1,4}、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,2}[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]"),
)
"""GB/T 9704-2012 7.3.3: 一、 （一） 1. （1）."""
RUN_IN = re.compile(r"([^。！？；：\n]{1,40}[。！？])(?=.)")
LONGEST_HEADING = 50
ENDS = "。；！？：，、;!?:,"


def read_parts(pieces: Iterable[Piece]) -> tuple[Part, ...]:
    """Return what the pieces hold, in order; no word is dropped."""
    return tuple(_part(piece) for piece in pieces)


def _part(piece: Piece) -> Part:
    if piece.cells:
        return Part(rows=_rows(piece))
    text = piece.text
    level = _level(text)
    run_in = RUN_IN.match(text) if level else None
    if run_in:
        return Part(text=run_in[1], level=level, run_in=text[run_in.end() :].strip())
    heading = level and len(text) <= LONGEST_HEADING and text[-1] not in ENDS
    return Part(text=text, level=level if heading else 0)


def _level(text: str) -> int:
    return next((at for at, level in enumerate(LEVELS, 1) if level.match(text)), 0)


def _rows(piece: Piece) -> tuple[tuple[str, ...], ...]:
    cells: dict[tuple[int, int], list[str]] = {}
    for _, paragraph in piece.cells:
        if paragraph.cell:
            at = (paragraph.cell.row, paragraph.cell.column)
            cells.setdefault(at, []).append((paragraph.label + paragraph.text).strip())
    if not cells:
        return tuple((words,) for words in piece.text.split("\n"))
    return tuple(_row(cells, row) for row in sorted({row for row, _ in cells}))


def _row(cells: dict[tuple[int, int], list[str]], row: int) -> tuple[str, ...]:
    columns: Sequence[int] = range(max(column for _, column in cells) + 1)
    return tuple("\n".join(cells.get((row, column), ())) for column in columns)
