"""Where the conditions find what they name: a record's rows, columns, guide and dictionaries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from models.errors import SpecError
from models.expressions import Value
from precheck.caseqc.judges import finished, special
from precheck.caseqc.records import CaseRecord, Row
from precheck.caseqc.values import DICTIONARY_WORDS

DICT: Final[Mapping[str, Value]] = {
    f"dict.{name}": words for name, words in DICTIONARY_WORDS.items()
}
COMPUTED: Final[Mapping[str, Callable[[CaseRecord], Value]]] = {
    "now": lambda record: record.now,
    "finished": finished,
    "special": special,
}
"""Places that no field alone tells; they are said of the case, whichever row asks."""


@dataclass(frozen=True)
class Places:
    """The scope of one row."""

    row: Row
    case: Mapping[str, Value]
    """What holds for every row of the record."""

    def value(self, place: str) -> Value:
        """Return what stands at a place, None when nobody says."""
        if place in self.case:
            return self.case[place]
        return DICT[place] if place in DICT else self.row.get(place)

    def law(self, name: str) -> Value:
        """Raise ``SpecError``: no rule here rests on a dated parameter."""
        raise SpecError(f"the rules of records ask for no parameter {name!r}")


def case_places(record: CaseRecord, asked: frozenset[str]) -> Mapping[str, Value]:
    """Return those of the asked places that do not depend on the row."""
    found: dict[str, Value] = {}
    for place in asked:
        table, _, key = place.partition(".")
        if place in COMPUTED:
            found[place] = COMPUTED[place](record)
        elif table == "apply":
            found[place] = record.apply[key]
        elif table == "prev":
            found[place] = record.prev[key]
        elif table == "guide":
            found[place] = record.guide[key]
        elif table in record.parts:
            found[place] = tuple(row[key] for row in record.parts[table])
    return found
