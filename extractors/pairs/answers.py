"""Read which of the answers beside boxes were ticked."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.placing.layout import Glyph

TICKED = frozenset("☑☒√✓✔■")
BLANK = frozenset("☐□◻")
MARKS = TICKED | BLANK
JOINT = "、"
"""Stands between several answers that are ticked."""


def has_boxes(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether there is a box to tick among characters."""
    return any(glyph.char in MARKS for glyph in glyphs)


def ticked(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Return the ticked answers, joined; nothing when none is.

    An answer follows its box, up to the next box. Where the form prints the answer first, as in
    是□ 否□, it ends at its box.
    """
    marks = [i for i, glyph in enumerate(glyphs) if glyph.char in MARKS]
    if not marks:
        return ()
    before = marks[0] > 0 and marks[-1] == len(glyphs) - 1
    spans = pairwise([-1, *marks] if before else [*marks, len(glyphs)])
    answers = [
        tuple(glyphs[start + 1 : end])
        for mark, (start, end) in zip(marks, spans, strict=True)
        if glyphs[mark].char in TICKED
    ]
    filled = [answer for answer in answers if answer]
    joined = [glyph for answer in filled[:-1] for glyph in (*answer, _joint(answer[-1]))]
    return (*joined, *(filled[-1] if filled else ()))


def _joint(last: Glyph) -> Glyph:
    return Glyph(JOINT, 1.0, last.right, last.top, last.right, last.bottom, last.line)
