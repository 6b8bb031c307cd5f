"""Parameters of the rules, as they stood on a given day."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from models.errors import SpecError
from models.specs import DatedValue

FILE = Path(__file__).with_name("parameters.toml")
TABLES = TypeAdapter(dict[str, list[DatedValue]])


class Parameters:
    """The law's numbers and words; ask with the day on which they should hold."""

    def __init__(self, values: Mapping[str, list[DatedValue]]) -> None:
        self._values = values

    @classmethod
    def read(cls, path: Path = FILE) -> "Parameters":
        """Read the parameters kept beside this module; raises ``SpecError`` when one is wrong."""
        try:
            return cls(TABLES.validate_python(tomllib.loads(path.read_text(encoding="utf-8"))))
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise SpecError(f"{path.name}: {error}") from error

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name of every parameter."""
        return tuple(self._values)

    def on(self, day: date, name: str) -> DatedValue:
        """Return the value of ``name`` in force on ``day``; raises ``SpecError`` without one."""
        in_force = [row for row in self._values.get(name, []) if _holds(row, day)]
        if not in_force:
            raise SpecError(f"parameter {name!r} has no value on {day}; add one to {FILE.name}")
        return max(in_force, key=lambda row: row.since)

    def number(self, day: date, name: str) -> int:
        """Return a whole number in force on ``day``; raises ``SpecError`` if it is none."""
        value = self.on(day, name).value
        if not isinstance(value, int):
            raise SpecError(f"parameter {name!r} is {value!r} on {day}, not a whole number")
        return value

    def words(self, day: date, name: str) -> tuple[str, ...]:
        """Return a list of words in force on ``day``; raises ``SpecError`` if it is none."""
        value = self.on(day, name).value
        if not isinstance(value, list):
            raise SpecError(f"parameter {name!r} is {value!r} on {day}, not a list")
        return tuple(value)


def _holds(row: DatedValue, day: date) -> bool:
    return row.since <= day and (row.until is None or day <= row.until)
