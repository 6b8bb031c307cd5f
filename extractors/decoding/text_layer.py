"""Grouping the characters of a page into lines, so that columns of a table stay apart."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.decoding.frames import TextLine

_SAME_ROW = 0.35
"""Baselines closer than this share of a character's height are one row."""
_GAP = 0.8
"""A wider gap than this many heights ends a line: the next column starts there."""
_STRETCHED_GAP = 4.5
"""The same after a single Chinese character with a space of the file behind it: 名    称."""
_RUN_GAP = 6.0
"""The same between characters that the file draws as one text …"""
_OTHER_RUN_GAP = 0.3
"""… and between those that it draws as two."""
_WORD_GAP = 0.2
"""Beside a Latin character a gap from here on is a space."""
_TWICE = 0.3
"""The same character again this close is a bold effect and no second character."""

Point = tuple[float, float]
Corners = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Place:
    """How a PDF page lies on its picture: shown turned, and scaled from points to pixels."""

    map: Callable[[float, float], Point]
    width: int
    height: int

    @staticmethod
    def of_page(bounds: Corners, rotation: int, size: tuple[int, int]) -> "Place":
        """Return the place of a page with ``bounds`` (left, bottom, right, top) in points."""
        left, bottom, right, top = bounds
        across = right - left if rotation % 180 == 0 else top - bottom
        scale = size[0] / across
        turned: dict[int, Callable[[float, float], Point]] = {
            0: lambda x, y: ((x - left) * scale, (top - y) * scale),
            90: lambda x, y: ((y - bottom) * scale, (x - left) * scale),
            180: lambda x, y: ((right - x) * scale, (y - bottom) * scale),
            270: lambda x, y: ((top - y) * scale, (right - x) * scale),
        }
        return Place(turned[rotation], *size)

    def point(self, x: float, y: float) -> Point:
        """Return a point of the page in pixels of its picture."""
        return self.map(x, y)

    def direction(self, dx: float, dy: float) -> Point:
        """Return a direction on the page as one on its picture."""
        (x0, y0), (x1, y1) = self.map(0, 0), self.map(dx, dy)
        return x1 - x0, y1 - y0

    def box(self, bounds: Corners) -> Corners:
        """Return a box (left, bottom, right, top) of the page as corners on its picture."""
        (x0, y0), (x1, y1) = self.map(*bounds[:2]), self.map(*bounds[2:])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def holds(self, corners: Corners) -> bool:
        """Tell whether the middle of a box lies on the picture."""
        x, y = (corners[0] + corners[2]) / 2, (corners[1] + corners[3]) / 2
        return 0 <= x < self.width and 0 <= y < self.height


@dataclass(frozen=True)
class Glyph:
    """One character on the picture; ``turn`` counts the clockwise quarters its text is turned."""

    text: str
    corners: Corners
    baseline: float
    turn: int = 0
    run: int = 0
    """Equal for characters that the file draws as one text; 0 where it does not tell."""
    index: int = -1
    """Its number in the text of a PDF page, by which its font can be asked for."""

    @property
    def left(self) -> float:
        """Where it starts."""
        return self.corners[0]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.corners[2]

    @property
    def height(self) -> float:
        """About the size of its font."""
        return self.corners[3] - self.corners[1]


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Return the lines that upright characters form, from the top, from the left."""
    return [line_of(part) for row in rows_of(glyphs) for part in row]


def rows_of(glyphs: Iterable[Glyph]) -> Iterator[list[list[Glyph]]]:
    """Yield the rows from the top, each as the parts that stand apart in it."""
    for row in _rows(glyphs):
        yield list(_parts(row))


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if row and glyph.baseline - row[0].baseline > _SAME_ROW * row[0].height:
            yield _without_doubles(row)
            row = []
        row.append(glyph)
    if row:
        yield _without_doubles(row)


def _without_doubles(row: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.left):
        near = (other for other in kept[-3:] if other.text == glyph.text)
        size = min(glyph.height, glyph.right - glyph.left)  # boxes of some fonts are far too high
        if all(glyph.left - other.left > _TWICE * size for other in near):
            kept.append(glyph)
    return kept


def _parts(row: list[Glyph]) -> Iterator[list[Glyph]]:
    """Split a row where a gap is too wide; a space of the file counts only as part of a gap."""
    part: list[Glyph] = []
    spaced = False
    for glyph in row:
        if glyph.text == " ":
            spaced = True
            continue
        if part and _gap(part[-1], glyph) > _allowed(part, glyph, spaced=spaced):
            yield part
            part = []
        part.append(glyph)
        spaced = False
    if part:
        yield part


def _allowed(part: list[Glyph], glyph: Glyph, *, spaced: bool) -> float:
    if glyph.run:
        return _RUN_GAP if glyph.run == part[-1].run else _OTHER_RUN_GAP
    stretched = spaced and len(part) == 1 and not part[0].text.isascii()
    return _STRETCHED_GAP if stretched else _GAP


def _gap(before: Glyph, glyph: Glyph) -> float:
    """Return the gap between neighbours as a share of their height."""
    return (glyph.left - before.right) / max(before.height, glyph.height)


def line_of(part: list[Glyph]) -> TextLine:
    """Return the line that characters form, from left to right."""
    lefts, tops, rights, bottoms = zip(*(glyph.corners for glyph in part), strict=True)
    left, right = min(lefts), max(rights)
    text, centres = "", []
    for before, glyph in pairwise([part[0], *part]):
        if is_word_gap(before, glyph):
            text += " "
            centres.append((before.right + glyph.left) / 2)
        text += glyph.text
        centres.append((glyph.left + glyph.right) / 2)
    shares = tuple(round((at - left) / max(right - left, 1e-6), 4) for at in centres)
    return TextLine(
        text, (round(left), round(min(tops)), round(right), round(max(bottoms))), shares
    )


def is_word_gap(before: Glyph, glyph: Glyph) -> bool:
    """Tell whether a space stands between two characters of a line."""
    latin = before.text.isascii() or glyph.text.isascii()
    return latin and _gap(before, glyph) > _WORD_GAP
