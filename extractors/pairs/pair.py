"""A label of a form with what is written in its blank."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.placing.layout import Glyph


@dataclass(frozen=True)
class Pair:
    """A label as printed, and the characters of its value; none for an empty blank."""

    label: str
    value: tuple[Glyph, ...]
    sound: bool = True
    """True when ruled lines or a colon bind the value to its label."""
    heading: str = ""
    """What the label stands under or beside: 代理人 of a block of rows, 电话 before 家中."""
    rows: tuple[dict[str, str | None], ...] = ()
    """The rows of a table under its heading; empty for a single value."""

    def under(self, heading: str) -> "Pair":
        """Return the pair under a heading, unless it has one already."""
        return self if self.heading else replace(self, heading=heading)


def text_of(glyphs: Iterable[Glyph]) -> str:
    """Return characters as one string."""
    return "".join(glyph.char for glyph in glyphs)
