"""The records the simulated registers serve, made from invented cases."""

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import Field

from models.specs import Spec, read_spec

DECLARATION = Path(__file__).with_name("simulator.toml")

Fact = str | int | date | list[int]
Record = dict[str, str | int]


class Case(Spec):
    """One invented firm with its permit, its vehicle and what is known of both."""

    firm: dict[str, Fact]
    permit: dict[str, Fact]
    vehicle: dict[str, Fact]
    inspection: dict[str, Fact]
    transport_cert: dict[str, Fact]
    marks: dict[str, Fact] = Field(default_factory=dict)
    """Special marks registers carry for them, several parted by 、."""
    register_says: dict[str, Record] = Field(default_factory=dict)
    """Resource → fields in which its register contradicts the papers."""


class Resource(Spec):
    """One interface of a register."""

    register_: str = Field(alias="register")
    question: str
    """The field it is asked by."""
    fields: dict[str, str]
    """Field of the answer → where in a case it stands."""
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Field → word → the code the register writes for it."""
    contradicts: Record
    """What it says instead while it is told to contradict."""

    def record(self, name: str, case: Case) -> Record:
        """Return the case's record as this interface, called ``name``, serves it."""
        known = case.model_dump()
        record = {
            field: self._written(field, _at(known, path)) for field, path in self.fields.items()
        }
        return record | case.register_says.get(name, {})

    def _written(self, field: str, fact: Fact | None) -> str | int:
        if isinstance(fact, int):
            return fact
        text = "" if fact is None else str(fact)
        return self.codes.get(field, {}).get(text, text)


class _File(Spec):
    resources: dict[str, Resource] = Field(alias="resource")
    cases: tuple[Case, ...] = Field(alias="case")


class SpecimenRegisters:
    """Every interface's records, by the value it is asked by."""

    def __init__(self, resources: dict[str, Resource], cases: tuple[Case, ...]) -> None:
        self.resources = resources
        self._records = {
            name: [resource.record(name, case) for case in cases]
            for name, resource in resources.items()
        }

    def records(self, name: str) -> list[Record]:
        """Return every record an interface serves."""
        return self._records[name]

    def find(self, name: str, asked: str) -> Record | None:
        """Return the record asked for, or None."""
        key = self.resources[name].question
        return next((each for each in self.records(name) if each[key] == asked), None)

    def somebody_else(self, name: str, asked: str) -> Record:
        """Return a record that was not asked for."""
        key = self.resources[name].question
        return next(each for each in self.records(name) if each[key] != asked)


def read_registers(path: Path = DECLARATION) -> SpecimenRegisters:
    """Read the declared cases and the demonstration's own; raises ``SpecError`` when wrong."""
    declared = read_spec(path, _File)
    demo = read_spec(Path(str(files("models") / "demo_case.toml")), Case)
    return SpecimenRegisters(declared.resources, (demo, *declared.cases))


def _at(known: dict[str, Any], path: str) -> Fact | None:
    part, _, name = path.partition(".")
    fact: Fact | None = known[part].get(name)
    return fact
