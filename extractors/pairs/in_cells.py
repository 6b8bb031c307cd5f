"""Pair labels with values in a ruled table: a label stands left of its value, or above a column."""

from collections.abc import Iterator, Sequence

from extractors.pairs.answers import has_boxes, ticked
from extractors.pairs.in_rows import pairs_in_rows
from extractors.pairs.pair import Pair, text_of
from extractors.pairs.wording import Likeness, is_blank, label_name, likeness, may_be_label
from extractors.tables.filled import Cell, Table

COLUMNS = 3
"""A row of as many labels may be the head of columns."""
AMONG = 0.5
"""In a column of which this share are labels, the others are labels too."""
OWN = 2
"""A cell with as many labels of its own is a small form by itself."""


def pairs_in_cells(table: Table) -> Iterator[Pair]:
    """Yield every label of a table with its value, from top to bottom."""
    rows = list(_rows(table))
    done: set[int] = set()
    for place, (heading, row) in enumerate(rows):
        if place in done:
            continue
        if len(row) == 1:
            yield from _alone(row[0], table, heading)
        elif _is_head(row, rows, place, table):
            body = _body(row, rows, place, table)
            done.update(range(place, place + len(body) + 1))
            yield from _columns(row, [cells for _, cells in body], _title(rows, place, heading))
        elif all(has_boxes(cell.glyphs) for cell in row):
            yield _choice(_title(rows, place, heading), row)
        else:
            yield from (pair.under(heading) for pair in _across(row, table))


def _rows(table: Table) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the cells that stand beside each other, with what heads several such rows on the left.

    A cell beside more than one row is such a heading.
    """
    seen: set[int] = set()
    for cell in table.cells:
        if id(cell) in seen or len(table.right_of(cell)) > 1 or _goes_on(cell, table):
            continue
        row = [cell]
        while len(following := table.right_of(row[-1])) == 1:
            if len(table.left_of(following[0])) > 1 or id(following[0]) in seen:
                break
            row.append(following[0])
        seen.update(map(id, row))
        heads = [left for left in table.left_of(cell) if len(table.right_of(left)) > 1]
        yield (label_name(heads[0].text) if heads else "", row)


def _goes_on(cell: Cell, table: Table) -> bool:
    """Tell whether a cell stands in the row of another one, alone right of it."""
    before = table.left_of(cell)
    return len(before) == 1 and len(table.right_of(before[0])) == 1


def _across(row: Sequence[Cell], table: Table) -> Iterator[Pair]:
    """Yield the pairs of a row in which label and value take turns."""
    place = 0
    while place < len(row):
        cell, after = row[place], row[place + 1 : place + 2]
        like = _likeness(cell, table)
        if after and like and not has_boxes(cell.glyphs):
            yield from _pair(cell, after[0], sound=like is Likeness.LABEL)
            place += 2
        else:
            yield from _own(cell, "")
            place += 1


def _likeness(cell: Cell, table: Table) -> Likeness:
    """Tell how far a cell looks like a label: by its words, or as one of a column of labels."""
    own = likeness(cell.text)
    if own is Likeness.LABEL or not may_be_label(cell.text):
        return own
    filled = [likeness(other.text) for other in table.column(cell) if other.text]
    labels = sum(each is Likeness.LABEL for each in filled)
    return Likeness.LABEL if labels and labels >= AMONG * len(filled) else own


def _pair(label: Cell, value: Cell, *, sound: bool) -> Iterator[Pair]:
    """Yield a label with what stands in its cell: text, ticked answers, or a form of its own."""
    own = [pair for pair in _own(value, label_name(label.text)) if pair.sound]
    if len(own) >= OWN:
        yield from own
        return
    glyphs = ticked(value.glyphs) if has_boxes(value.glyphs) else value.glyphs
    yield Pair(label.text, () if is_blank(text_of(glyphs)) else glyphs, sound)


def _own(cell: Cell, heading: str) -> Iterator[Pair]:
    """Yield the pairs inside one cell."""
    for pair in pairs_in_rows(cell.layout.rows, cell.layout.height):
        yield pair.under(heading)


def _alone(cell: Cell, table: Table, heading: str) -> Iterator[Pair]:
    """Yield what a cell says that reaches across the whole table."""
    below = table.below(cell)
    if below and all(has_boxes(each.glyphs) for each in below) and not has_boxes(cell.glyphs):
        return
    yield from (pair.under(heading) for pair in _own(cell, ""))


def _choice(title: str, row: Sequence[Cell]) -> Pair:
    """Return what is ticked in a row of answers under a heading."""
    return Pair(title, ticked([glyph for cell in row for glyph in cell.glyphs]))


def _title(rows: Sequence[tuple[str, list[Cell]]], place: int, heading: str) -> str:
    """Return what stands above a row: the last cell across the whole table, or its heading."""
    above = rows[place - 1][1] if place else []
    return above[0].text if len(above) == 1 else heading


def _is_head(
    row: Sequence[Cell], rows: Sequence[tuple[str, list[Cell]]], place: int, table: Table
) -> bool:
    """Tell whether a row holds the heads of columns: all of it labels, but not the row below."""
    if len(row) < COLUMNS or not all(likeness(cell.text) for cell in row):
        return False
    below = rows[place + 1][1] if place + 1 < len(rows) else []
    strong = [likeness(cell.text) is Likeness.LABEL for cell in row]
    return (
        table.same_columns(row, below)
        and any(strong[1::2])
        and not any(likeness(cell.text) is Likeness.LABEL for cell in below)
    )


def _body(
    head: Sequence[Cell], rows: Sequence[tuple[str, list[Cell]]], place: int, table: Table
) -> list[tuple[str, list[Cell]]]:
    """Return the rows under the heads of columns."""
    body: list[tuple[str, list[Cell]]] = []
    for row in rows[place + 1 :]:
        if not table.same_columns(head, row[1]):
            break
        body.append(row)
    return body


def _columns(head: Sequence[Cell], body: Sequence[Sequence[Cell]], title: str) -> Iterator[Pair]:
    """Yield one pair for each column, or one table of the rows where several are filled in."""
    filled = [row for row in body if any(not is_blank(cell.text) for cell in row)]
    if len(filled) < 2:
        for place, cell in enumerate(head):
            yield Pair(cell.text, filled[0][place].glyphs if filled else ())
        return
    keys = [label_name(cell.text) for cell in head]
    rows = tuple(
        {key: cell.text or None for key, cell in zip(keys, row, strict=True)} for row in filled
    )
    glyphs = tuple(glyph for row in filled for cell in row for glyph in cell.glyphs)
    yield Pair(title or keys[0], glyphs, rows=rows)
