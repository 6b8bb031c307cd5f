"""The cells of a ruled table with what stands in each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from extractors.placing.layout import Glyph, Layout, lay_out
from extractors.tables.cells import cell_of
from extractors.tables.parts import taken_apart
from models.records import Box, Line

LINED_UP = 0.6
"""Edges of cells that differ by less than this share of the height of print are one."""
OUTSIDE: Box = (0, 0, 0, 0)
"""Stands for no cell at all."""
SHARED = 0.5
"""Cells beside each other share at least this part of the lower one's height."""


@dataclass(frozen=True)
class Cell:
    """A cell and its print."""

    box: Box
    layout: Layout

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Its characters, row by row."""
        return tuple(glyph for row in self.layout.rows for glyph in row.glyphs)

    @property
    def text(self) -> str:
        """Its characters as one string."""
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def width(self) -> int:
        """How wide it is, in pixels."""
        return self.box[2] - self.box[0]

    @property
    def high(self) -> int:
        """How high it is, in pixels."""
        return self.box[3] - self.box[1]


@dataclass(frozen=True)
class Table:
    """Filled cells from top to bottom and left to right, and how high print is around them."""

    cells: tuple[Cell, ...]
    height: float

    def right_of(self, cell: Cell) -> list[Cell]:
        """Return the cells that begin where a cell ends, from top to bottom."""
        return [other for other in self.cells if self._meets(cell, other)]

    def left_of(self, cell: Cell) -> list[Cell]:
        """Return the cells that end where a cell begins, from top to bottom."""
        return [other for other in self.cells if self._meets(other, cell)]

    def below(self, cell: Cell) -> list[Cell]:
        """Return the cells that begin where a cell ends, from left to right."""
        limit = LINED_UP * self.height
        return [
            other
            for other in self.cells
            if abs(other.box[1] - cell.box[3]) <= limit
            and min(other.box[2], cell.box[2]) - max(other.box[0], cell.box[0]) > limit
        ]

    def column(self, cell: Cell) -> list[Cell]:
        """Return the other cells with the same left and right edges."""
        return [
            other
            for other in self.cells
            if other is not cell and self.same_columns((cell,), (other,))
        ]

    def same_columns(self, cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
        """Tell whether two rows of cells have the same edges."""
        limit = LINED_UP * self.height
        return len(cells) == len(others) and all(
            abs(a.box[0] - b.box[0]) <= limit and abs(a.box[2] - b.box[2]) <= limit
            for a, b in zip(cells, others, strict=True)
        )

    def _meets(self, left: Cell, right: Cell) -> bool:
        shared = min(left.box[3], right.box[3]) - max(left.box[1], right.box[1])
        beside = abs(right.box[0] - left.box[2]) <= LINED_UP * self.height
        return beside and shared >= SHARED * min(left.high, right.high)


def fill_cells(
    lines: Iterable[Line], boxes: Sequence[Box], height: float
) -> tuple[Table, tuple[Line, ...]]:
    """Return the cells with the lines that stand in them, and the lines outside of all cells.

    A line that was read across a ruled line is taken apart there.
    """
    inside: dict[Box, list[Line]] = defaultdict(list)
    for line in lines:
        middle = (line.box[1] + line.box[3]) / 2
        for cell, part in taken_apart(line, partial(_cell_at, middle, boxes)):
            inside[cell].append(part)
    ordered = sorted(boxes, key=lambda box: (round(box[1] / height), box[0]))
    cells = tuple(Cell(box, lay_out(inside[box], box)) for box in ordered)
    return Table(cells, height), tuple(inside[OUTSIDE])


def _cell_at(y: float, boxes: Sequence[Box], x: float) -> Box:
    return cell_of((x, y), boxes) or OUTSIDE
