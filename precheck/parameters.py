"""Parameters of the rules, as they stood on a given day."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from models.errors import SpecError
from models.expressions import Value
from models.specs import need
from models.specs.dated import DatedValue
from models.specs.spec import Spec

FILE = Path(__file__).with_name("parameters.toml")
TABLES = TypeAdapter(dict[str, list[DatedValue]])


class Cell(DatedValue):
    """One value out of a table, with the table's source."""

    names: tuple[str, ...] = ()
    """Under which names it stands in the table."""


class Borrowed(Spec):
    """A parameter that is a cell of another file's table: its number stands in one place."""

    file: str
    """From this file's folder."""
    name: str
    cell: tuple[str, ...] = Field(min_length=1)


class Parameters:
    """The law's numbers, words and tables; ask with the day on which they should hold."""

    def __init__(self, values: Mapping[str, list[DatedValue]], file: str = FILE.name) -> None:
        self._values = values
        self._file = file

    @classmethod
    def read(cls, path: Path = FILE, needed: Collection[str] = ()) -> "Parameters":
        """Read one file of parameters.

        Raises ``SpecError`` when one is wrong, or when one of ``needed`` is not there.
        """
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            values = TABLES.validate_python(
                {name: _with_borrowed(rows, path.parent) for name, rows in told.items()}
            )
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise SpecError(f"{path.name}: {error}") from error
        need(path.name, "parameter", needed, values)
        return cls(values, path.name)

    def prove_rows(self, name: str, rows: Collection[str]) -> None:
        """Raise ``SpecError``, with a near name, unless every row has a place in some table."""
        tables = [table.under() for table in self.dated(name)]
        known = {row for table in tables if isinstance(table, dict) for row in table}
        need(f"{self._file}: {name}", "row", rows, known)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name of every parameter."""
        return tuple(self._values)

    def dated(self, name: str) -> tuple[DatedValue, ...]:
        """Return every value a parameter has had, in the file's order."""
        return tuple(self._values.get(name, ()))

    def on(self, day: date, name: str) -> DatedValue:
        """Return the value of ``name`` in force on ``day``; raises ``SpecError`` without one."""
        in_force = self._in_force(day, name)
        if not in_force:
            raise SpecError(f"parameter {name!r} has no value on {day}; add one to {self._file}")
        return in_force[0]

    def cell(self, day: date, name: str, *names: str) -> Cell | None:
        """Return what stands under ``names`` in the table in force on ``day``, None without it.

        Several tables of one name may be in force, each with its own source: the newest that has
        the cell answers.
        """
        return next(_cells(self._in_force(day, name), names), None)

    def names_under(self, day: date, name: str, *names: str) -> tuple[str, ...]:
        """Return the names of the rows under ``names``, of the newest table that has any."""
        for table in self._in_force(day, name):
            part = table.under(*names)
            if isinstance(part, dict) and part:
                return tuple(part)
        return ()

    def number(self, day: date, name: str) -> int:
        """Return a whole number in force on ``day``; raises ``SpecError`` if it is none."""
        value = self.on(day, name).value
        if not isinstance(value, int):
            raise SpecError(f"parameter {name!r} is {value!r} on {day}, not a whole number")
        return value

    def typed(self, day: date, name: str) -> Value:
        """Return a value in force on ``day`` as a condition works with it.

        Raises ``SpecError`` for a table: a condition has no way to ask for one of its cells.
        """
        value = self.on(day, name).value
        if isinstance(value, dict):
            raise SpecError(f"parameter {name!r} is a table, not one value")
        if isinstance(value, list):
            return tuple(value)
        return value if isinstance(value, str | date) else Decimal(str(value))

    def words(self, day: date, name: str) -> tuple[str, ...]:
        """Return a list of words in force on ``day``; raises ``SpecError`` if it is none."""
        value = self.on(day, name).value
        if not isinstance(value, list):
            raise SpecError(f"parameter {name!r} is {value!r} on {day}, not a list")
        return tuple(value)

    def _in_force(self, day: date, name: str) -> list[DatedValue]:
        """Return the values in force, newest first; of one day, in the file's order."""
        holding = [row for row in self._values.get(name, []) if _holds(row, day)]
        return sorted(holding, key=lambda row: row.since, reverse=True)


def _with_borrowed(rows: object, folder: Path) -> object:
    """Return the rows of a parameter with cells of other files in place of what names them."""
    if not isinstance(rows, list):
        return rows
    return [
        each
        for row in rows
        for each in (_borrowed(row, folder) if isinstance(row, dict) and "file" in row else (row,))
    ]


def _borrowed(row: Mapping[str, object], folder: Path) -> Sequence[Cell]:
    told = Borrowed.model_validate(row)
    cells = tuple(_cells(Parameters.read(folder / told.file).dated(told.name), told.cell))
    if not cells:
        raise SpecError(f"{told.file}: {told.name!r} has no cell {list(told.cell)}")
    return cells


def _cells(tables: Iterable[DatedValue], names: tuple[str, ...]) -> Iterator[Cell]:
    """Yield what stands under some names in each table that has them."""
    for table in tables:
        value = table.under(*names)
        if not isinstance(value, dict):
            whole = table.model_dump() | {"axes": (), "value": value, "names": names}
            yield Cell.model_validate(whole)


def _holds(row: DatedValue, day: date) -> bool:
    return row.since <= day and (row.until is None or day <= row.until)
