"""The rows of a ``table`` box, kept as JSON: one object for each row, by the keys of its columns.

    [{"lot": "样张路", "day": "2026-10-29", "amount": "15.00"}]

Every cell is text; a cell that a row does not name is blank.
"""

import json
from collections.abc import Iterable, Mapping

from pydantic import TypeAdapter, ValidationError

from models.specs import Column

Row = Mapping[str, str]
NO_TABLE = "不是可以读出的表格，请由登记库重新带出"

ROWS: TypeAdapter[list[dict[str, str | int | float | bool | None]]] = TypeAdapter(
    list[dict[str, str | int | float | bool | None]]
)


def read_rows(columns: Iterable[Column], text: str) -> tuple[Row, ...]:
    """Return the rows that a box holds, their cells in the order of the columns.

    Raises ``ValueError`` with a Chinese sentence when the text is no table, or has a cell that no
    column declares: nothing a source says is left out unseen.

    >>> [dict(row) for row in read_rows([Column(key="a", label="甲")], '[{"a": 1}, {}]')]
    [{'a': '1'}, {'a': ''}]
    """
    keys = [column.key for column in columns]
    try:
        rows = ROWS.validate_json(text)
    except ValidationError as error:
        raise ValueError(NO_TABLE) from error
    if any(row.keys() - set(keys) for row in rows):
        raise ValueError(NO_TABLE)
    return tuple({key: _cell(row.get(key)) for key in keys} for row in rows)


def write_rows(rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as a box keeps them; a table without rows leaves its box empty."""
    kept = [*map(dict, rows)]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""


def _cell(value: str | float | bool | None) -> str:
    return "" if value is None else str(value)
