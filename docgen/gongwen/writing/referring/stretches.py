"""A reference text as its body is built: opening, sections under headings or leading sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from docgen.gongwen.document.official import Part
from docgen.gongwen.document.opened import Opened
from docgen.gongwen.elements.found import Element, Place, Recognised
from docgen.gongwen.elements.parts import LEVELS, read_parts
from docgen.gongwen.elements.pieces import Piece

LEADS: Final = re.compile(r"[：:]$|(?:如下|以下[^，。；：]{0,12})。?$")
"""How a sentence ends that items follow."""
SPOKEN: Final = re.compile(
    r"[一二三四五六七八九十]{1,2}是(?!.*[；。][一二三四五六七八九十]{1,2}是)"
)
"""The number of an item that is told as 一是, where its paragraph holds no other."""
CLAUSE: Final = re.compile("[，。；]")
MARKS: Final = "。：；:;.， 　"


@dataclass(frozen=True)
class Stretch:
    """A paragraph or a table of the body."""

    text: str
    """Without a number before it."""
    place: Place
    """Of the text."""
    level: int = 0
    """Of a heading on a line of its own."""
    rows: tuple[tuple[str, ...], ...] = ()
    cells: tuple[Place, ...] = ()

    @property
    def bare(self) -> str:
        """The words without the mark at their end."""
        return self.text.rstrip(MARKS)

    def within(self, start: int, end: int) -> Place:
        """Return the place of some of its characters."""
        first = self.place.start
        return self.place.model_copy(update={"start": first + start, "end": first + end})

    def before_lead(self) -> tuple["Stretch", ...]:
        """Return the sentences before the last, if there are any, and the last."""
        at = self.text.rfind("。", 0, -1) + 1
        pieces = ((0, at), (at, len(self.text)))
        return tuple(
            Stretch(self.text[start:end], self.within(start, end))
            for start, end in pieces
            if start < end
        )

    @property
    def leads(self) -> bool:
        """Whether items follow it."""
        return bool(self.level or LEADS.search(self.text))


@dataclass(frozen=True)
class Under:
    """What stands under a heading or a leading sentence; before the first there is none."""

    head: Stretch | None
    stretches: tuple[Stretch, ...]

    @property
    def is_headed(self) -> bool:
        """Whether a heading stands above it, not a leading sentence."""
        return self.head is not None and self.head.level > 0

    @property
    def name(self) -> str:
        """What it is called: its heading, the last clause of its leading sentence, or nothing."""
        if self.head is None:
            return ""
        return self.head.bare if self.is_headed else CLAUSE.split(self.head.bare)[-1]


def body_of(opened: Opened, seen: Recognised) -> tuple[Stretch, ...]:
    """Return the paragraphs and tables of the body in order."""
    found = (each for each in seen.found if each.element in {Element.BODY, Element.CAPTION})
    pieces = _pieces(opened, [place for each in found for place in each.places])
    return tuple(_stretch(piece) for piece in pieces)


def sections_of(body: Iterable[Stretch]) -> tuple[Under, ...]:
    """Return a body in sections, the opening first; headings inside a section are items of it."""
    body = tuple(body)
    top = min((each.level for each in body if each.level), default=0)
    sections: list[tuple[Stretch | None, list[Stretch]]] = [(None, [])]
    for each in body:
        if each.leads and each.level in {0, top}:
            sections.append((each, []))
        else:
            sections[-1][1].append(each)
    return tuple(Under(head, tuple(stretches)) for head, stretches in sections)


def _pieces(opened: Opened, places: list[Place]) -> Iterator[Piece]:
    def table_of(place: Place) -> int | None:
        cell = opened.paragraphs[place.paragraph].cell
        return cell.table if cell else None

    for table, group in groupby(places, key=table_of):
        members = [(place, opened.paragraphs[place.paragraph]) for place in group]
        if table is not None:
            yield Piece("", members[0][0], members[0][1], cells=tuple(members))
            continue
        for place, paragraph in members:
            label = paragraph.label if place.start == 0 else ""
            yield Piece(label + paragraph.text[place.start : place.end], place, paragraph)


def _stretch(piece: Piece) -> Stretch:
    part: Part = read_parts([piece])[0]
    if part.rows:
        cells = tuple(place for place, _ in piece.cells)
        return Stretch("", piece.place, rows=part.rows, cells=cells)
    number = next((found.end() for each in LEVELS if (found := each.match(piece.text))), 0)
    number += len(piece.text[number:]) - len(piece.text[number:].lstrip())
    spoken = SPOKEN.match(piece.text[number:])
    number += spoken.end() if spoken else 0
    label = len(piece.paragraph.label) if piece.place.start == 0 else 0
    start = piece.place.start + max(0, number - label)
    place = piece.place.model_copy(update={"start": start})
    level = 0 if part.run_in else part.level
    return Stretch(piece.text[number:].strip(), place, level)
