"""A file as it is measured: opened, its words told apart, its form known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from docgen.gongwen.document.official import Form, Official
from docgen.gongwen.document.opened import Opened
from docgen.gongwen.elements.found import Element
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.layout.style import Style, standard
from docgen.gongwen.measuring import indents, looks
from docgen.gongwen.measuring.attachments import measure_attachments
from docgen.gongwen.measuring.deviation import Deviation
from docgen.gongwen.measuring.judging import Test, judge, judge_presence
from docgen.gongwen.measuring.setup import form_of, measure_pages
from docgen.gongwen.measuring.words import Words, words_of


@dataclass(frozen=True)
class Taken:
    """What is measured, and what it is compared with."""

    opened: Opened
    words: tuple[Words, ...]
    form: Form
    style: Style
    official: Official

    @classmethod
    def of(cls, opened: Opened, form: Form | None = None, style: Style | None = None) -> Self:
        """Take a file; without a form the one it seems to have, without a style the standard's."""
        recognised = recognise(opened)
        words = tuple(words_of(opened, recognised))
        told = form or form_of(opened, recognised)
        return cls(opened, words, told, style or standard(), recognised.official)

    @property
    def is_official(self) -> bool:
        """Whether it has the head of an official document: a mark, and a number or red ink."""
        if self.form is Form.PLAIN:
            return False
        marks = [each for each in self.words if each.of == Element.MARK]
        red = any(looks.is_red(run.look.colour) for each in marks for run in each.runs)
        return red or any(each.of == Element.NUMBER for each in self.words)

    def judge(self, tests: Mapping[str, Test]) -> list[Deviation]:
        """Return what deviates by some tests."""
        return judge(self.words, self.form, self.style, tests)


def measure_taken(taken: Taken) -> list[Deviation]:
    """Return what the opened file shows and its print need not tell, most general first."""
    return [
        *measure_pages(taken.opened, taken.style),
        *judge_presence(taken.words, taken.form),
        *measure_attachments(taken.words),
        *taken.judge(looks.TESTS),
    ]


def measure_opened(taken: Taken) -> list[Deviation]:
    """Return what the opened file shows where there is no print: indents as well."""
    return [*measure_taken(taken), *taken.judge(indents.TESTS)]
