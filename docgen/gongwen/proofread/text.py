"""A text as checkers see it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import Final, Self

from docgen.gongwen.document.kinds import kind_of_title
from docgen.gongwen.document.opened import Align, Cell, Opened, Where
from docgen.gongwen.spelling.looking import Late, Reading, never
from models.records import Record

TITLE_LINES: Final = 15
"""A title stands among the first lines."""
TITLE_LENGTH: Final = 60
MARKS: Final = re.compile(r"[，。；：！？]")


class Setting(Record):
    """What is known of a text beside its words."""

    today: date | None = None
    """``None``: the rules that need a day do not apply."""
    kind: str = ""
    """An id of the kinds of document; empty: told from the title."""
    public: bool = False
    """Whether it is to be published: sensitive data then weigh more."""
    seconds: float | None = None
    """How long checking may take; ``None``: as long as it does."""


@dataclass(frozen=True)
class Line:
    """One paragraph."""

    start: int
    text: str
    where: Where = Where.BODY
    align: Align = Align.LEFT
    cell: Cell | None = None
    """Its place in a table."""
    label: str = ""
    """An automatic number that is printed before it and stands nowhere in the text."""

    @property
    def end(self) -> int:
        """Where its characters end."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Text:
    """The words, their paragraphs, and what is known of the document."""

    text: str
    lines: tuple[Line, ...]
    setting: Setting
    opened: Opened | None = None
    """The file it was opened from, for what its words do not show."""
    late: Late = never
    """Whether the time is up: a checker that takes long asks it now and then."""

    @classmethod
    def of(cls, given: str | Opened, setting: Setting, late: Late = never) -> Self:
        """Take plain text, a paragraph a line, or a file as it was opened."""
        if isinstance(given, Opened):
            lines = zip(given.starts, given.paragraphs, strict=True)
            return cls(
                given.text,
                tuple(
                    Line(start, each.text, each.where, each.align, each.cell, each.label.strip())
                    for start, each in lines
                ),
                setting,
                given,
                late,
            )
        return cls(given, tuple(_lines(given)), setting, late=late)

    @cached_property
    def reading(self) -> Reading:
        """The words as the models look through them: scored once for all of them."""
        return Reading(self.text, self.late)

    @cached_property
    def title(self) -> Line | None:
        """The line, or the last of the lines, that names the document; ``None`` if none does."""
        head = [line for line in self.lines[:TITLE_LINES] if line.where is Where.BODY]
        before = takewhile(lambda line: not line.text.strip().endswith(("：", ":", "。")), head)
        for line in before:
            words = line.text.strip()
            if (
                len(words) <= TITLE_LENGTH
                and not MARKS.search(words)
                and kind_of_title(words)
                and not words.startswith(("附件", "《"))
            ):
                return line
        return None

    @cached_property
    def kind(self) -> str:
        """The id of the kind of document; empty when it is not known."""
        if self.setting.kind:
            return self.setting.kind
        return kind_of_title(self.title.text) if self.title else ""

    @property
    def body(self) -> Iterator[Line]:
        """The paragraphs outside tables, headers and notes."""
        return (line for line in self.lines if line.where is Where.BODY)


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for line in text.split("\n"):
        yield Line(at, line.rstrip("\r"))
        at += len(line) + 1
