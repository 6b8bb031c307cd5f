"""What a condition works on: texts of boxes and papers, as dates, numbers and words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final, Protocol, TypeAlias

Value: TypeAlias = "bool | Decimal | str | date | tuple[Value, ...] | None"
"""``None`` is what nobody knows."""

FOREVER: Final = date.max
"""What 长期 is as a date: later than every other."""
SEPARATORS: Final = re.compile(r"[、,，;；/]")
NUMBER: Final = re.compile(r"(-?[0-9]{1,18}(?:\.[0-9]{1,6})?)\s*(?:kg|KG|千克|mm|元|吨|t|m|米)?")
TICKED: Final = frozenset({"是", "true", "1", "yes", "on"})
UNTICKED: Final = frozenset({"否", "false", "0", "no", "off"})


class Scope(Protocol):
    """Where a condition finds what it names."""

    def value(self, place: str) -> Value:
        """Return what stands at a place (``key`` or ``type.field``), None when nobody says."""
        ...

    def law(self, name: str) -> Value:
        """Return a dated number or list of words; raises ``SpecError`` for an unknown name."""
        ...


@dataclass(frozen=True)
class Texts:
    """A scope over plain texts by key, for conditions that ask for no paper and no law."""

    texts: Mapping[str, str]
    kinds: Mapping[str, str]
    """Type of a box (and ``list`` for several words in one) by key."""

    def value(self, place: str) -> Value:
        """Return the text at a key as its box means it."""
        return typed(self.kinds.get(place, "string"), self.texts.get(place, ""))

    def law(self, name: str) -> Value:  # noqa: ARG002 - a form alone knows no law
        """Return None: what is shown on a form does not depend on the law."""
        return None


def typed(kind: str, text: str) -> Value:
    """Return a text as a box of this type means it; None when it is blank or does not fit.

    >>> typed("date", "2026-03-01"), typed("int", "12 000kg"), typed("list", "A2、C1")
    (datetime.date(2026, 3, 1), Decimal('12000'), ('A2', 'C1'))
    """
    text = text.strip()
    return READ.get(kind, str)(text) if text else None


def _date(text: str) -> date | None:
    if text == "长期":
        return FOREVER
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _moment(text: str) -> date | None:
    """Return a day with its time, where a time is told; see ``day`` for the day alone."""
    try:
        return datetime.fromisoformat(text) if len(text) > len("2026-11-20") else _date(text)
    except ValueError:
        return None


def _number(text: str) -> Decimal | None:
    found = NUMBER.fullmatch(text.replace(",", "").replace(" ", ""))
    try:
        return Decimal(found[1]) if found else None
    except InvalidOperation:
        return None


def _ticked(text: str) -> bool | None:
    word = text.lower()
    return True if word in TICKED else False if word in UNTICKED else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in (part.strip() for part in SEPARATORS.split(text)) if word)


READ: Final[Mapping[str, Callable[[str], Value]]] = {
    "date": _date,
    "datetime": _moment,
    "int": _number,
    "decimal": _number,
    "bool": _ticked,
    "list": _words,
}
"""By the type of a box; every other type is taken as text."""
