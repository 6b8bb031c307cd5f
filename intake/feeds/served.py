"""What the simulated registers and the licence library serve, and from whose facts."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import Field

from intake.feeds.cases import read_cases
from intake.feeds.population import Population
from intake.feeds.population.maker import Facts
from intake.feeds.population.paths import at, written
from models.specs import Spec, read_spec

FOLDER: Final = Path(__file__).with_name("resources")

Record = dict[str, Any]
"""Plain values, and for a table a list of its rows."""
Things = Mapping[str, Sequence[Facts]]


class Resource(Spec):
    """One interface of a register."""

    register_: str = Field(alias="register")
    of: str
    """Kind of thing it tells of, e.g. ``vehicle``."""
    questions: tuple[str, ...]
    """Words it can be asked by; a thing that has none under the first is not in the register."""
    fields: dict[str, str]
    """Word of the answer → where in the thing's facts it stands."""
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Word of the answer → what is so → the code the register writes for it."""
    contradicts: Record
    """What it says instead while it is told to contradict."""

    def record(self, name: str, facts: Facts) -> Record:
        """Return what this interface, called ``name``, serves of a thing."""
        says: Record = facts.get("says", {}).get(name, {})
        return {word: self._written(word, facts) for word in self.fields} | says

    def _written(self, word: str, facts: Facts) -> Any:  # noqa: ANN401 - as JSON has it
        fact = at(facts, self.fields[word])
        if isinstance(fact, int | list):
            return fact
        text = written(fact)
        return self.codes.get(word, {}).get(text, text)


class Licence(Spec):
    """One kind of licence in the library."""

    kind: str
    """Its code in the catalogue."""
    title: str
    of: str
    holder: str
    """Where the holder's number stands in the facts."""
    number: str
    status: str = ""
    valid_to: str = ""
    fields: dict[str, str]


class _File(Spec):
    resources: dict[str, Resource] = Field(default_factory=dict, alias="resource")
    licences: tuple[Licence, ...] = Field(default=(), alias="licence")


class Registers:
    """Every interface's records, by the words it can be asked by."""

    def __init__(self, resources: Mapping[str, Resource], things: Things) -> None:
        self.resources = resources
        self._records: dict[str, list[Record]] = {}
        self._found: dict[tuple[str, str], dict[str, list[Record]]] = {}
        for name, resource in resources.items():
            records = [resource.record(name, facts) for facts in things.get(resource.of, ())]
            self._records[name] = [each for each in records if each[resource.questions[0]]]
            for word in resource.questions:
                self._found[name, word] = _by(word, self._records[name])

    def records(self, name: str) -> list[Record]:
        """Return every record an interface serves."""
        return self._records[name]

    def find(self, name: str, word: str, asked: str) -> Record | None:
        """Return the one record asked for; None where there is none, or several."""
        found = self._found[name, word].get(asked, [])
        return found[0] if len(found) == 1 else None

    def somebody_else(self, name: str, word: str, asked: str) -> Record | None:
        """Return a record that was not asked for; None where there is no other."""
        others = (each for each in self.records(name) if str(each[word]) != asked)
        return next(others, None)


def read_registers(things: Things | None = None, folder: Path = FOLDER) -> Registers:
    """Return the registers of a population, the declared cases first; raises ``SpecError``."""
    resources: dict[str, Resource] = {}
    for path in sorted(folder.glob("*.toml")):
        resources |= read_spec(path, _File).resources
    return Registers(resources, _together(read_cases(), things or Population().things))


def read_licences(folder: Path = FOLDER) -> tuple[Licence, ...]:
    """Return every kind of licence; raises ``SpecError``."""
    return read_spec(folder / "licences.toml", _File).licences


def _by(word: str, records: Sequence[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(str(record[word]), []).append(record)
    return found


def _together(one: Things, other: Things) -> dict[str, list[Facts]]:
    kinds = dict.fromkeys((*one, *other))
    return {kind: [*one.get(kind, ()), *other.get(kind, ())] for kind in kinds}
