"""How the paragraphs of a document are set in a style: on the grid of 22 lines of 28 characters."""

from dataclasses import dataclass

from docgen.gongwen.layout.markup import Ink, Shape, paragraph, run
from docgen.gongwen.layout.style import Style
from models.clean import clean

PLAIN_ROLE = "body"


@dataclass(frozen=True)
class Setter:
    """Sets paragraphs in one style."""

    style: Style

    @property
    def pitch(self) -> int:
        """From line to line, in twips."""
        return round(self.style["pitch"])

    @property
    def character(self) -> int:
        """Width of one character of the text, with its narrowing, in twips."""
        return round(self.style["body_size"] * 20 + self.style["narrowing"])

    def ink(self, role: str = PLAIN_ROLE, size: float = 0, colour: str = "") -> Ink:
        """Return the ink of a role; without a size that of the text, narrowed to the grid."""
        narrowing = 0 if size else round(self.style["narrowing"])
        return Ink(self.style.font(role), size or self.style["body_size"], colour, narrowing)

    def shape(
        self, align: str = "both", first: float = 0, left: float = 0, right: float = 0
    ) -> Shape:
        """Return a shape on the grid; indents in characters."""
        one = self.character
        return Shape(self.pitch, align, round(first * one), round(left * one), round(right * one))

    def words(self, text: str, role: str = PLAIN_ROLE, shape: Shape | None = None) -> str:
        """Return a paragraph of the text's size."""
        ink = self.ink(role)
        return paragraph(run(text, ink), shape or self.shape(), ink)

    def blank(self, lines: float = 1, *, together: bool = False) -> str:
        """Return empty lines; ``together``: on one page with what follows."""
        return self.words("", shape=Shape(self.pitch, together=together)) * round(lines)


def width_of(text: str) -> float:
    """Return how wide words are, in characters: what is not Chinese takes a half.

    >>> width_of("2026年11月29日")
    7.0
    """
    return sum(0.5 if ord(each) < 0x2000 and each != "·" else 1.0 for each in clean(text))
