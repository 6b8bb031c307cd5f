"""Services and their forms: ``prefill/services/*.toml``."""

from typing import Literal, Self

from pydantic import Field, model_validator

from models.specs.spec import Spec

# fmt: off
BoxType = Literal[
    "string", "text", "enum", "bool", "list", "table",
    "uscc", "idcard", "plate", "vin", "phone", "email", "address", "region",
    "date", "datetime", "daterange", "month", "int", "decimal",
    "image", "file", "seal",
]
# fmt: on
"""What a box can hold: ``table`` and ``seal`` are never typed, ； parts the lines of a list."""


class PrecheckSpec(Spec):
    """One declared pre-check: what must hold, and the sentence when it does not."""

    id: str
    rule: str = "holds"
    """Name in ``precheck.rules.RULES``; the usual one asks ``holds``."""
    holds: str = ""
    """What must be true, see ``models.expressions``."""
    when: str = ""
    """When it must; empty means always."""
    key: str = ""
    """The box it speaks of, where ``holds`` does not name that one first."""
    message: str
    """Chinese sentence, ``{name}`` filled from the rule's facts: what is wrong, what to do."""
    severity: Literal["correct", "officer", "advice"] = "correct"
    cites: str = ""
    basis: str = ""
    """SOURCED[Rnn], SEED-nnn, KNOWN, DERIVED or UNVERIFIED."""
    counted: bool = False
    """True for one of the 27 pre-checked fields of T000 #49."""
    options: dict[str, str | int | float | bool | list[str]] = Field(default_factory=dict)
    """Arguments of the rule: keys, limits, names of dated parameters."""


class Column(Spec):
    """One column of a ``table`` box."""

    key: str
    label: str
    type: BoxType = "string"


class FormField(Spec):
    """One box of a form."""

    key: str
    label: str
    type: BoxType
    required: bool = True
    multiple: bool = False
    """True when several words may be chosen; the box holds them joined by 、."""
    shown_when: str = ""
    """When the box is on the form, over the other boxes; empty means always."""
    format: str = ""
    """Name in ``precheck.formats.FORMATS``."""
    options: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    """What each row of a ``table`` holds, see ``models.tables``."""
    vocabulary: str = ""
    """Name of a standard vocabulary the value is normalised to."""
    sources: tuple[str, ...] = ()
    """Sources in order of preference; empty for what only the applicant can say."""
    group: str = ""
    """Heading under which the box stands on page and print."""

    @model_validator(mode="after")
    def _table_has_columns(self) -> Self:
        if bool(self.columns) is not (self.type == "table"):
            raise ValueError(f"{self.key}: a table, and no other box, declares its columns")
        return self

    @property
    def is_question(self) -> bool:
        """True for a box that 否 answers as well as 是; any other tick is a promise to make."""
        return self.type == "bool" and self.label.startswith("是否")


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
    """When it is asked for, see ``models.expressions``; empty means always."""
    note: str = ""


class Scenario(Spec):
    """One way through a service: its own boxes, materials and checks."""

    id: str
    name: str
    result: str = ""
    expected_marks: tuple[str, ...] = ()
    """Words of special marks that are in order here: what is scrapped has been struck off."""
    fields: tuple[FormField, ...] = Field(default=(), alias="field")
    facts: tuple[FormField, ...] = Field(default=(), alias="fact")
    materials: tuple[Material, ...] = Field(default=(), alias="material")
    prechecks: tuple[PrecheckSpec, ...] = Field(default=(), alias="precheck")


class Service(Spec):
    """One service page: what its scenarios share, and the scenarios."""

    id: str
    name: str
    object: str
    dept: str
    group: Literal["page", "chongming", "transport", "commerce", "parking"] = "page"
    """``page`` for the nine pages of T000 #48; the others are further matters."""
    by_office: bool = False
    """True for a paper an authority makes of its own accord: nobody applies for it."""
    fields: tuple[FormField, ...] = Field(default=(), alias="field")
    facts: tuple[FormField, ...] = Field(default=(), alias="fact")
    """What checks need to know and no box shows; sources are asked for it like for a box."""
    conditions: dict[str, str] = Field(default_factory=dict)
    """Conditions with a name of their own, for the others to use."""
    prechecks: tuple[PrecheckSpec, ...] = Field(default=(), alias="precheck")
    scenarios: tuple[Scenario, ...] = Field(alias="scenario")

    def form(self, scenario: str) -> tuple[FormField, ...]:
        """Return every box of a scenario: the shared ones first."""
        return self.fields + self._scenario(scenario).fields

    def asked(self, scenario: str) -> tuple[FormField, ...]:
        """Return what sources are asked for: every box, and the facts only checks need."""
        return self.form(scenario) + self.facts + self._scenario(scenario).facts

    def checks(self, scenario: str) -> tuple[PrecheckSpec, ...]:
        """Return every pre-check of a scenario: the shared ones first."""
        return self.prechecks + self._scenario(scenario).prechecks

    def _scenario(self, scenario: str) -> Scenario:
        return next(each for each in self.scenarios if each.id == scenario)
