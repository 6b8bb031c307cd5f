"""What a condition finds in a case: boxes, the fields of one paper of each type, the law."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Final

from models.expressions import Expression, Value, typed
from models.records import Document, Paper
from models.specs.dated import DatedValue
from precheck.case import Case, Statement
from precheck.functions import condition
from precheck.parameters import Parameters

TODAY, SCENARIO = "today", "scenario"
RESERVED: Final = (TODAY, SCENARIO)
"""Names that are no place: the day of filing and the id of the scenario."""
MOST: Final = 64
"""Combinations of papers that are looked at; nobody files more of them in good faith."""

KINDS: Final = {
    "date": "date",
    "date_or_forever": "date",
    "mass_kg": "int",
    "mass_kg_or_dash": "int",
    "money": "decimal",
    "number": "decimal",
    "number_or_dash": "decimal",
    "seats": "int",
}
"""What a paper's field holds, by its check; every other is a text."""

Sheet = tuple[Paper, Document]


@dataclass(frozen=True)
class CaseScope:
    """One case with one paper of each type a condition asks for."""

    case: Case
    parameters: Parameters
    sheets: Mapping[str, Sheet] = field(default_factory=dict)

    def value(self, place: str) -> Value:
        """Return what is stated at a place, or what a named condition comes to."""
        if place == TODAY:
            return self.case.filing.filed_on
        if place == SCENARIO:
            return self.case.filing.scenario
        if place in self.case.conditions:
            return condition(self.case.conditions[place]).evaluate(self)
        stated = self.stated(place)
        return typed(self._kind(place), stated.text) if stated else None

    def law(self, name: str) -> Value:
        """Return a dated parameter as it stands on the day of filing."""
        return self.parameters.typed(self.case.filing.filed_on, name)

    def stated(self, place: str) -> Statement | None:
        """Return who states what at a place; None when nobody does."""
        type_id, _, key = place.partition(".")
        if not key:
            return next(iter(self.case.ask(place)), None)
        sheet = self.sheets.get(type_id)
        return self.case.read_on(*sheet, key) if sheet else None

    def grounds(self, names: Sequence[str]) -> dict[str, DatedValue]:
        """Return the dated parameters of these names."""
        return {name: self.parameters.on(self.case.filing.filed_on, name) for name in names}

    def _kind(self, place: str) -> str:
        type_id, _, key = place.partition(".")
        if not key:
            return self.case.kinds.get(place, "string")
        fields = self.case.types[type_id].fields if type_id in self.case.types else ()
        check = next((each.check for each in fields if each.key == key), "")
        return KINDS.get(check, "string")


def scopes(case: Case, parameters: Parameters, places: Sequence[str]) -> Iterator[CaseScope]:
    """Yield a scope for every way to take one paper of each type that the places name.

    The fields of one paper stay together: the result of one report is never joined to the date of
    another.
    """
    types = dict.fromkeys(place.partition(".")[0] for place in places if "." in place)
    found: list[list[Sheet | None]] = [[*case.filing.documents(name)] or [None] for name in types]
    for sheets in islice(product(*found), MOST):
        pairs = zip(types, sheets, strict=True)
        yield CaseScope(case, parameters, {name: sheet for name, sheet in pairs if sheet})


def every_place(texts: Sequence[str], conditions: Mapping[str, str]) -> tuple[str, ...]:
    """Return the places that conditions rest on, through the named ones, each once."""
    return tuple(
        dict.fromkeys(
            place
            for each in _all(texts, conditions)
            for place in each.places
            if place not in RESERVED and place not in conditions
        )
    )


def every_law(texts: Sequence[str], conditions: Mapping[str, str]) -> tuple[str, ...]:
    """Return the dated parameters that conditions rest on, through the named ones, each once."""
    return tuple(dict.fromkeys(law for each in _all(texts, conditions) for law in each.laws))


def _all(texts: Sequence[str], conditions: Mapping[str, str]) -> Iterator[Expression]:
    for text in filter(None, texts):
        stated = condition(text)
        yield stated
        yield from _all(
            [conditions[name] for name in stated.places if name in conditions], conditions
        )
