"""Find what a form says about itself: its labels and what stands in their blanks."""

from collections import Counter
from collections.abc import Sequence

from extractors.pairs.in_cells import pairs_in_cells
from extractors.pairs.in_rows import pairs_in_rows
from extractors.pairs.pair import Pair
from extractors.pairs.wording import label_name
from extractors.placing.boxes import overlap
from extractors.placing.layout import lay_out
from extractors.tables.answers import with_answers
from extractors.tables.cells import find_cells
from extractors.tables.filled import fill_cells
from models.engines import Engine, Image
from models.records import Box, Line


def find_pairs(
    lines: Sequence[Line], frame: Box, picture: Image, engine: Engine
) -> dict[str, Pair]:
    """Return the pairs of a paper by the name of their label, each name once.

    ``frame`` is where the paper lies on the page; the page must be level.
    """
    height = lay_out(lines, frame).height
    boxes = tuple(box for box in find_cells(picture, height) if overlap(box, frame))
    marked = with_answers(lines, boxes, picture, engine, height)
    table, outside = fill_cells(marked, boxes, height)
    rows = lay_out(outside, frame).rows
    return _named([*pairs_in_cells(table), *pairs_in_rows(rows, height)])


def _named(pairs: Sequence[Pair]) -> dict[str, Pair]:
    """Return pairs by name; what several share is told apart by notes, headings or a number."""
    named: dict[str, Pair] = {}
    often = Counter(label_name(pair.label) for pair in pairs)
    for pair in pairs:
        name = label_name(pair.label)
        if often[name] > 1:
            name = label_name(pair.heading) + label_name(pair.label, with_notes=True)
        number = 2
        while name in named:
            name, number = f"{name.removesuffix(f'（{number - 1}）')}（{number}）", number + 1
        if name:
            named[name] = pair
    return named
