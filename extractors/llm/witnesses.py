"""What stands on a paper, as stretches of placed characters that can bear a value out."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.llm.instructions import speaks_to_machines
from extractors.placing.form import Form
from extractors.placing.labels import PUNCTUATION
from extractors.placing.layout import WATERMARK, Glyph, Layout, Row
from models.records import Barcode, Box, Line

APART = 3.0
"""A gap wider than this many character heights parts two values of one row."""
LEADING = 1.0
"""Less than this many line heights are blank between two lines of one value."""
SHARED = 0.3
"""Lines of one value stand below each other by at least this share of the narrower one."""
MOST_LINES = 4
"""No value is longer than so many lines."""
DASHES = str.maketrans(dict.fromkeys("—–－~～", "-"))


@dataclass(frozen=True)
class Mark:
    """One printed character: how surely it was recognised, and where on the page it stands."""

    char: str
    score: float
    box: Box


@dataclass(frozen=True)
class Witness:
    """Characters that follow each other on the paper."""

    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """The characters as printed."""
        return "".join(mark.char for mark in self.marks)


@dataclass(frozen=True)
class Folded:
    """A text as texts are compared, with the way back: ``places[i]`` is where ``text[i]`` is from.

    Width and case are folded, spaces and punctuation dropped, except what stands between two
    digits: 3.5 is not 35.
    """

    text: str
    places: tuple[int, ...]


def fold(text: Sequence[str]) -> Folded:
    """Return characters folded.

    >>> fold("（沪）ａ·1 234.50").text, fold("2015.11.05－2025.11.05").text
    ('沪A1234.50', '2015.11.05-2025.11.05')
    """
    plain = [unicodedata.normalize("NFKC", char.translate(DASHES)).upper() for char in text]
    digit = [bool(char) and char.isdigit() and char.isascii() for char in plain]
    kept = [(i, char) for i, char in enumerate(plain) if char.strip()]
    pairs = [
        (piece, i)
        for at, (i, char) in enumerate(kept)
        for piece in char
        if piece not in PUNCTUATION or _between_digits(kept, at, digit)
    ]
    return Folded("".join(piece for piece, _ in pairs), tuple(i for _, i in pairs))


def _between_digits(kept: list[tuple[int, str]], at: int, digit: list[bool]) -> bool:
    inside = 0 < at < len(kept) - 1
    return inside and digit[kept[at - 1][0]] and digit[kept[at + 1][0]]


def witnesses(form: Form) -> tuple[Witness, ...]:
    """Return what can bear a value out: the runs of each row, lines that go on, barcodes.

    Watermarks, and lines that speak to machines, bear nothing out.
    """
    layout = form.layout
    spoken = {i for i, line in enumerate(layout.lines) if _is_no_value(line)}
    rows = [_without(row, spoken) for row in layout.rows]
    found = [run for row in rows for run in runs(row, layout)]
    found += _chains(rows, layout, spoken)
    found += [_around(line) for line in layout.lines if line.curved]
    return tuple(_witness(run, layout) for run in found) + tuple(map(_code, form.barcodes))


def runs(row: Row, layout: Layout) -> list[list[Glyph]]:
    """Return the characters of a row, parted where wide gaps are."""
    parted: list[list[Glyph]] = [[]]
    for before, glyph in pairwise((None, *row.glyphs)):
        if before and glyph and glyph.left - before.right > APART * layout.height:
            parted.append([])
        if glyph:
            parted[-1].append(glyph)
    return [run for run in parted if run]


def _is_no_value(line: Line) -> bool:
    return bool(WATERMARK.search(line.text)) or speaks_to_machines(line.text)


def _without(row: Row, lines: set[int]) -> Row:
    return Row(tuple(glyph for glyph in row.glyphs if glyph.line not in lines))


def _chains(rows: Iterable[Row], layout: Layout, without: set[int]) -> list[list[Glyph]]:
    """Return every line with those that go on below it, so that a value may take several lines."""
    by_line: dict[int, list[Glyph]] = {}
    for row in rows:
        for glyph in row.glyphs:
            by_line.setdefault(glyph.line, []).append(glyph)
    usable = [i for i in by_line if i not in without]
    chains = []
    for first in usable:
        chain = list(_going_on(first, usable, layout.lines))
        chains.append([glyph for line in chain for glyph in by_line[line]])
    return chains


def _going_on(first: int, usable: list[int], lines: Sequence[Line]) -> Iterator[int]:
    """Yield a line and the nearest one below it, again and again."""
    line: int | None = first
    for _ in range(MOST_LINES):
        if line is None:
            return
        yield line
        under = [i for i in usable if _goes_on(lines[line].box, lines[i].box)]
        line = min(under, key=lambda i: lines[i].box[1], default=None)


def _goes_on(upper: Box, lower: Box) -> bool:
    height = upper[3] - upper[1]
    narrower = min(upper[2] - upper[0], lower[2] - lower[0])
    shared = min(upper[2], lower[2]) - max(upper[0], lower[0])
    below = (lower[1] + lower[3]) / 2 > upper[3]
    return below and lower[1] - upper[3] < LEADING * height and shared > SHARED * narrower


def _around(line: Line) -> list[Glyph]:
    """Return the characters around a seal: they stand in no row."""
    scores = line.scores or (line.confidence,) * len(line.text)
    return [Glyph(c, s, *line.box) for c, s in zip(line.text, scores, strict=False)]


def _witness(glyphs: list[Glyph], layout: Layout) -> Witness:
    return Witness(tuple(Mark(g.char, g.score, layout.box([g])) for g in glyphs))


def _code(code: Barcode) -> Witness:
    return Witness(tuple(Mark(char, 1.0, code.box) for char in code.text))
