"""Pages that were recognised, as lines and ruled tables on a level page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from docgen.gongwen.document.opened import Look, Run
from docgen.gongwen.opening.lines import SetCell, SetLine, SetPage, SetTable, in_rows
from docgen.gongwen.opening.ruled import Ruled, ruled_tables
from docgen.gongwen.opening.rules import Rule
from extractors.placing.layout import usual_slope, whole
from extractors.tables.parts import character_centres, taken_apart
from models.records import Box, Line, Page

A4_SHORT: Final = 595.3
"""The short side of A4 in points: what a scan is taken for."""
LOWEST: Final = 1 / 3
"""Of the box of a line, what is left at least when its slope is taken out of it."""
FILLED: Final = 2
"""Cells with words that a table has at least: frames around pictures have none."""
MEASURED: Final = 1.18
"""Times by which a type is off that the places of characters tell …"""
INK: Final = 1.35
"""… or the ink alone."""
TYPE: Final = 0.72
"""Share of the height of a short line that its type has."""
FEWEST: Final = 3
"""Steps from one character to the next that tell the type."""
SPREAD: Final = 1.6
"""Usual steps beyond which a blank stands between two characters."""
CHINESE: Final = "\u4e00"
"""From here on characters are as wide as their type."""
OUTSIDE: Final = (-1, (0, 0))
"""Stands for no cell of any table."""

Spot = tuple[int, tuple[int, int]]
"""A table, and a cell of it by row and column."""


def set_page(page: Page) -> SetPage:
    """Return a page that was looked at, level; the words around seals are no text of it.

    A slope of half a degree sets the lines of a scan in by a third of a character from head to
    foot, and makes a long line higher than a short one. Places are those on the level page.
    """
    lines = [each for each in page.lines if not each.curved and not each.upside_down]
    level = Level(usual_slope(lines), page.width / 2, page.height / 2)
    points = A4_SHORT / min(page.width, page.height)
    rules = [level.rule(each) for each in page.rulings]
    ruled = ruled_tables(rules, (page.width, page.height), 1 / points)
    outside, tables = _set([level.line(each) for each in lines], ruled, points)
    return SetPage(
        number=page.number,
        width=page.width,
        height=page.height,
        points=points,
        lines=tuple(
            line.model_copy(update={"row": row})
            for row, parts in enumerate(in_rows(outside))
            for line in parts
        ),
        tables=tuple(tables),
        recognised=not page.text_layer,
    )


@dataclass(frozen=True)
class Level:
    """Turns what lies on a slanted page about its middle, so that it lies level."""

    slope: float
    x: float
    y: float

    def line(self, line: Line) -> Line:
        """Return a line as it would be on a level page."""
        if not self.slope:
            return line
        left, top, right, bottom = line.box
        x, y = self._point((left + right) / 2, (top + bottom) / 2)
        width = right - left
        high = max(bottom - top - abs(line.slope) * width, (bottom - top) * LOWEST)
        box = (x - width / 2, y - high / 2, x + width / 2, y + high / 2)
        return line.model_copy(update={"box": whole(box)})

    def rule(self, box: Box) -> Rule:
        """Return the line that a box is around."""
        left, top, right, bottom = box
        x, y = self._point((left + right) / 2, (top + bottom) / 2)
        lying = right - left > bottom - top
        at, middle, half = (y, x, right - left) if lying else (x, y, bottom - top)
        return Rule(lying, at, middle - half / 2, middle + half / 2)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return x + self.slope * (y - self.y), y - self.slope * (x - self.x)


def _set(
    lines: Sequence[Line], ruled: Sequence[Ruled], points: float
) -> tuple[list[SetLine], list[SetTable]]:
    """Return the lines outside of tables, and the tables with theirs."""
    held: dict[Spot, list[SetLine]] = defaultdict(list)
    for line in lines:
        parts = list(taken_apart(line, partial(_spot, ruled, (line.box[1] + line.box[3]) / 2)))
        for spot, part in parts if line.text.strip() else ():
            held[spot].append(_set_line(part if len(parts) > 1 else line, points))
    found = {
        at: table
        for at, table in enumerate(ruled)
        if sum((at, cell) in held for cell in table.cells) >= FILLED
    }
    tables = [_table(table, at, held) for at, table in found.items()]
    outside = [part for (at, _), parts in held.items() if at not in found for part in parts]
    return outside, tables


def _spot(ruled: Sequence[Ruled], y: float, x: float) -> Spot:
    cells = ((at, table.cell_of(x, y)) for at, table in enumerate(ruled))
    return next(((at, cell) for at, cell in cells if cell is not None), OUTSIDE)


def _table(table: Ruled, at: int, held: dict[Spot, list[SetLine]]) -> SetTable:
    return SetTable(cells=tuple(_cells(table, at, held)))


def _cells(table: Ruled, at: int, held: dict[Spot, list[SetLine]]) -> Iterator[SetCell]:
    for cell, (left, top, right, bottom) in sorted(table.cells.items()):
        yield SetCell(
            row=cell[0],
            column=cell[1],
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            lines=tuple(_downwards(held.get((at, cell), ()))),
        )


def _downwards(lines: Iterable[SetLine]) -> list[SetLine]:
    return sorted(lines, key=lambda line: (line.top + line.bottom, line.left))


def _set_line(line: Line, points: float) -> SetLine:
    left, top, right, bottom = line.box
    step = _step(line)
    look = Look(size=round(2 * points * (step or TYPE * (bottom - top))) / 2)
    return SetLine(
        runs=(Run(text=line.text, look=look),),
        off=MEASURED if step else INK,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        confidence=line.confidence,
    )


def _step(line: Line) -> float | None:
    """Return how far a full character is from the next, which is how large the type is.

    The box around a line does not tell it: one around few characters is higher. Recognition knows
    places in steps, so that only the mean is exact; blanks that it leaves out do not count.
    """
    centres = character_centres(line)
    full = [
        second - first
        for (one, first), (other, second) in pairwise(zip(line.text, centres, strict=True))
        if min(one, other) >= CHINESE
    ]
    if len(full) < FEWEST:
        return None
    widest = SPREAD * median(full)
    return fmean(each for each in full if each <= widest)
