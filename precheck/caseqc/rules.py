"""The rules, and what is told of values that are not understood: ``rules.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from models.errors import SpecError
from models.expressions import Expression, parse
from models.specs import Spec, need, read_spec
from precheck.caseqc.dictionaries import DICTIONARIES
from precheck.caseqc.faults import Level
from precheck.caseqc.functions import CALLABLE
from precheck.caseqc.guide import FACTS
from precheck.caseqc.judges import JUDGES
from precheck.caseqc.tables import APPLY, TABLES, FieldOfRecord
from precheck.caseqc.values import DICTIONARY_WORDS

FILE: Final = Path(__file__).with_name("rules.toml")
COMPUTED: Final = ("now", "finished", "special")
"""Places that ``precheck.caseqc.places`` works out."""


class Rule(Spec):
    """One row of the tender's tables."""

    code: str
    number: int
    field: str
    """Key of the field in its table, or ``table.key`` for a column of the whole case."""
    each: str = APPLY
    when: str = ""
    must: str = ""
    judge: str = ""
    exempts: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    level: Level = Level.ERROR
    message: str
    basis: str
    note: str = ""
    lacks: str = ""
    """For people: what is missing where the rule cannot be asked."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum(map(bool, (self.must, self.judge, self.exempts))) != 1:
            raise ValueError(f"{self.code} needs one of must, judge and exempts")
        return self

    @property
    def place(self) -> FieldOfRecord:
        """Return the field it is about; raises ``SpecError`` when there is none."""
        table, _, key = self.field.rpartition(".")
        table = table or self.each
        need(self.code, "table", [table], TABLES.by_id)
        need(f"{self.code}: {table}", "field", [key], TABLES.by_id[table].by_key)
        return TABLES.by_id[table].by_key[key]


class MisfitSpec(Spec):
    """What is told of a value, or of a file, that is not understood."""

    id: str
    code: str
    title: str
    message: str
    level: Level = Level.ERROR
    stays: Literal["record", "file"] = "record"


class RuleFile(Spec):
    """The whole declaration file."""

    version: str
    rules: tuple[Rule, ...] = Field(alias="rule")
    misfits: tuple[MisfitSpec, ...] = Field(alias="misfit")


@dataclass(frozen=True)
class ReadyRule:
    """A rule with its conditions read and its names resolved."""

    spec: Rule
    field: FieldOfRecord
    when: Expression | None
    must: Expression | None

    @property
    def note(self) -> str:
        """Return how the rule was read, and what of its dictionary is not published."""
        name = self.field.dictionary
        asked = self.must and name in DICTIONARIES and f"dict.{name}" in self.must.places
        return "；".join(filter(None, (self.spec.note, DICTIONARIES[name].note if asked else "")))


def read_rules(path: Path = FILE) -> tuple[ReadyRule, ...]:
    """Return the rules in the file's order; raises ``SpecError`` naming the first wrong one."""
    specs = read_spec(path, RuleFile).rules
    codes = [spec.code for spec in specs]
    if len(set(codes)) < len(codes):
        raise SpecError(f"{path.name}: two rules have one code")
    return tuple(_ready(spec, codes) for spec in specs)


def read_version(path: Path = FILE) -> str:
    """Return which edition of the rules this is."""
    return read_spec(path, RuleFile).version


def read_misfits(path: Path = FILE) -> Mapping[str, MisfitSpec]:
    """Return what is told of values that are not understood, by id."""
    return {misfit.id: misfit for misfit in read_spec(path, RuleFile).misfits}


def _ready(spec: Rule, codes: list[str]) -> ReadyRule:
    field = spec.place
    need(spec.code, "table", [spec.each], TABLES.by_id)
    need(spec.code, "rule", [*spec.exempts, *spec.after], codes)
    need(spec.code, "judge", [spec.judge] if spec.judge else [], JUDGES)
    named = {name for _, name, _, _ in Formatter().parse(spec.message) if name is not None}
    need(spec.code, "word for a message", named, ("value", "detail"))
    if "value" in named and field.personal:
        raise SpecError(f"{spec.code}: a message must not repeat {field.key}: it is personal")
    return ReadyRule(spec, field, _condition(spec, spec.when), _condition(spec, spec.must))


def _condition(spec: Rule, text: str) -> Expression | None:
    if not text:
        return None
    condition = parse(text, CALLABLE)
    known = [*COMPUTED, *TABLES.by_id[spec.each].by_key]
    for table in TABLES.table:
        known += [f"{table.id}.{key}" for key in table.by_key]
    known += [f"prev.{key}" for key in TABLES.by_id[APPLY].by_key]
    known += [f"dict.{name}" for name in DICTIONARY_WORDS]
    known += [f"guide.{name}" for name in FACTS]
    need(spec.code, "place", condition.places, known)
    need(spec.code, "dated parameter", condition.laws, ())
    return condition
