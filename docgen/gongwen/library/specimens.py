"""Specimens for a library that is empty: texts of our own kinds of writing, with invented facts."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.library.bulk import body_of
from docgen.gongwen.library.facets import read_facets
from docgen.gongwen.library.filed import LEVELS, Filed
from docgen.gongwen.writing.drafting import draft
from models.specs import Spec, need, read_spec

FILE: Final = Path(__file__).with_suffix(".toml")
TEXTS: Final = Path(__file__).with_name("specimen_texts.toml")


class Specimen(Spec):
    """Facts of one text."""

    kind: str
    level: str
    facts: Mapping[str, str | tuple[str, ...]]

    @property
    def filed(self) -> Filed:
        """The text they make, as a document of the library."""
        official = draft(self.kind, self.facts).official
        return Filed(
            title=official.title,
            body=body_of(official),
            sort=read_kinds()[self.kind].title,
            level=self.level,
            issuer="、".join(official.issuers or official.signed),
            number=official.number,
            issued_on=official.day,
        )


class Text(Spec):
    """A text of a collection that no kind of writing makes."""

    title: str
    facet: str
    body: str
    level: str = "区"
    issuer: str
    number: str = ""
    issued_on: date
    origin: str = ""

    @property
    def filed(self) -> Filed:
        """The text as a document of the library."""
        facet = next(each for each in read_facets() if each.title == self.facet)
        told = self.model_dump(exclude={"facet"})
        return Filed(**told, sort=facet.sorts[0])


class Specimens(Spec):
    """``specimens.toml``."""

    specimen: tuple[Specimen, ...]


class Texts(Spec):
    """``specimen_texts.toml``."""

    text: tuple[Text, ...]


@cache
def read_specimens() -> tuple[Specimen, ...]:
    """Return all specimens; raises ``SpecError`` for a kind or level that is not declared."""
    read = read_spec(FILE, Specimens).specimen
    need(FILE.name, "kind", [each.kind for each in read], list(read_kinds()))
    need(FILE.name, "level", [each.level for each in read], list(LEVELS))
    return read


@cache
def read_texts() -> tuple[Text, ...]:
    """Return all other texts; raises ``SpecError`` for a collection that is not declared."""
    read = read_spec(TEXTS, Texts).text
    need(TEXTS.name, "facet", [each.facet for each in read], [each.title for each in read_facets()])
    return read


def all_filed() -> Iterator[Filed]:
    """Yield every specimen as a document of the library."""
    yield from (each.filed for each in read_specimens())
    yield from (each.filed for each in read_texts())
