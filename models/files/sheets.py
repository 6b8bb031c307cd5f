"""A sheet of cells, whatever file it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Cells = Mapping[int, object]
"""By column, from 0; empty ones are left out."""


@dataclass(frozen=True)
class Odd:
    """A cell that holds no value, and why: ``formula``, ``rounded``, ``time``, ``unreadable``."""

    why: str


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet with anything on them, with the number of each."""

    file: str
    name: str
    """Of the sheet, or of the file without its ending."""
    rows: Sequence[tuple[int, Cells]]
