"""Say what a paper is that no type's words prove: its heading names the kind of paper it is."""

import re
from collections.abc import Mapping, Sequence

from extractors.pairs.in_rows import pairs_in_rows
from extractors.pairs.wording import Likeness, likeness
from extractors.placing.headings import heading
from extractors.placing.layout import Layout, lay_out
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
    title = heading_text(layout)
    for kind in types.values():
        if names(title, kind) and (not kind.open or _blanks(layout) >= kind.classify.least):
            return kind.id, f"标题为“{title}”，符合{kind.title}的式样"
        if kind.open and _is_cut(layout) and _blanks(layout) >= CERTAIN:
            return kind.id, f"页面上有许多栏目和填写内容，标题未拍全，按{kind.title}识读"
    return None


def is_headed_form(layout: Layout, types: Mapping[str, DocumentType]) -> bool:
    """Tell whether the heading of a page makes it an open form, whatever its labels ask for."""
    title = heading_text(layout)
    open_kinds = (kind for kind in types.values() if kind.open)
    return any(names(title, kind) and _blanks(layout) >= kind.classify.least for kind in open_kinds)


def names(title: str, kind: DocumentType) -> bool:
    """Tell whether a heading names a kind of paper."""
    return bool(kind.classify.heading and re.search(kind.classify.heading, title))


def heading_text(layout: Layout) -> str:
    """Return the heading of a paper as one string."""
    return "".join(glyph.char for glyph in heading(layout))


def _blanks(layout: Layout) -> int:
    """Return how many labels with a blank beside them are on the paper."""
    pairs = pairs_in_rows(layout.rows, layout.height)
    return len({pair.label for pair in pairs if likeness(pair.label) is Likeness.LABEL})


def _is_cut(layout: Layout) -> bool:
    top = min(glyph.top for row in layout.rows for glyph in row.glyphs)
    return top - layout.frame[1] < CUT * layout.height
