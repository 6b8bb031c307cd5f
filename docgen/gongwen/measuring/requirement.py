"""What the standard asks of each element of a document: ``requirements.toml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

from pydantic import RootModel

from docgen.gongwen.document.official import Form
from docgen.gongwen.layout.style import Strength, Style
from models.specs import Spec, read_spec

FILE: Final = Path(__file__).with_name("requirements.toml")
OFFICIAL: Final = tuple(form for form in Form if form is not Form.PLAIN)


class Requirement(Spec):
    """One thing that is asked of some words, and how it is tested."""

    of: tuple[str, ...] = ()
    """Names of ``words.py``; empty: of the document as a whole, told by a measure of its own."""
    forms: tuple[Form, ...] = tuple(Form)
    test: str = ""
    """A name of ``looks.TESTS``, ``places.TESTS`` or both."""
    wants: str | float = ""
    """What the test compares with; a word that names a value of the style stands for it."""
    which: Literal["all", "first", "last", "heads"] = "all"
    """Which of such words are tested; heads: the first of each unbroken row of them."""
    below: tuple[str, ...] = ()
    """Of a gap: names of the words it is measured from, the nearest above."""
    given: tuple[str, ...] = ()
    """Names of words that the document must have for this to be asked …"""
    unless: tuple[str, ...] = ()
    """… and of those it must not have."""
    tolerance: float = 0.5
    """In the unit of the test: characters, lines or millimetres."""
    clause: str
    strength: Strength
    what: str
    expected: str
    """Chinese; ``{value}`` is the style's value."""

    def number(self, style: Style) -> float:
        """Return what is wanted as a number: its own, or that of the style."""
        return style[self.wants] if isinstance(self.wants, str) else self.wants


class Requirements(RootModel[dict[str, Requirement]]):
    """All of them, by name."""


@cache
def read_requirements() -> Mapping[str, Requirement]:
    """Return what is declared; raises ``SpecError`` when the file is broken."""
    return read_spec(FILE, Requirements).root
