"""The tables of a record and their fields: ``fields.toml``."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from models.specs import Spec, read_spec

FILE: Final = Path(__file__).with_name("fields.toml")
APPLY: Final = "apply"
JOINED_BY: Final = "applyNo"


class FieldOfRecord(Spec):
    """One field of a table."""

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    kind: Literal["text", "time", "number", "flag", "any"] = "text"
    dictionary: str = ""
    """Whose words it holds; a code or alias is taken as its word."""
    otherwise: Literal["", "是", "否"] = ""
    """What an empty flag means; nobody knows when this is empty too."""
    guide: str = ""
    """What the standard list calls it, asked where the record leaves it empty."""
    personal: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name a column of it may have."""
        return (self.key, self.title, *self.aliases)


class Table(Spec):
    """One table of a record."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    fields: tuple[FieldOfRecord, ...]

    @cached_property
    def by_name(self) -> Mapping[str, FieldOfRecord]:
        """Return the fields by every folded name they have."""
        return {fold(name): field for field in self.fields for name in field.names}

    @cached_property
    def by_key(self) -> Mapping[str, FieldOfRecord]:
        """Return the fields by key."""
        return {field.key: field for field in self.fields}

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name the table may have as a sheet, a file or a key."""
        return (self.id, self.title, *self.aliases)


class Tables(Spec):
    """The whole declaration file."""

    table: tuple[Table, ...] = Field(min_length=1)

    @cached_property
    def by_id(self) -> Mapping[str, Table]:
        """Return the tables by id."""
        return {table.id: table for table in self.table}

    @cached_property
    def by_name(self) -> Mapping[str, Table]:
        """Return the tables by every folded name they have."""
        return {fold(name): table for table in self.table for name in table.names}

    @property
    def parts(self) -> tuple[Table, ...]:
        """Return the tables that have several rows in one record."""
        return tuple(table for table in self.table if table.id != APPLY)


def fold(name: str) -> str:
    """Return a name of a column as it is compared: case, blanks, underscores, brackets do not tell.

    >>> fold(" Target_Type "), fold("实收件部门（办理点）编号")
    ('targettype', '实收件部门(办理点)编号')
    """
    plain = name.strip().casefold().replace("（", "(").replace("）", ")").replace("／", "/")
    return "".join(plain.replace("_", "").split())


TABLES: Final = read_spec(FILE, Tables)
