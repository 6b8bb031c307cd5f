"""Say what a paper is that no type's words prove: its heading names the kind of paper it is."""

import re
from collections.abc import Mapping, Sequence

from extractors.headings import heading
from extractors.layout import Layout, lay_out
from extractors.pairs.in_rows import pairs_in_rows
from extractors.pairs.wording import Likeness, likeness
from models.records import Box, Line
from models.specs import DocumentType

CUT = 1.5
"""Print nearer to the picture's upper edge than this many heights: the heading may be cut off."""
CERTAIN = 8
"""So many blanks prove an open form of which the picture cuts off the heading."""


def headed(
    lines: Sequence[Line], frame: Box, types: Mapping[str, DocumentType]
) -> tuple[str, str] | None:
    """Return the id of the type a paper's heading names and the reason in Chinese, or None.

    An open form must also have blanks to fill in; with very many of them it needs no heading if
    that is cut off.
    """
    layout = lay_out(lines, frame)
    title = "".join(glyph.char for glyph in heading(layout))
    for kind in types.values():
        if not kind.classify.heading:
            continue
        blanks = _blanks(layout) if kind.open else 0
        if re.search(kind.classify.heading, title) and blanks >= kind.classify.least * kind.open:
            return kind.id, f"标题为“{title}”，符合{kind.title}的式样"
        if kind.open and blanks >= CERTAIN and _is_cut(layout):
            return kind.id, f"页面上有{blanks}处栏目和填写内容，标题未拍全，按{kind.title}识读"
    return None


def _blanks(layout: Layout) -> int:
    """Return how many labels with a blank beside them are on the paper."""
    pairs = pairs_in_rows(layout.rows, layout.height)
    return len({pair.label for pair in pairs if likeness(pair.label) is Likeness.LABEL})


def _is_cut(layout: Layout) -> bool:
    top = min(glyph.top for row in layout.rows for glyph in row.glyphs)
    return top - layout.frame[1] < CUT * layout.height
