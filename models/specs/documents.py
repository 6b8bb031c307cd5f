"""Document types: ``extractors/types/*.toml``."""

from typing import Literal

from pydantic import Field

from models.specs.spec import Spec


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
    data_columns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """The same for each column of a table."""
    options: dict[str, str | int | float | bool | list[str]] = Field(default_factory=dict)
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
    anchors: dict[str, tuple[float, float, float, float]] = Field(default_factory=dict)
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
