"""The two files that are compared, and how strictly."""

from dataclasses import dataclass
from functools import cached_property

from docgen.gongwen.compare.difference import Place
from docgen.gongwen.compare.tokens import Token, folded, tokens_of
from docgen.gongwen.document.opened import Opened, Paragraph, Source

PAGED = frozenset({Source.PDF, Source.SCAN})


@dataclass(frozen=True)
class Side:
    """One of the files."""

    opened: Opened
    lenient: bool

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What counts of the text of each paragraph."""
        texts = (paragraph.text for paragraph in self.opened.paragraphs)
        return tuple(map(folded, texts)) if self.lenient else tuple(texts)

    def __getitem__(self, index: int) -> Paragraph:
        """Return a paragraph."""
        return self.opened.paragraphs[index]

    def tokens(self, index: int) -> list[Token]:
        """Return the tokens of a paragraph."""
        return tokens_of(self[index].text, lenient=self.lenient)

    def place(self, index: int, start: int = 0, end: int | None = None) -> Place:
        """Return a place in a paragraph; all of it unless told otherwise."""
        paragraph = self[index]
        return Place(
            paragraph=index,
            start=start,
            end=len(paragraph.text) if end is None else end,
            where=paragraph.where,
            cell=paragraph.cell,
            page=paragraph.page,
            box=paragraph.box,
        )


@dataclass(frozen=True)
class Sides:
    """Both of them."""

    left: Side
    right: Side

    @staticmethod
    def of(left: Opened, right: Opened) -> "Sides":
        """Return the sides; pages are compared as print, everything else to the letter."""
        lenient = bool({left.source, right.source} & PAGED)
        return Sides(Side(left, lenient), Side(right, lenient))

    @property
    def lenient(self) -> bool:
        """Whether blanks, widths and the ends of paragraphs tell nothing sure."""
        return self.left.lenient

    @property
    def formatted(self) -> bool:
        """Whether both files say how they are printed."""
        return self.left.opened.source is self.right.opened.source is Source.WORD
