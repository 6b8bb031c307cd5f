"""What the law sets, from a day on: the vocabulary of parameters and tables.

The files are ``precheck/parameters.toml``, ``precheck/workdays.toml``,
``precheck/calculators/*.toml`` and the numbers of ``knowledge/policies/declared/*.toml``.
"""

from datetime import date
from typing import Self

from pydantic import model_validator
from typing_extensions import TypeAliasType

from models.specs.spec import Spec

Cells = TypeAliasType("Cells", "int | float | date | str | list[str] | dict[str, Cells]")
"""One value, or a table of values by the names of rows and columns."""


class DatedValue(Spec):
    """A number, day, word or list the law sets, or a table of them, from a day on."""

    since: date
    until: date | None = None
    title: str = ""
    """What people call it, in Chinese; a table must have one."""
    unit: str = ""
    axes: tuple[str, ...] = ()
    """What the names of each level of a table stand for, outermost first; empty for one value."""
    value: Cells
    reference: str
    basis: str = ""

    @property
    def unverified(self) -> bool:
        """Return True for a placeholder that the authority has yet to confirm."""
        return self.basis.startswith("UNVERIFIED")

    def under(self, *names: str) -> Cells:
        """Return what stands under some names of a table; an empty table when nothing does."""
        part = self.value
        for name in names:
            part = part.get(name, {}) if isinstance(part, dict) else {}
        return part

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"until {self.until} lies before since {self.since}")
        if self.axes and not self.title:
            raise ValueError("a table needs a title")
        if depths(self.value) != {len(self.axes)}:
            raise ValueError(f"every cell must lie under {len(self.axes)} names, one for each axis")
        return self


def depths(cells: Cells) -> set[int]:
    """Return under how many names the cells of a table lie.

    >>> depths({"a": {"x": 1, "y": 2}, "b": 3})
    {1, 2}
    """
    if not isinstance(cells, dict):
        return {0}
    return {1 + depth for part in cells.values() for depth in depths(part)}
