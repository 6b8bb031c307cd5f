"""Which table of a record a sheet is, and its rows by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.files.sheets import Cells, Sheet
from precheck.caseqc.records import PREV, field_named, part_named
from precheck.caseqc.tables import APPLY, TABLES, fold

HEADER_WITHIN: Final = 5
"""Rows at the top among which the header is looked for: exports often begin with a title."""


@dataclass(frozen=True)
class NamedRows:
    """The rows of a sheet below its header."""

    file: str
    sheet: str
    table: str
    """Id of the table it is; '' when no column is known."""
    columns: tuple[str, ...]
    rows: Sequence[tuple[int, Mapping[str, object]]]


def name_rows(sheet: Sheet) -> NamedRows:
    """Return the rows of a sheet under the names of its columns."""
    top = [(place, _names(cells)) for place, (_, cells) in enumerate(sheet.rows[:HEADER_WITHIN])]
    place, names = max(top, key=lambda each: (_best(each[1])[0], -each[0]), default=(0, {}))
    score, table = _best(names)
    named = TABLES.by_name.get(fold(sheet.name))
    rows = [
        (number, {names[column]: cell for column, cell in cells.items() if column in names})
        for number, cells in sheet.rows[place + 1 :]
    ]
    table = named.id if named and score else table
    return NamedRows(sheet.file, sheet.name, table, tuple(names.values()), rows)


def _names(cells: Cells) -> dict[int, str]:
    return {column: cell.strip() for column, cell in cells.items() if isinstance(cell, str)}


def _best(names: Mapping[int, str]) -> tuple[int, str]:
    """Return how many of a header's names the likeliest table knows, and its id."""
    scores = {
        table.id: sum(_known(table.id, name) for name in set(names.values()))
        for table in TABLES.table
    }
    best = max(scores, key=lambda table: scores[table])
    return scores[best], best if scores[best] else ""


def _known(table: str, name: str) -> bool:
    inner = table == APPLY and part_named(name) not in {"", PREV}
    return inner or field_named(table, name) is not None
