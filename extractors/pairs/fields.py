"""The fields of a form that nobody declared: its own labels are their keys."""

from collections.abc import Sequence

from extractors.judging.understand import understand
from extractors.pairs.find import find_pairs
from extractors.pairs.pair import Pair, text_of
from extractors.pairs.wording import without_marks
from extractors.placing.form import Found
from extractors.placing.layout import whole
from models.engines import Engine, Image
from models.records import Box, FieldValue, Line
from models.specs import FieldSpec


def open_fields(
    lines: Sequence[Line], frame: Box, picture: Image, engine: Engine, page: int
) -> tuple[FieldValue, ...]:
    """Return a field for every label found on a form, unread where its blank is empty.

    ``frame`` is where the form lies on the page; ``page`` is the page's number.
    """
    pairs = find_pairs(lines, frame, picture, engine)
    return tuple(
        understand(_found(pair), FieldSpec(key=name, title=name), page)
        for name, pair in pairs.items()
    )


def _found(pair: Pair) -> Found | None:
    value = pair.value[: without_marks(text_of(pair.value))]
    if not value:
        return None
    edges = [(g.left, g.top, g.right, g.bottom) for g in value]
    lefts, tops, rights, bottoms = zip(*edges, strict=True)
    return Found(
        text=text_of(value),
        scores=tuple(glyph.score for glyph in value),
        box=whole((min(lefts), min(tops), max(rights), max(bottoms))),
        sound=pair.sound,
        rows=pair.rows,
    )
