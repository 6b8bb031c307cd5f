"""Find the heading of a paper: the largest print in the middle of its upper part."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.placing.layout import Glyph, Layout, Row

LARGER = 1.15
"""A heading is at least so many times as large as the usual print of the paper."""
PITCH = 1.35
"""The box of a line is so many times as high as its Chinese characters are wide."""
CENTRED = 0.2
"""Its middle is within this share of the paper's width from the paper's own;"""
INDENT = 0.2
"""or else it begins this share farther right, for print that ends early moves the middle."""
SPREAD, SHORT = 4.0, 6
"""The characters of a short heading stand at most so many of their heights apart: 通    知."""
GAP = 1.5
"""Those of longer ones not so far, for cells of a table beside each other do."""
UPPER = 0.5
"""It stands in this part of the paper's height."""
ALIKE = 0.15
"""Rows of one heading, or as large as the largest, differ in size by less than this share."""
LEADING = 1.5
"""And follow each other within this many heights."""
FORM_NUMBER = re.compile(r"^(?:附?表|附件)[\dA-Z一二三四五六七八九十-]{1,4}[：:、.]?(?=.{4})")
"""The number of a form before its name: 表2, 附件一."""


def heading(layout: Layout) -> list[Glyph]:
    """Return the characters of the heading, which may take two rows; none when nothing stands out.

    The number of a form before its name is left out.
    """
    usual = median(_size(row) for row in layout.rows) if layout.rows else 0.0
    large = [row for row in layout.rows if _size(row) >= LARGER * usual and _stands_so(row, layout)]
    if not large:
        return []
    largest = max(map(_size, large))
    first = next(i for i, row in enumerate(large) if _size(row) >= (1 - ALIKE) * largest)
    rows = [large[first], *_following(large[first + 1 :], large[first])]
    glyphs = [glyph for row in rows for glyph in row.glyphs]
    number = FORM_NUMBER.match("".join(glyph.char for glyph in glyphs))
    return glyphs[number.end() :] if number else glyphs


def _following(rows: Sequence[Row], first: Row) -> list[Row]:
    """Return the row in which the heading goes on, if it does."""
    size = _size(first)
    return [
        row
        for row in rows[:1]
        if abs(_size(row) - size) <= ALIKE * size
        and row.middle - first.middle < (1 + LEADING) * size
    ]


def _size(row: Row) -> float:
    """Return how large a row is printed; spread out characters are no larger for it."""
    height = median(glyph.height for glyph in row.glyphs)
    steps = [right.centre - left.centre for left, right in pairwise(row.glyphs)]
    return min(height, PITCH * median(steps)) if steps else height


def _stands_so(row: Row, layout: Layout) -> bool:
    """Tell whether a row stands where headings do: in one piece, away from the left edge, above."""
    left, top, right, bottom = _hull(layout)
    first, last = row.glyphs[0].left, row.glyphs[-1].right
    centred = abs((first + last) / 2 - (left + right) / 2) <= CENTRED * (right - left)
    indented = first - left >= INDENT * (right - left)
    widest = SPREAD if len(row.glyphs) <= SHORT else GAP
    whole = all(b.left - a.right < widest * a.height for a, b in pairwise(row.glyphs))
    upper = row.middle <= top + UPPER * (bottom - top)
    return len(row.glyphs) > 1 and (centred or indented) and whole and upper


def _hull(layout: Layout) -> tuple[float, float, float, float]:
    glyphs = [glyph for row in layout.rows for glyph in row.glyphs]
    return (
        min(glyph.left for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )
