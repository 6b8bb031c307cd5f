"""The vocabulary of every TOML declaration, and the only loader that reads them."""

import tomllib
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.errors import SpecError


class Spec(BaseModel):
    """A declaration: frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


# --- document types (extractors/types/*.toml) -----------------------------------------------------


class FieldSpec(Spec):
    """One field of a document type and how it is found on the page."""

    key: str
    title: str
    reader: str = "labelled"
    """Name in ``extractors.readers.READERS``."""
    labels: tuple[str, ...] = ()
    """Printed labels, most usual first."""
    where: Literal["right", "below", "either"] = "right"
    """Where the value stands from its label."""
    lines: int = 1
    """The most lines the value takes."""
    pattern: str = ""
    """Regular expression the value must contain, searched on the whole paper as a last resort."""
    check: str = ""
    """Name in ``extractors.checks.CHECKS``; it also normalises the value."""
    vocabulary: str = ""
    """Name in ``extractors.judging.vocabularies.VOCABULARIES``; a near miss becomes its word."""
    required: bool = True
    """A missing required field is an unread one that needs a person."""
    code: bool = False
    """True for codes of Latin letters and digits: spaces inside are noise."""
    zone: tuple[float, float, float, float] | None = None
    """Where the value stands on the printed form, in the units of the type's ``anchors``."""
    sealed: bool = False
    """True when the value may stand in the circular text of a seal only."""
    blank: str = ""
    """What the form prints when there is nothing to say, e.g. ``--``."""
    data: tuple[str, ...] = ()
    """Names under which the structured data of an electronic paper holds the value."""
    data_columns: dict[str, tuple[str, ...]] = {}
    """The same for each column of a table."""
    options: dict[str, str | int | float | bool | list[str]] = {}
    """What only this reader understands."""

    def words(self, option: str) -> list[str]:
        """Return an option that holds words; empty when it is not given."""
        words = self.options.get(option, [])
        return words if isinstance(words, list) else [str(words)]

    def number(self, option: str, default: float) -> float:
        """Return an option that holds a number."""
        number = self.options.get(option, default)
        return float(number) if isinstance(number, int | float) else default


class Classify(Spec):
    """Which words prove that a page shows this type."""

    any: tuple[str, ...] = ()
    """Words that each prove the type (titles)."""
    labels: tuple[str, ...] = ()
    """Words of which ``least`` must appear."""
    proofs: tuple[str, ...] = ()
    """Regular expressions that speak for the type like a label does when a row fits one."""
    least: int = 3
    repeats: tuple[str, ...] = ()
    """Those of the words that one paper prints more than once."""
    each: str = ""
    """Regular expression of what a paper of this type prints once: two of it are two papers."""
    never: tuple[str, ...] = ()
    """Words that rule the type out."""
    blank: float = 3.0
    """A paper of no fixed size ends where this many line heights are blank."""
    picture: str = ""
    """For what is no paper: name in ``extractors.photos.FINDERS``; the words then play no part."""
    heading: str = ""
    """Regular expression for the heading of papers of many kinds; such a type claims only what
    proves to be no other."""


class DocumentType(Spec):
    """One type of paper: how to know it, and its fields."""

    id: str
    title: str
    template: str = ""
    """The edition of the printed form it was written against, with its source."""
    classify: Classify
    coloured: bool = False
    """True when every edition is printed in colour, so that a grey picture of it is a copy."""
    furniture: tuple[str, ...] = ()
    """Printed words that are no value and end one: English labels, headings, notes."""
    anchors: dict[str, tuple[float, float, float, float]] = {}
    """Where labels stand on the printed form (left, top, right, bottom in any one unit)."""
    frame: tuple[float, float, float, float] | None = None
    """The edges of the printed form in the units of ``anchors``; None where its size varies."""
    cross_checks: tuple[str, ...] = ()
    """Names in ``extractors.judging.consistency.CROSS_CHECKS`` that compare fields of one paper."""
    expires: str = ""
    """Key of the date on which the paper expires."""
    by_hand: bool = False
    """True for what people fill in by hand as often as by machine."""
    open: bool = False
    """True for a form whose further fields are found on the paper itself, label by label."""
    fields: tuple[FieldSpec, ...] = Field(alias="field")


# --- services (prefill/services/*.toml) -----------------------------------------------------------


class PrecheckSpec(Spec):
    """One declared pre-check: a rule by name, with its arguments and its sentence."""

    id: str
    rule: str
    """Name in ``precheck.rules.RULES``."""
    message: str
    """Chinese sentence, ``{name}`` filled from the rule's facts: what is wrong, what to do."""
    severity: Literal["correct", "officer", "advice"] = "correct"
    cites: str = ""
    basis: str = ""
    """SOURCED[Rnn], SEED-nnn, KNOWN, DERIVED or UNVERIFIED."""
    counted: bool = False
    """True for one of the 27 pre-checked fields of T000 #49."""
    options: dict[str, str | int | float | bool | list[str]] = {}
    """Arguments of the rule: keys, limits, names of dated parameters."""


