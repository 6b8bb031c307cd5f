"""What a condition may call. Every function answers None when what it is given is not known."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from models.expressions.values import Value

Function: TypeAlias = Callable[..., Value]


def years(start: date, end: date) -> Decimal:
    """Return the whole years from a day to another: one more on each anniversary.

    >>> years(date(2000, 2, 29), date(2026, 2, 28)), years(date(2000, 2, 29), date(2026, 3, 1))
    (Decimal('25'), Decimal('26'))
    """
    return Decimal(end.year - start.year - ((end.month, end.day) < (start.month, start.day)))


def months(start: date, end: date) -> Decimal:
    """Return the whole months from a day to another."""
    passed = (end.year - start.year) * 12 + end.month - start.month
    return Decimal(passed - (end.day < start.day))


def days(start: date, end: date) -> Decimal:
    """Return the days from a day to another, negative when the other lies before."""
    return Decimal((end - start).days)


def day(at: date) -> date:
    """Return the day of a day or moment: a moment is never compared with a day as it is.

    >>> day(datetime(2026, 11, 20, 22, 0))
    datetime.date(2026, 11, 20)
    """
    return at.date() if isinstance(at, datetime) else at


def contains(text: str | tuple[str, ...], word: str) -> bool:
    """Tell whether a text holds a word, or a list one of its words."""
    return word in text


def contains_any(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether a text holds one of the words."""
    return any(word in text for word in words)


def any_of(chosen: str | tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether one of what was chosen is among the words."""
    given = (chosen,) if isinstance(chosen, str) else chosen
    return any(each in words for each in given)


def starts(text: str, head: str) -> bool:
    """Tell whether a text begins so."""
    return text.startswith(head)


def ends(text: str, tail: str | tuple[str, ...]) -> bool:
    """Tell whether a text ends so, or in one of several ways."""
    return text.endswith(tail)


def length(text: str | tuple[Any, ...]) -> Decimal:
    """Return the number of characters of a text, or of the entries of a list."""
    return Decimal(len(text))


FUNCTIONS: Final[Mapping[str, Function]] = {
    "any_of": any_of,
    "contains": contains,
    "contains_any": contains_any,
    "day": day,
    "days": days,
    "ends": ends,
    "len": length,
    "months": months,
    "starts": starts,
    "years": years,
}
"""By the name a condition uses; floors above add their own by passing a larger mapping."""
