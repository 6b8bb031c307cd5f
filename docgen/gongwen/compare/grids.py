"""Matches two tables: columns first, then rows, then what stands in each cell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docgen.gongwen.compare.aligned import Aligned
from docgen.gongwen.compare.blocks import Grid, words_of
from docgen.gongwen.compare.difference import Kind
from docgen.gongwen.compare.matching import Matching, match
from docgen.gongwen.compare.sides import Side

AlignCell = Callable[[Aligned, Sequence[int], Sequence[int]], None]
"""Matches the paragraphs of two cells."""


@dataclass(frozen=True)
class _Columns:
    """Which columns of two tables belong together."""

    kept: dict[int, int]
    moved: dict[int, int]

    @property
    def all(self) -> dict[int, int]:
        return self.kept | self.moved


def align_grids(aligned: Aligned, left: Grid, right: Grid, align_cell: AlignCell) -> None:
    """Match the cells of two tables; rows and columns that went, came or moved are told whole."""
    sides = aligned.sides
    columns = _columns(sides.left, left, sides.right, right)
    _lone_columns(aligned, left, right, columns)
    own, others = left.rows, right.rows
    rows = match(
        [_row(sides.left, left, row, list(columns.all)) for row in own],
        [_row(sides.right, right, row, list(columns.all.values())) for row in others],
    )
    steps = [(own[i], others[j]) for i, j in rows.pairs]
    _align_rows(aligned, (left, right), steps, columns.kept, align_cell)
    for a, b in columns.moved.items():
        inner = aligned.apart()
        _align_rows(inner, (left, right), steps, {a: b}, align_cell)
        aligned.move(Kind.COLUMN, inner)
    for i, j in rows.moved:
        inner = aligned.apart()
        _align_rows(inner, (left, right), [(own[i], others[j])], columns.all, align_cell)
        aligned.move(Kind.ROW, inner)
    used = (*rows.pairs, *rows.moved)
    for i in sorted(set(range(len(own))) - {i for i, _ in used}):
        aligned.remove(Kind.ROW, _held(left, own[i], columns.all))
    for j in sorted(set(range(len(others))) - {j for _, j in used}):
        aligned.add(Kind.ROW, _held(right, others[j], columns.all.values()))


def _columns(one: Side, left: Grid, other: Side, right: Grid) -> _Columns:
    own, others = left.columns, right.columns
    a = [words_of(one, left.column(each)) for each in own]
    b = [words_of(other, right.column(each)) for each in others]
    if a == b:
        return _Columns(dict(zip(own, others, strict=True)), {})
    matching = match(a, b)
    shuffled = bool(matching.moved) and all(a[i] == b[j] for i, j in matching.moved)
    if len(own) == len(others) and not shuffled:
        return _Columns(dict(zip(own, others, strict=True)), {})
    return _named(matching, own, others)


def _named(matching: Matching, own: Sequence[int], others: Sequence[int]) -> _Columns:
    return _Columns(
        {own[i]: others[j] for i, j in matching.pairs},
        {own[i]: others[j] for i, j in matching.moved},
    )


def _lone_columns(aligned: Aligned, left: Grid, right: Grid, columns: _Columns) -> None:
    for column in left.columns:
        if column not in columns.all:
            aligned.remove(Kind.COLUMN, left.column(column))
    for column in right.columns:
        if column not in columns.all.values():
            aligned.add(Kind.COLUMN, right.column(column))


def _row(side: Side, grid: Grid, row: int, columns: Sequence[int]) -> str:
    cells = (words_of(side, grid.cells.get((row, column), ()), "\n") for column in columns)
    return "\t".join(cells).strip()


def _align_rows(
    aligned: Aligned,
    grids: tuple[Grid, Grid],
    rows: Sequence[tuple[int, int]],
    columns: dict[int, int],
    align_cell: AlignCell,
) -> None:
    left, right = grids
    for above, below in rows:
        for a, b in columns.items():
            cells = left.cells.get((above, a), []), right.cells.get((below, b), [])
            align_cell(aligned, *cells)


def _held(grid: Grid, row: int, columns: Iterable[int]) -> list[int]:
    """Return the paragraphs of a row in given columns."""
    return [each for column in sorted(columns) for each in grid.cells.get((row, column), ())]
