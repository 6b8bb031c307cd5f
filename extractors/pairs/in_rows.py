"""Pair labels with values on rows of print: ``label：value``, or a value beside its label."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extractors.pairs.answers import has_boxes, ticked
from extractors.pairs.pair import Pair, text_of
from extractors.pairs.wording import Likeness, is_blank, known_ending, likeness
from extractors.placing.layout import Glyph, Row

COLONS = frozenset(":：")
APART = 1.0
"""A gap wider than this many heights of print parts what stands on a row."""
LEADING = 1.2
"""Less than this many heights are blank between two rows of one value."""
INDENT = 0.5
"""A value under its label begins at least this many heights farther right."""
OUTDENT = 1.0
"""A value goes on at most this many heights farther left than it began."""
MOST = 3
"""A value goes on over no more rows than this."""


@dataclass(frozen=True)
class Blank:
    """A label on a row, where it begins, and the characters that follow it there."""

    label: str
    left: float
    value: tuple[Glyph, ...]
    sound: bool
    """True when a colon ends the label."""


def pairs_in_rows(rows: Sequence[Row], height: float) -> Iterator[Pair]:
    """Yield every label on the rows with its value, from top to bottom.

    ``height`` is how high print is, in pixels.
    """
    found = [_blanks(row, height) for row in rows]
    columns = [blank.left for blanks in found for blank in blanks if blank.value]
    for index, blanks in enumerate(found):
        free = [not following for following in found[index + 1 : index + 1 + MOST]]
        for blank in blanks:
            more: list[Glyph] = []
            if blank is blanks[-1]:
                more = _more(rows[index : index + 1 + sum(_leading(free))], blank, height)
            in_column = any(abs(blank.left - left) < INDENT * height for left in columns)
            if blank.sound or blank.value or more or in_column:
                yield _pair(blank, more)


def _leading(flags: Sequence[bool]) -> Iterator[bool]:
    """Yield the flags up to the first that is not set."""
    for flag in flags:
        if not flag:
            return
        yield flag


def _pair(blank: Blank, more: Sequence[Glyph]) -> Pair:
    glyphs = (*blank.value, *more)
    if has_boxes(glyphs):
        glyphs = ticked(glyphs)
    value = () if is_blank(text_of(glyphs)) else glyphs
    return Pair(blank.label, value, blank.sound and bool(blank.value or not more))


def _more(rows: Sequence[Row], blank: Blank, height: float) -> list[Glyph]:
    """Return how a value goes on in the rows after the first: below itself, or below its label."""
    edge = blank.value[0].left - OUTDENT * height if blank.value else blank.left + INDENT * height
    more: list[Glyph] = []
    for above, row in pairwise(rows):
        top = min(glyph.top for glyph in row.glyphs)
        apart = top - max(glyph.bottom for glyph in above.glyphs) > LEADING * height
        if apart or row.glyphs[0].left < edge:
            break
        more += row.glyphs
    return more


def _blanks(row: Row, height: float) -> list[Blank]:
    """Return the labels of a row with what follows each: by their colons, or else by the gaps."""
    colons = [i for i in range(len(row.glyphs)) if _is_colon(row.glyphs, i)]
    return list(_by_colons(row.glyphs, colons, height)) or _by_gaps(row.glyphs, height)


def _is_colon(glyphs: Sequence[Glyph], place: int) -> bool:
    """Tell whether a colon may end a label; one between digits belongs to a time."""
    around = [glyph.char for glyph in glyphs[max(place - 1, 0) : place + 2]]
    in_time = len(around) == 3 and around[0].isdigit() and around[2].isdigit()
    return glyphs[place].char in COLONS and not in_time


def _by_colons(glyphs: Sequence[Glyph], colons: list[int], height: float) -> Iterator[Blank]:
    """Yield the labels that end with a colon; 电话：家中： gives 家中电话."""
    found: list[tuple[int, int]] = []
    for colon in colons:
        start = _start(glyphs, found[-1][1] if found else -1, colon, height)
        if likeness(text_of(glyphs[start:colon])):
            found.append((start, colon))
    ends = [start for start, _ in found[1:]] + [len(glyphs)] * bool(found)
    parent = ""
    for (start, colon), end in zip(found, ends, strict=True):
        label = text_of(glyphs[start:colon])
        if end == colon + 1 < len(glyphs):
            parent = label
        else:
            value = tuple(glyphs[colon + 1 : end])
            yield Blank(label + parent, glyphs[start].left, value, sound=True)


def _start(glyphs: Sequence[Glyph], before: int, colon: int, height: float) -> int:
    """Return where the label begins that a colon ends: after a gap, or by its words."""
    for at in range(colon - 1, before + 1, -1):
        if glyphs[at].left - glyphs[at - 1].right > APART * height:
            return at
    if before < 0:
        return 0
    return colon - len(known_ending(text_of(glyphs[before + 1 : colon])))


def _by_gaps(glyphs: Sequence[Glyph], height: float) -> list[Blank]:
    """Return the labels that stand apart from what follows them; the last may stand alone."""
    chunks = _chunks(glyphs, height)
    blanks: list[Blank] = []
    place = 0
    while place < len(chunks):
        chunk, following = chunks[place], chunks[place + 1 : place + 2]
        place += 1
        if likeness(text_of(chunk)) is not Likeness.LABEL:
            continue
        value = () if not following or _is_label(following[0]) else following[0]
        place += bool(value)
        blanks.append(Blank(text_of(chunk), chunk[0].left, value, sound=False))
    return blanks


def _is_label(chunk: tuple[Glyph, ...]) -> bool:
    return likeness(text_of(chunk)) is Likeness.LABEL


def _chunks(glyphs: Sequence[Glyph], height: float) -> list[tuple[Glyph, ...]]:
    """Return the characters of a row in groups that were found apart or stand apart."""
    number, numbers = 0, [0]
    for left, right in pairwise(glyphs):
        number += left.line != right.line or right.left - left.right > APART * height
        numbers.append(number)
    groups = groupby(zip(numbers, glyphs, strict=True), key=lambda pair: pair[0])
    return [tuple(glyph for _, glyph in group) for _, group in groups]
