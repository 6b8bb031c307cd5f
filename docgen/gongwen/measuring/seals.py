"""Measures of seals in the print: red ink on a signature; clause 7.3.5.1."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from docgen.gongwen.elements.found import Element
from docgen.gongwen.measuring.deviation import Deviation, miss
from docgen.gongwen.measuring.located import Print, Row
from docgen.gongwen.measuring.places import pitch_of
from docgen.gongwen.measuring.sheets import MM, Sheet

LEAST: Final = 15
"""Red ink smaller than this across (mm) is no seal."""
REACH: Final = 2
"""Parts of one seal are no further apart (mm)."""
LONGER: Final = 1.25
"""Ink so much wider than high, or the other way, is several seals that meet."""
OFF: Final = 6
"""A seal stands no further beside the middle of what it presses on (mm)."""


@dataclass(frozen=True)
class Seal:
    """Where red ink stands, in millimetres."""

    left: float
    top: float
    right: float
    bottom: float


def seals_of(printed: Print, page: int) -> list[Seal]:
    """Return the seals of a page, from left to right."""
    sheet = printed.sheets[page - 1]
    red = sheet.red.copy()
    red[: int(_head_ends(printed, sheet) * MM)] = False
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    joined = cv2.dilate(red.astype(np.uint8), cross, iterations=round(REACH * MM / 2))
    _, _, pieces, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for left, top, width, height, _ in pieces[1:].tolist():
        seal = Seal(
            left / MM + REACH / 2,
            top / MM + REACH / 2,
            (left + width) / MM - REACH / 2,
            (top + height) / MM - REACH / 2,
        )
        if min(seal.right - seal.left, seal.bottom - seal.top) >= LEAST:
            found.append(seal)
    return sorted(found, key=lambda each: each.left)


def _head_ends(printed: Print, sheet: Sheet) -> float:
    """Return where the red head of a page ends: below its mark and its rule (mm)."""
    ends = [bar.bottom for bar in sheet.bars(red=True) if bar.top < sheet.height / 2]
    marks = (row for each in printed.of(Element.MARK) for row in printed.rows(each))
    ends += [row.bottom for row in marks if row.page == sheet.number]
    return max(ends, default=0.0) + 1


def measure_seals(
    seals: Sequence[Seal], pressed: Sequence[Row], above: float | None, printed: Print
) -> Iterator[Deviation]:
    """Yield how the seals on some lines deviate; ``above``: where the text above ends (mm)."""
    if not pressed:
        return
    area = printed.area(pressed[0].page)
    for at, seal in enumerate(seals, 1):
        where = f"第{at}枚印章"
        under = [row for row in pressed if _meets(seal, row)]
        if not under:
            yield miss("seal_blank", "没有下压署名或成文日期", where)
            continue
        if above is not None and seal.top - above > pitch_of(printed.style) + 1:
            lines = (seal.top - above) / pitch_of(printed.style)
            yield miss("seal_top", f"相距{lines:.1f}行", where)
        yield from _centred(seal, under, where)
        if seal.left < area.left or seal.right > area.right:
            yield miss("seal_inside", "超出版心", where)
        if not 1 / LONGER < (seal.right - seal.left) / (seal.bottom - seal.top) < LONGER:
            yield miss("seals_apart", "相交或者相切", where)


def _meets(seal: Seal, row: Row) -> bool:
    across = seal.left < row.right and row.left < seal.right
    return across and seal.top < row.bottom and row.top < seal.bottom


def _centred(seal: Seal, under: Sequence[Row], where: str) -> Iterator[Deviation]:
    """Judge whether a seal is in the middle of its lines, and they in its lower half."""
    last = under[-1]
    off = (seal.left + seal.right - last.left - last.right) / 2
    if abs(off) > OFF:
        yield miss("seal_centred", f"偏{'右' if off > 0 else '左'}{abs(off):.0f}毫米", where)
    middle = (min(row.top for row in under) + max(row.bottom for row in under)) / 2
    if middle < (seal.top + seal.bottom) / 2:
        yield miss("seal_lower", "在中心以上", where)
