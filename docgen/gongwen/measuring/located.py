"""Where the words of a file stand in its print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from docgen.gongwen.document.opened import Opened, Section
from docgen.gongwen.elements.pieces import FLOW
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring.sheets import Glyph, Sheet
from docgen.gongwen.measuring.words import Words

MM: Final = 25.4 / 72
NEAR: Final = 400
"""Characters that may lie between two paragraphs in the order of the print."""
LEAST: Final = 6
"""Characters of a paragraph by which it is found when the rest is printed otherwise."""
LINE: Final = 1.2
"""Characters on one line do not differ by more in height, in widths of the wider one."""
LEAST_WIDTH: Final = 5.6
"""Characters count as no narrower (mm): that of 3号."""
MARKS: Final = "，。、；：！？）》”"
"""Marks that may hang beyond the end of a line."""
Letter = tuple[int, Glyph]
"""A character with the number of its page."""


@dataclass(frozen=True)
class Area:
    """The text area of a page, in millimetres from its upper left corner."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Row:
    """One printed line of some words."""

    page: int
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """Its characters, without blanks."""
        return "".join(each.text for each in self.glyphs)

    @property
    def left(self) -> float:
        """Where its first character's width begins."""
        return min(each.begin for each in self.glyphs)

    @property
    def right(self) -> float:
        """Where its last character's width ends."""
        return max(each.end for each in self.glyphs)

    @property
    def top(self) -> float:
        """The upper edge of its ink."""
        return min(each.top for each in self.glyphs)

    @property
    def bottom(self) -> float:
        """The lower edge of its ink."""
        return max(each.bottom for each in self.glyphs)

    @property
    def base(self) -> float:
        """The line its characters stand on."""
        return self.glyphs[0].base


@dataclass(frozen=True)
class Print:
    """The pages of a file, and where its paragraphs stand on them."""

    sheets: tuple[Sheet, ...]
    opened: Opened
    words: Sequence[Words]
    style: Style
    _rows: dict[tuple[str, int, int], tuple[Row, ...]] = field(default_factory=dict)

    def area(self, page: int) -> Area:
        """Return the text area of a page as the file sets it; the style's where it does not."""
        sheet = self.sheets[page - 1]
        fit = [each for each in self.opened.sections if _fits(each, sheet)]
        style = self.style
        if not fit:
            left, top = style["left"], style["top"]
            return Area(left, left + style["area_width"], top, top + style["area_height"])
        section = fit[0]
        sides = (section.left, section.right, section.top, section.bottom)
        left, right, top, bottom = ((side or 0.0) * MM for side in sides)
        return Area(left, sheet.width - right, top, sheet.height - bottom)

    def rows(self, words: Words) -> tuple[Row, ...]:
        """Return the printed lines of some words; none where the print does not show them."""
        key = (words.of, words.place.paragraph, words.place.start)
        if key not in self._rows:
            self._rows[key] = tuple(rows_of(self._letters(words)))
        return self._rows[key]

    def of(self, *names: str) -> list[Words]:
        """Return the words that are one of these, if they are printed, in the order of the file."""
        return [each for each in self.words if each.of in names and self.rows(each)]

    def _letters(self, words: Words) -> Sequence[Letter]:
        start = self._starts.get(words.place.paragraph)
        if start is None:
            return ()
        letters, places = start
        before = len(_bare(words.paragraph.text[: words.place.start]))
        length = len(_bare(words.text))
        lead = len(_bare(words.paragraph.label))
        first = before + lead if before else 0
        last = first + length + (0 if before else lead)
        return letters[places[first] : places[min(last, len(places) - 1)]]

    @cached_property
    def _flow(self) -> list[Letter]:
        """The characters within text areas, in the order of the print."""
        found = []
        for sheet in self.sheets:
            area = self.area(sheet.number)
            for each in sheet.glyphs:
                middle = (each.top + each.bottom) / 2
                if area.top - 1 <= middle <= area.bottom + 1:
                    found.append((sheet.number, each))
        return found

    @cached_property
    def _all(self) -> list[Letter]:
        return [(sheet.number, each) for sheet in self.sheets for each in sheet.glyphs]

    @cached_property
    def _starts(self) -> dict[int, tuple[list[Letter], Sequence[int]]]:
        """By paragraph: the characters it is found among, and which of them are its own."""
        flow, whole = (_words(each) for each in (self._flow, self._all))
        found: dict[int, tuple[list[Letter], Sequence[int]]] = {}
        cursor = 0
        for number, paragraph in enumerate(self.opened.paragraphs):
            bare = _bare(paragraph.label + paragraph.text)
            at = _find(flow, bare, cursor) if paragraph.where in FLOW else -1
            if at >= 0:
                places = _aligned(bare, flow, at)
                found[number] = (self._flow, places)
                cursor = places[-1] if cursor <= at <= cursor + NEAR else cursor
            elif bare and (at := whole.find(bare)) >= 0:
                found[number] = (self._all, range(at, at + len(bare) + 1))
        return found


def _fits(section: Section, sheet: Sheet) -> bool:
    width, height = (section.width or 0) * MM, (section.height or 0) * MM
    return abs(width - sheet.width) < 1 and abs(height - sheet.height) < 1


def _find(flow: str, bare: str, cursor: int) -> int:
    """Return where a paragraph begins: next in order, else anywhere, else by its first words."""
    if not bare:
        return -1
    near = flow.find(bare, cursor, cursor + NEAR + len(bare))
    if near >= 0:
        return near
    anywhere = flow.find(bare)
    if anywhere >= 0 or len(bare) < 2 * LEAST:
        return anywhere
    return flow.find(bare[:LEAST], cursor, cursor + NEAR)


def _aligned(bare: str, flow: str, at: int) -> Sequence[int]:
    """Return at which place each character of a paragraph is printed, and at which it ends.

    Marks that hang beyond the text area are lost in the text of a PDF.
    """
    if flow.startswith(bare, at):
        return range(at, at + len(bare) + 1)
    places = [at]
    for each in bare:
        lost = each in MARKS and flow[places[-1] : places[-1] + 1] != each
        places.append(places[-1] + (not lost))
    return places


def _words(letters: Sequence[Letter]) -> str:
    return "".join(glyph.text[0] for _, glyph in letters)


def _bare(text: str) -> str:
    return "".join(text.split())


def rows_of(letters: Sequence[Letter]) -> Iterator[Row]:
    """Cut characters into printed lines: by page, where one stands left of the last, or below."""
    held: list[Glyph] = []
    page = 0
    for number, glyph in letters:
        if held and (number != page or not _follows(held[-1], glyph)):
            yield Row(page, tuple(held))
            held = []
        held.append(glyph)
        page = number
    if held:
        yield Row(page, tuple(held))


def _follows(one: Glyph, other: Glyph) -> bool:
    """Tell whether a character stands on the line of the one before it, right of it."""
    height = LINE * max(LEAST_WIDTH, one.end - one.begin, other.end - other.begin)
    return other.begin > one.begin - 1 and abs(one.bottom - other.bottom) <= height
