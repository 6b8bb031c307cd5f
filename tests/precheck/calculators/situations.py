"""Tables of situations that a lawyer can read, and what each must come to."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from precheck.calculators import CALCULATORS

GOLDEN = Path(__file__).parents[2] / "golden" / "rules"
TODAY = date(2026, 11, 28)
Told = dict[str, date | str | int | float]


class Situation(BaseModel):
    """What differs from the facts all situations of a table share, and the outcome."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    facts: Told = {}
    """By the Chinese names a page shows."""
    expects: str = ""
    """The result, as a page shows it."""
    reason: str = ""
    """Words of the one reason that is given; empty where there is none."""
    undecided: str = ""
    """Words with which the calculator declines; empty where it answers."""
    says: str = ""
    """Words of a step."""
    unverified: bool = False

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if bool(self.expects) == bool(self.undecided):
            raise ValueError(f"{self.name}: must expect a result or be undecided, not both")
        return self


class Table(BaseModel):
    """One golden file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    calculator: str
    source: str
    given: Told = {}
    situation: tuple[Situation, ...]

    def facts(self, situation: Situation) -> dict[str, object]:
        """Return the facts of a situation by key."""
        keys = {put.label: put.key for put in CALCULATORS[self.calculator].inputs}
        return {keys[label]: value for label, value in (self.given | situation.facts).items()}


def read_tables() -> list[tuple[Table, Situation]]:
    """Return every situation of every file."""
    tables = [
        Table.model_validate(tomllib.loads(path.read_text("utf-8")))
        for path in sorted(GOLDEN.glob("*.toml"))
    ]
    return [(table, situation) for table in tables for situation in table.situation]
