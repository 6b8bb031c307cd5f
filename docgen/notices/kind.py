"""What is declared of a kind of notice: its words, what it must be told, its law, its limits.

The files are ``docgen/notices/kinds/*.toml``. Texts name what is filled in by ``{name}``; every
name is proved when the declarations are read, see ``docgen.notices.names``.
"""

from typing import Final, Literal, Self

from pydantic import Field, model_validator

from docgen.notices.notice import IssuingOffice
from models.specs import BoxType, Spec

Look = Literal["letter", "record"]
Origin = Literal["case", "officer", "table"]
AMOUNT: Final = "decimal"
"""Type of what is an amount in yuan."""
Shown = Literal["items", "table", "remedies", ""]


class Fact(Spec):
    """One thing a notice must be told."""

    key: str
    label: str
    type: BoxType = "string"
    """As of a box of a form; a ``decimal`` is an amount in yuan."""
    format: str = ""
    """Name in ``precheck.formats.FORMATS``."""
    options: tuple[str, ...] = ()
    required: bool = True
    needed_when: str = ""
    """When a fact that is not always required is, see ``models.expressions``."""
    origin: Origin = Field(default="officer", alias="from")
    """Whether the filing knows it, an officer says it, or a table of many has it."""
    hint: str = ""
    masked: bool = False
    """True for a number of which only the end is printed."""


class Column(Spec):
    """One column of a notice's table."""

    key: str
    label: str
    type: BoxType = "string"
    options: tuple[str, ...] = ()
    required: bool = True
    width: float = 1
    """Beside the other columns."""
    sum: bool = False
    """True for amounts that are added up below the table."""

    @model_validator(mode="after")
    def _adds_amounts(self) -> Self:
        if self.sum and self.type != AMOUNT:
            raise ValueError(f"{self.key!r} is no amount to be added up")
        return self


class Table(Spec):
    """The table of a notice: a row for each thing it tells of."""

    label: str
    columns: tuple[Column, ...] = Field(alias="column")
    least: int = 1
    """How many rows there must be."""

    @property
    def sums(self) -> tuple[str, ...]:
        """Return the keys of the columns that are added up."""
        return tuple(each.key for each in self.columns if each.sum)


class Items(Spec):
    """The list of points of a notice."""

    label: str
    least: int = 1
    """How many points there must be."""
    todo: str = "办理方法"
    """What stands before what is to be done."""
    dated: bool = False
    """True when every point needs a day by which it must be put right."""
    based: bool = False
    """True when every point must name the rule it rests on."""


class Blank(Spec):
    """A cell left empty for a pen or a seal."""

    key: str
    label: str
    text: str = ""
    """What stands in the lower right of it, such as 年　月　日."""
    field: Literal["ApplicantSeal", ""] = ""
    """Signature field whose seal stands in it, see ``docgen.printing.field``."""


class LegalBasis(Spec):
    """One article a notice rests on."""

    key: str
    law: str
    article: str
    says: str
    """What it says here, in our words; for officers, not printed."""
    reference: str
    """Edition in which the wording was checked."""
    basis: str

    @property
    def cited(self) -> str:
        """Return how the notice cites it."""
        return f"{self.law}{self.article}"


class Deadline(Spec):
    """A time limit the notice tells, and the day on which it ends."""

    key: str
    label: str
    limit: str
    """Name of a dated number, see ``docgen.notices.limits``; of working days where it ends on a
    day that is told."""
    after: str = ""
    """The day it runs from: ``issued_on`` or the key of a date; that day is not counted. Empty for
    a limit that is told without its last day."""
    given_by: str = ""
    """Key of a whole number that stands for the limit where the office sets its own."""
    ceiling: bool = True
    """True when the office's own number may not be more than the limit."""


class Holds(Spec):
    """What must be true of a notice, over the same names as its texts."""

    holds: str
    """See ``models.expressions``; what is not known stops nothing."""
    message: str
    """Chinese sentence when it is not true, with the same placeholders as texts."""
    level: Literal["refuse", "doubt"] = "refuse"
    """``refuse`` stops the notice, ``doubt`` is told to the officer before it leaves."""


class Part(Spec):
    """One part of the text; exactly one of its contents is given."""

    text: str = ""
    """A paragraph."""
    heading: str = ""
    """A heading, numbered among those that are printed."""
    note: str = ""
    """A paragraph in small print."""
    grid: tuple[tuple[str, ...], ...] = ()
    """Cells, one or two to a row: the key of a fact or blank, or ``label|text``."""
    show: Shown = ""
    when: str = ""
    """When it is printed, see ``models.expressions``; empty means always."""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        given = [self.text, self.heading, self.note, self.grid, self.show]
        if sum(map(bool, given)) != 1:
            raise ValueError("a part is one of text, heading, note, grid and show")
        if any(len(row) not in {1, 2} for row in self.grid):
            raise ValueError("a row of a grid holds one or two keys")
        return self


class NoticeKind(Spec):
    """One kind of notice."""

    id: str
    name: str
    """What people call it, e.g. 受理通知书."""
    title: str
    """What is printed above it."""
    paper: str
    """What it calls itself, e.g. 决定书."""
    number: str
    """Its numbers, with ``{office}``, ``{year}`` and ``{serial}``."""
    look: Look = "letter"
    """``letter`` is addressed to its recipient; ``record`` is a sheet of boxes."""
    public: bool = False
    """True when others than the recipient see it: a person's number is printed masked."""
    signed_by_office: bool = True
    slip: bool = False
    """True when a receipt (回执) is to be cut off and returned."""
    copies: str = ""
    """Who gets a copy."""
    remedies: tuple[str, ...] = ()
    """Ids in ``remedies.toml``."""
    facts: tuple[Fact, ...] = Field(default=(), alias="fact")
    items: Items | None = None
    table: Table | None = None
    blanks: tuple[Blank, ...] = Field(default=(), alias="blank")
    bases: tuple[LegalBasis, ...] = Field(default=(), alias="legal_basis")
    deadlines: tuple[Deadline, ...] = Field(default=(), alias="deadline")
    checks: tuple[Holds, ...] = Field(default=(), alias="check")
    body: tuple[Part, ...]

    def number_form(self, office: IssuingOffice) -> str:
        """Return an office's form of its numbers, with ``{year}`` and ``{serial}`` left open."""
        return self.number.format(office=office.short, year="{year}", serial="{serial}")

    def number_of(self, office: IssuingOffice, year: int, serial: int) -> str:
        """Return the number of the notice that is ``serial`` in a year."""
        return self.number_form(office).format(year=year, serial=serial)
