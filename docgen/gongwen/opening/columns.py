"""Tables without lines: rows whose parts stand below each other in columns."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Final

from docgen.gongwen.opening.lines import SetCell, SetLine, SetPage, SetTable

FEWEST: Final = 3
"""Rows of a table."""
FILLED: Final = 0.6
"""Share of the rows in which a column has something."""
LONGEST: Final = 12
"""Characters that half of the cells have at most: longer ones are text set in two columns."""
APART: Final = 3
"""Heights of a line that two rows are apart at most."""

Band = tuple[float, float]
"""Where a column stands."""


@dataclass(frozen=True)
class Row:
    """The parts of one line of a page."""

    page: int
    lines: tuple[SetLine, ...]


def with_tables(pages: Sequence[SetPage], running: Collection[int]) -> list[SetPage]:
    """Return pages with such tables taken out of their lines.

    ``running`` are the ids of heads and feet. Lines that do not say which of them are on one line
    stay as they are.
    """
    rows = [
        Row(page.number, tuple(lines))
        for page in pages
        for _, lines in groupby(
            (each for each in page.lines if each.row >= 0 and id(each) not in running),
            key=lambda line: line.row,
        )
    ]
    tables = [stretch for stretch in _stretches(rows) if _is_table(stretch)]
    taken = {id(line) for stretch in tables for row in stretch for line in row.lines}
    return [
        page.model_copy(
            update={
                "lines": tuple(line for line in page.lines if id(line) not in taken),
                "tables": (*page.tables, *_tables(page, tables)),
            }
        )
        for page in pages
    ]


def _tables(page: SetPage, stretches: Sequence[Sequence[Row]]) -> Iterator[SetTable]:
    """Yield what of the tables stands on a page."""
    for stretch in stretches:
        own = [row for row in stretch if row.page == page.number]
        if own:
            yield _table(own, _bands(stretch))


def _stretches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield rows that follow each other, all in the same columns."""
    held: list[Row] = []
    for row in rows:
        if held and _goes_on(held, row):
            held.append(row)
            continue
        yield _ended(held)
        held = [row] if len(row.lines) > 1 else []
    yield _ended(held)


def _ended(rows: list[Row]) -> list[Row]:
    """Return rows without those of one part at their end, which may be text again."""
    while rows and len(rows[-1].lines) < 2:
        rows = rows[:-1]
    return rows


def _goes_on(held: Sequence[Row], row: Row) -> bool:
    if not _follows(held[-1], row):
        return False
    before = _bands(held)
    bands = _bands([*held, row])
    columns = [_band_of(line, bands) for line in row.lines]
    return len(bands) >= len(before) and len(set(columns)) == len(columns)


def _follows(above: Row, row: Row) -> bool:
    """Tell whether nothing can stand between two rows; the end of a page may."""
    if row.page != above.page:
        return row.page == above.page + 1
    gap = min(line.top for line in row.lines) - max(line.bottom for line in above.lines)
    return gap <= APART * row.lines[0].height


def _bands(rows: Sequence[Row]) -> list[Band]:
    """Return where the columns stand that the parts of rows are in."""
    bands: list[Band] = []
    for left, right in sorted((line.left, line.right) for row in rows for line in row.lines):
        if bands and left < bands[-1][1]:
            bands[-1] = bands[-1][0], max(right, bands[-1][1])
        else:
            bands.append((left, right))
    return bands


def _band_of(line: SetLine, bands: Sequence[Band]) -> int:
    return next(at for at, (left, right) in enumerate(bands) if left <= line.left <= right)


def _is_table(rows: Sequence[Row]) -> bool:
    if len(rows) < FEWEST:
        return False
    bands = _bands(rows)
    filled = [sum(_has(row, band) for row in rows) for band in bands]
    lengths = [len(line.text) for row in rows for line in row.lines]
    return min(filled) >= FILLED * len(rows) and median(lengths) <= LONGEST


def _has(row: Row, band: Band) -> bool:
    return any(band[0] <= line.left <= band[1] for line in row.lines)


def _table(rows: Sequence[Row], bands: Sequence[Band]) -> SetTable:
    return SetTable(
        cells=tuple(
            SetCell(
                row=number,
                column=column,
                left=band[0],
                top=min(line.top for line in row.lines),
                right=band[1],
                bottom=max(line.bottom for line in row.lines),
                lines=tuple(line for line in row.lines if _band_of(line, bands) == column),
            )
            for number, row in enumerate(rows)
            for column, band in enumerate(bands)
        )
    )
