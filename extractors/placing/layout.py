"""The text of one paper as rows of placed characters, whichever way up the paper lay."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from models.records import Box, Line

Rectangle = tuple[float, float, float, float]

SAME_ROW = 0.5
"""Lines whose middles differ by less than this share of their height stand in one row."""
FAR_BETTER = 3
"""A piece belongs to another row if it stands this many times nearer to that row's height."""
LOOSE = 0.3
"""One that is off its row by less than this share of its height is left where it is."""
WATERMARK = re.compile(r"仅[供限].{0,20}(?:使用|测试|办理|用)|复印无效|他用无效")
"""What is written across a copy to say what it is for; it is no value."""
UPRIGHT = 1.5
"""A box this much higher than wide holds characters one above the other."""
STACK = 2
"""As many characters above each other are table cells that ran together, wherever they stand."""


@dataclass(frozen=True)
class Glyph:
    """One printed character and its place on the paper, in pixels."""

    char: str
    score: float
    left: float
    top: float
    right: float
    bottom: float
    line: int = 0
    """Which line it was found in: lines are found apart where the print stands apart."""

    @property
    def middle(self) -> float:
        """Height of its centre."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Centre from left to right."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """Height of the character."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Row:
    """Characters that stand beside each other, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters as one string, without spaces."""
        return "".join(glyph.char for glyph in self.glyphs)

    @cached_property
    def middle(self) -> float:
        """Usual height of its characters' centres."""
        return median(glyph.middle for glyph in self.glyphs)


@dataclass(frozen=True)
class Layout:
    """A paper's rows from top to bottom, its plain lines, and its frame on the page."""

    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    frame: Box
    slope: float = 0.0
    """How far its lines fall to the right on the page; here they lie level."""
    upside_down: bool = False

    @cached_property
    def height(self) -> float:
        """Usual height of a character; 1 when there is none."""
        heights = [glyph.height for row in self.rows for glyph in row.glyphs]
        return median(heights) if heights else 1.0

    def box(self, glyphs: Iterable[Glyph]) -> Box:
        """Return the rectangle around characters, in pixels of the page."""
        placed = list(glyphs)
        hull = (
            min(glyph.left for glyph in placed),
            min(glyph.top for glyph in placed),
            max(glyph.right for glyph in placed),
            max(glyph.bottom for glyph in placed),
        )
        return self.on_page(hull)

    def on_page(self, hull: Rectangle) -> Box:
        """Return a rectangle of the paper as it lies on the page."""
        across, down = zip(*self.corners(hull), strict=True)
        return whole((min(across), min(down), max(across), max(down)))

    def corners(self, hull: Rectangle) -> list[tuple[float, float]]:
        """Return a rectangle's corners on the page, clockwise from its top left as it is read."""
        left, top, right, bottom = hull
        flat = ((left, top), (right, top), (right, bottom), (left, bottom))
        slanted = [(x, y + self._fall(x)) for x, y in flat]
        if not self.upside_down:
            return slanted
        across, down = self.frame[0] + self.frame[2], self.frame[1] + self.frame[3]
        return [(across - x, down - y) for x, y in slanted]

    def _fall(self, x: float) -> float:
        return self.slope * (x - (self.frame[0] + self.frame[2]) / 2)


def lay_out(lines: Iterable[Line], frame: Box) -> Layout:
    """Return the lines of one paper in level rows; one on its head is turned upright first."""
    kept = tuple(lines)
    upside_down = sum(1 if line.upside_down else -1 for line in kept) > 0
    if upside_down:
        kept = tuple(_moved(line, _headstand(line.box, frame)) for line in kept)
    slope = usual_slope(kept)
    level = tuple(_moved(line, _levelled(line, slope, frame)) for line in kept) if slope else kept
    return Layout(tuple(_rows(level)), level, frame, slope, upside_down)


def usual_slope(lines: Sequence[Line]) -> float:
    """Return the slope of the long lines, the longer ones weighing more; 0 when hardly any."""
    long = [line for line in lines if line.box[2] - line.box[0] > 2 * (line.box[3] - line.box[1])]
    slopes = sorted((line.slope, line.box[2] - line.box[0]) for line in long)
    half = sum(width for _, width in slopes) / 2
    passed = 0
    for slope, width in slopes:
        passed += width
        if passed >= half:
            return slope
    return 0.0


def _levelled(line: Line, slope: float, frame: Box) -> Rectangle:
    """Return the box of a line as it would be if the paper lay level."""
    left, top, right, bottom = line.box
    middle = (top + bottom) / 2 - slope * ((left + right) / 2 - (frame[0] + frame[2]) / 2)
    height = max(bottom - top - abs(line.slope) * (right - left), (bottom - top) / 3)
    return left, middle - height / 2, right, middle + height / 2


