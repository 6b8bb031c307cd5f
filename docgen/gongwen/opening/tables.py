"""The parts of a table on pages that follow each other, as one table."""

from collections.abc import Iterator
from typing import Final

from docgen.gongwen.document.opened import Cell, Paragraph, Where
from docgen.gongwen.opening.lines import SetCell, SetPage, SetTable, runs_of

SAME: Final = 0.5
"""Share of its width that a column goes on in."""


class Tables:
    """The parts of one table, in order."""

    def __init__(self) -> None:
        self._parts: list[tuple[SetPage, SetTable]] = []

    def go_on(self, page: SetPage, table: SetTable) -> bool:
        """Tell whether a table at the head of a page may be the rest of this one."""
        if not self._parts or self._parts[-1][0].number + 1 != page.number:
            return False
        own, other = self._parts[0][1].columns, table.columns
        return own.keys() == other.keys() and all(
            _overlap(own[column], other[column]) for column in own
        )

    def add(self, page: SetPage, table: SetTable) -> None:
        """Add the next part."""
        self._parts.append((page, table))

    def paragraphs(self, number: int) -> Iterator[Paragraph]:
        """Yield a paragraph for each cell; a head that is repeated on a new page stands once."""
        rows = 0
        for place, (page, table) in enumerate(self._parts):
            first = self._parts[0][1]
            skipped = int(bool(place) and table.row(0) == first.row(0))
            for cell in table.cells:
                if cell.row >= skipped:
                    yield _paragraph(page, cell, number, rows + cell.row - skipped)
            rows += max(cell.row for cell in table.cells) + 1 - skipped


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= SAME * min(one[1] - one[0], other[1] - other[0])


def _paragraph(page: SetPage, cell: SetCell, table: int, row: int) -> Paragraph:
    return Paragraph(
        runs=tuple(runs_of(cell.lines, page.points)),
        where=Where.TABLE,
        cell=Cell(table=table, row=row, column=cell.column),
        page=page.number,
        box=(round(cell.left), round(cell.top), round(cell.right), round(cell.bottom)),
        confidence=min((line.confidence for line in cell.lines), default=1.0),
    )