class FormField(Spec):
    """One box of a form."""

    key: str
    label: str
    type: Literal["string", "text", "uscc", "plate", "vin", "date", "int", "enum", "bool", "image"]
    required: bool = True
    format: str = ""
    """Name in ``precheck.formats.FORMATS``."""
    options: tuple[str, ...] = ()
    vocabulary: str = ""
    """Name of a standard vocabulary the value is normalised to."""
    sources: tuple[str, ...] = ()
    """Sources in order of preference; empty for what only the applicant can say."""
    group: str = ""
    """Heading under which the box stands on page and print."""


class Material(Spec):
    """One paper a scenario asks for."""

    key: str
    title: str
    types: tuple[str, ...] = ()
    """Document types that satisfy it, all of them needed unless ``any_of`` is set."""
    any_of: bool = False
    required: bool = True
    waived_by: tuple[str, ...] = ()
    """Sources whose answer makes the upload unnecessary (免交)."""
    when: str = ""
    """Name of a condition in ``precheck.rules.CONDITIONS``; empty means always."""
    note: str = ""


class Scenario(Spec):
    """One way through a service: its own boxes, materials and checks."""

    id: str
    name: str
    result: str = ""
    fields: tuple[FormField, ...] = Field(default=(), alias="field")
    materials: tuple[Material, ...] = Field(default=(), alias="material")
    prechecks: tuple[PrecheckSpec, ...] = Field(default=(), alias="precheck")


class Service(Spec):
    """One service page: what its scenarios share, and the scenarios."""

    id: str
    name: str
    object: str
    dept: str
    fields: tuple[FormField, ...] = Field(default=(), alias="field")
    prechecks: tuple[PrecheckSpec, ...] = Field(default=(), alias="precheck")
    scenarios: tuple[Scenario, ...] = Field(alias="scenario")

    def form(self, scenario: str) -> tuple[FormField, ...]:
        """Return every box of a scenario: the shared ones first."""
        return self.fields + self._scenario(scenario).fields

    def checks(self, scenario: str) -> tuple[PrecheckSpec, ...]:
        """Return every pre-check of a scenario: the shared ones first."""
        return self.prechecks + self._scenario(scenario).prechecks

    def _scenario(self, scenario: str) -> Scenario:
        return next(each for each in self.scenarios if each.id == scenario)


class SourceSpec(Spec):
    """One prefill source: what kind it is and how its words map to form keys."""

    id: str
    title: str
    kind: Literal["account", "papers", "register", "history", "derived", "unconnected"]
    authentic: bool = False
    """True when its answers are authoritative."""
    types: tuple[str, ...] = ()
    """For ``papers``: the document types it reads."""
    resource: str = ""
    """For ``register``: the resource asked at the register."""
    register_: str = Field(default="", alias="register")
    """For ``register``: which register serves it, a name in the settings."""
    subject: str = ""
    """For ``register``: the form key the question is asked by; for ``account``: the kind of subject
    (``个人`` or ``企业``) it speaks of."""
    map: dict[str, str] = {}
    """Form key → the source's own key, where they differ."""
    compares: tuple[str, ...] = ()
    """Form keys it is asked for only to compare: such an offer is shown, but never chosen."""
    marks: tuple[str, ...] = ()
    """For ``register``: the source's own keys that carry special marks, which fill no box;
    ``precheck/marks.toml`` says what they mean."""


# --- the loader -----------------------------------------------------------------------------------

S = TypeVar("S", bound=BaseModel)


def read_spec(path: Path, schema: type[S]) -> S:
    """Read one TOML file; raises ``SpecError`` naming the file and the key when it does not fit."""
    try:
        return schema.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise SpecError(f"{path.name}: {error}") from error


def read_specs(folder: Path, schema: type[S]) -> dict[str, S]:
    """Read every ``*.toml`` of a folder by id; the id must equal the file name."""
    specs = {path.stem: read_spec(path, schema) for path in sorted(folder.glob("*.toml"))}
    for name, spec in specs.items():
        if getattr(spec, "id", name) != name:
            raise SpecError(f"{name}.toml: its id is {getattr(spec, 'id', '')!r}, not {name!r}")
    return specs


def need(owner: str, what: str, names: Collection[str], known: Collection[str]) -> None:
    """Raise ``SpecError`` with a near name unless every name is known."""
    for name in sorted(set(names) - set(known)):
        near = get_close_matches(name, list(known), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise SpecError(f"{owner}: no {what} called {name!r}{hint}")
