"""A sample as it is learnt from: its parts, its words told apart, and where they are printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from docgen.gongwen.document.official import Form, Official
from docgen.gongwen.document.opened import Section
from docgen.gongwen.layout.style import standard
from docgen.gongwen.measuring.located import Print, Row
from docgen.gongwen.measuring.sheets import read_sheets
from docgen.gongwen.measuring.taken import Taken
from docgen.gongwen.measuring.words import Words
from docgen.gongwen.opening.docx import read_docx
from docgen.gongwen.opening.looks import Styles
from docgen.gongwen.opening.package import WordFile


@dataclass(frozen=True)
class Sample:
    """A Word file and, where it could be made, its print."""

    file: WordFile
    taken: Taken
    printed: Print | None

    @classmethod
    def of(cls, docx: bytes, pdf: bytes = b"") -> Self:
        """Take a file; raises an ``UnreadablePaperError`` for what is no Word file."""
        taken = Taken.of(read_docx(docx, ""))
        sheets = read_sheets(pdf) if pdf else ()
        printed = Print(sheets, taken.opened, taken.words, standard()) if sheets else None
        return cls(WordFile(docx), taken, printed)

    @property
    def form(self) -> Form:
        """How it is laid out."""
        return self.taken.form

    @property
    def official(self) -> Official:
        """Its elements."""
        return self.taken.official

    @cached_property
    def styles(self) -> Styles:
        """The styles of the file."""
        return Styles(self.file)

    @cached_property
    def section(self) -> Section:
        """The first section of upright pages; without a size where the file says none."""
        upright = (
            each
            for each in self.taken.opened.sections
            if each.width and each.height and each.width <= each.height
        )
        return next(upright, Section())

    def words(self, *names: str) -> Iterator[Words]:
        """Yield the words that are one of these."""
        return (each for each in self.taken.words if each.of in names)

    def rows(self, *names: str, page: int = 0) -> list[Row]:
        """Return the printed lines of such words, of one page or of all; none without a print."""
        if self.printed is None:
            return []
        found = (row for each in self.printed.of(*names) for row in self.printed.rows(each))
        return [row for row in found if page in {0, row.page}]
