"""Sentences of an entry's body, each with where it stands to the letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from knowledge.entries.entry import Entry
from knowledge.entries.passages import Passage

LINE: Final = re.compile(r"[^\n]+")
CUT: Final = re.compile(r"[^。！？；]+[。！？；]*[”」』）)]*")
HEADING: Final = re.compile(r"^\s*#{1,6}\s")
RULE: Final = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
MARKER: Final = re.compile(r"^\s*(?:[-*+]\s+|>\s*)")
MARKS: Final = re.compile(r"\*\*|__|`")
WORDS: Final = re.compile(r"\w")


@dataclass(frozen=True)
class Span:
    """A sentence: ``entry.body[start:end]`` is its quote."""

    entry: Entry
    passage: Passage
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The sentence to the letter."""
        return self.entry.body[self.start : self.end]

    @property
    def text(self) -> str:
        """The sentence without the marks of Markdown; the cells of a row are parted."""
        bare = MARKS.sub("", MARKER.sub("", self.quote)).strip()
        if not bare.startswith("|"):
            return bare
        return "：".join(cell.strip() for cell in bare.strip("|").split("|") if cell.strip())


def spans_of(entry: Entry, passage: Passage) -> Iterator[Span]:
    """Yield the sentences of a passage in order; a row of a table or an item of a list is one."""
    piece = entry.body[passage.start : passage.end]
    for line in LINE.finditer(piece):
        if HEADING.match(line[0]) or RULE.match(line[0]):
            continue
        whole = line[0].lstrip().startswith("|") or MARKER.match(line[0])
        cuts = [line] if whole else CUT.finditer(line[0])
        begun = passage.start + (0 if whole else line.start())
        for cut in cuts:
            start, end = _trimmed(entry.body, begun + cut.start(), begun + cut.end())
            if WORDS.search(entry.body[start:end]):
                yield Span(entry, passage, start, end)


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    text = body[start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
