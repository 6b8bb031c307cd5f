"""Specimens for a library that is empty: texts of our own kinds of writing, with invented facts."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.library.bulk import body_of
from docgen.gongwen.library.filed import LEVELS, Filed
from docgen.gongwen.writing.drafting import draft
from models.specs import Spec, need, read_spec

FILE: Final = Path(__file__).with_suffix(".toml")


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


class Specimens(Spec):
    """``specimens.toml``."""

    specimen: tuple[Specimen, ...]


@cache
def read_specimens() -> tuple[Specimen, ...]:
    """Return all specimens; raises ``SpecError`` for a kind or level that is not declared."""
    read = read_spec(FILE, Specimens).specimen
    need(FILE.name, "kind", [each.kind for each in read], list(read_kinds()))
    need(FILE.name, "level", [each.level for each in read], list(LEVELS))
    return read
