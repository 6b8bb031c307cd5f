"""Tables on a form: the rows of a ``table`` box under the heads of its columns."""

from collections.abc import Sequence

from docgen.forms.entries import Box, printed
from docgen.forms.sheet import COLUMNS, Grid, GridColumn, size_of
from models.clean import clean
from models.specs import Column
from models.tables import read_rows

NUMBER = "序号"
NARROW, BROAD = 4.0, 24.0
"""Between these widths, in Chinese characters, a column's share of the row follows its text."""


def grid(box: Box) -> Grid | None:
    """Return a table as it is printed, its rows numbered; None when the box holds no table."""
    try:
        rows = read_rows(box.field.columns, box.value.value) if box.value.value else ()
    except ValueError:
        return None
    columns = box.field.columns
    cells = tuple(tuple(_cell(column, row[column.key]) for column in columns) for row in rows)
    spans = share(COLUMNS - 1, [_width(each, place, cells) for place, each in enumerate(columns)])
    heads = (GridColumn(label=clean(c.label), span=s) for c, s in zip(columns, spans, strict=True))
    return Grid(
        label=clean(box.field.label),
        origin=box.marks.origin,
        warnings="".join(box.marks.warnings),
        columns=(GridColumn(label=NUMBER, span=1), *heads),
        rows=tuple((str(number), *each) for number, each in enumerate(cells, 1)),
    )


def share(whole: int, weights: Sequence[float]) -> tuple[int, ...]:
    """Return ``whole`` in parts of at least 1, as near to the weights as they come.

    >>> share(11, [4, 4, 14])
    (2, 2, 7)
    """
    parts = [1] * len(weights)
    for _ in range(whole - len(weights)):
        poorest = max(range(len(weights)), key=lambda place: weights[place] / parts[place])
        parts[poorest] += 1
    return tuple(parts)


def _cell(column: Column, text: str) -> str:
    return printed(column.type, text)


def _width(column: Column, place: int, cells: Sequence[Sequence[str]]) -> float:
    widest = max((size_of(row[place]) for row in cells), default=0)
    return min(max(size_of(column.label), widest, NARROW), BROAD)