def _moved(line: Line, box: Rectangle) -> Line:
    return line.model_copy(update={"box": whole(box)})


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    """Group lines whose middles agree, the nearest neighbour in a row deciding."""
    groups: list[list[list[Glyph]]] = []
    pieces = [
        piece
        for number, line in enumerate(lines)
        if not (_is_tall(line) and _is_heading(line, lines))
        for piece in _pieces(line, number)
    ]
    for piece in sorted(pieces, key=lambda piece: piece[0].middle):
        fitting = [group for group in groups if _joins(piece, group)]
        if fitting:
            min(fitting, key=lambda group: _drop(piece, group)).append(piece)
        else:
            groups.append([piece])
    _settle(groups)
    rows = [
        Row(_in_line([glyph for piece in group for glyph in piece])) for group in groups if group
    ]
    yield from sorted(rows, key=lambda row: row.middle)


def _settle(groups: list[list[list[Glyph]]]) -> None:
    """Move each piece to the row it fits far better than the one it was first put in."""
    for group in groups:
        for piece in [piece for piece in group if len(group) > 1]:
            others = [other for other in group if other is not piece]
            near = [row for row in groups if row and row is not group and _joins(piece, row)]
            best = min(near, key=lambda row: _drop(piece, row), default=None)
            off = _drop(piece, others) if others else 0.0
            if best and off > max(FAR_BETTER * _drop(piece, best), LOOSE * piece[0].height):
                group.remove(piece)
                best.append(piece)


def _in_line(glyphs: list[Glyph]) -> tuple[Glyph, ...]:
    """Return characters from left to right; one that two overlapping lines share is kept once."""
    kept: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.left):
        last = kept[-1] if kept else None
        if last is None or not _same_print(last, glyph):
            kept.append(glyph)
    return tuple(kept)


def _same_print(left: Glyph, right: Glyph) -> bool:
    return left.line != right.line and left.char == right.char and right.left < left.right


def _pieces(line: Line, number: int) -> list[list[Glyph]]:
    """Return the characters of a line; those above each other stand alone."""
    left, top, right, bottom = line.box
    characters = [(i, char) for i, char in enumerate(line.text) if not char.isspace()]
    if not characters or line.curved or WATERMARK.search(line.text):
        return []
    if _is_tall(line) and len(characters) > 1:
        step = (bottom - top) / len(characters)
        return [
            [
                Glyph(
                    char, _score(line, i), left, top + n * step, right, top + (n + 1) * step, number
                )
            ]
            for n, (i, char) in enumerate(characters)
        ]
    edges = character_edges(line)
    return [
        [
            Glyph(char, _score(line, i), edges[i], top, edges[i + 1], bottom, number)
            for i, char in characters
        ]
    ]


def _is_tall(line: Line) -> bool:
    left, top, right, bottom = line.box
    return bottom - top > UPRIGHT * (right - left)


def _is_heading(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a tall line is a heading down the form, not a column of cells.

    Each character of a column has a row of its own beside it.
    """
    _, top, _, bottom = line.box
    step = (bottom - top) / max(len(line.text), 1)
    rows = {
        int(((other.box[1] + other.box[3]) / 2 - top) // step)
        for other in lines
        if not _is_tall(other)
    }
    return len(line.text) > STACK and not rows >= set(range(len(line.text)))


def character_edges(line: Line) -> list[float]:
    """Return where each character of a line begins, and where the last ends."""
    left, _, right, _ = line.box
    if line.centres:
        centres = [left + centre * (right - left) for centre in line.centres]
        inner = [(a + b) / 2 for a, b in pairwise(centres)]
        return [left, *inner, right]
    widths = [0.55 if ord(char) < 0x2E80 else 1.0 for char in line.text]
    unit = (right - left) / sum(widths)
    return [left + unit * sum(widths[:i]) for i in range(len(widths) + 1)]


def _score(line: Line, index: int) -> float:
    return line.scores[index] if line.scores else line.confidence


def _joins(piece: list[Glyph], group: list[list[Glyph]]) -> bool:
    middle, reach = piece[0].middle, SAME_ROW * piece[0].height
    if all(abs(middle - other[0].middle) >= reach for other in group):
        return False  # most rows are far away, and the nearest neighbour takes long to find
    near = _nearest(piece, group)
    beside = piece[0].centre > near[-1].centre or piece[-1].centre < near[0].centre
    low = min(piece[0].height, near[0].height)
    return beside and abs(piece[0].middle - near[0].middle) < SAME_ROW * low


def _drop(piece: list[Glyph], group: list[list[Glyph]]) -> float:
    return abs(piece[0].middle - _nearest(piece, group)[0].middle)


def _nearest(piece: list[Glyph], group: list[list[Glyph]]) -> list[Glyph]:
    """Return the member of a group that stands nearest to the piece, left or right."""
    return min(
        group,
        key=lambda other: max(piece[0].left - other[-1].right, other[0].left - piece[-1].right),
    )


def _headstand(box: Rectangle, frame: Box) -> Rectangle:
    """Return a rectangle turned by half a turn about the middle of its frame."""
    left, top, right, bottom = box
    across, down = frame[0] + frame[2], frame[1] + frame[3]
    return across - right, down - bottom, across - left, down - top


def whole(box: Rectangle) -> Box:
    """Return a rectangle in whole pixels."""
    return round(box[0]), round(box[1]), round(box[2]), round(box[3])
