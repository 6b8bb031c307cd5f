"""A value in its standard spelling."""

from collections.abc import Callable
from dataclasses import dataclass

from extractors.checks import CHECKS
from extractors.checks.printed import compact


@dataclass(frozen=True)
class Normal:
    """A value in the form's spelling; not ``standard`` when a person should look at it."""

    text: str
    standard: bool = True


Normaliser = Callable[[str], Normal]


def checked(check: str) -> Normaliser:
    """Return what a check makes of a text; what the check refuses is kept, but not standard."""

    def normal(text: str) -> Normal:
        try:
            return Normal(CHECKS[check](text))
        except ValueError:
            return Normal(compact(text), standard=False)

    return normal


def checked_capitals(check: str) -> Normaliser:
    """Return what a check makes of a code of capitals and digits, as ``checked`` does."""
    as_written = checked(check)

    def normal(text: str) -> Normal:
        return as_written(text.upper())

    return normal
