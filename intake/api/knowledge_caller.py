"""Who asks the knowledge base: the public, or an officer of some departments.

A stop-gap until there is a login, as ``intake.api.officer``: names and departments are put on
record, and nothing proves them.
"""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import unquote

from fastapi import Depends, Header

from intake.api.officer import get_officer
from knowledge.entries.entry import EVERYBODY, Entry
from models.errors import InvalidRequestError

MOST = 10
"""Departments one person belongs to."""


@dataclass(frozen=True)
class Caller:
    """Who asks."""

    officer: str = ""
    """Empty for the public."""
    departments: tuple[str, ...] = ()

    @property
    def is_public(self) -> bool:
        """Tell whether nobody of the staff asks."""
        return not self.officer

    def may_read(self, entry: Entry) -> bool:
        """Tell whether staff may see a version, published or not."""
        return bool({*entry.readers, entry.department} & {EVERYBODY, *self.departments})


def get_caller(
    x_officer: Annotated[str, Header(max_length=400)] = "",
    x_departments: Annotated[str, Header(max_length=4000)] = "",
) -> Caller:
    """Return who asks, from ``X-Officer`` and ``X-Departments``.

    The latter holds the names of departments as percent-encoded UTF-8, parted by commas; without an
    officer it counts for nothing.
    """
    if not x_officer.strip():
        return Caller()
    told = [unquote(each, errors="replace").strip() for each in x_departments.split(",")]
    departments = tuple(dict.fromkeys(each for each in told if each))
    if len(departments) > MOST:
        raise InvalidRequestError(f"一个人最多属于 {MOST} 个部门。")
    return Caller(get_officer(x_officer), departments)


def get_staff(
    x_officer: Annotated[str, Header(max_length=400)] = "",
    x_departments: Annotated[str, Header(max_length=4000)] = "",
) -> Caller:
    """Return the officer who asks; raises ``UnnamedOfficerError`` for the public."""
    get_officer(x_officer)
    return get_caller(x_officer, x_departments)


CallerDep = Annotated[Caller, Depends(get_caller)]
StaffDep = Annotated[Caller, Depends(get_staff)]
