"""Tell handwriting from print, so that no value is sure that a hand has written.

A recogniser reads much of what people write, and is often sure where it is wrong. How well printed
lines fit a font depends on the picture, so a line is weighed against those around it.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from extractors.placing.boxes import overlap
from extractors.typeface import print_likeness
from models.engines import Image
from models.records import Document, FieldValue, Line, Page, State, Support
from models.specs import DocumentType

PRINTED = (0.66, 0.2)
"""A line fits less than the first, and by more than the second less than print around it: that is
handwriting on a paper that is printed as a rule."""
FILLED_IN = (0.74, 0.07)
"""The same on a paper that people fill in by hand as a rule."""
SHARED = 0.5
"""A value was read from lines that share more than this of the smaller of the two."""
SAMPLE, UPPER = 12, 0.75
"""How print fits is taken from so many lines of a paper, at this quantile."""


def doubt_handwriting(
    document: Document, page: Page, picture: Image, kind: DocumentType | None
) -> Document:
    """Return the document with no value sure that stands in lines written by hand."""
    if page.text_layer or kind is None:
        return document
    sure = [field for field in document.fields if field.state is State.SURE]
    lines = [line for line in page.lines if not document.box or overlap(line.box, document.box)]
    written = by_hand(sure, lines, picture, FILLED_IN if kind.by_hand else PRINTED)
    fields = tuple(_doubted(field) if field.key in written else field for field in document.fields)
    return document.model_copy(update={"fields": fields})


def by_hand(
    fields: Iterable[FieldValue],
    lines: Sequence[Line],
    picture: Image,
    limits: tuple[float, float],
) -> set[str]:
    """Return the keys of the fields that stand in lines of a paper written by hand.

    ``limits`` are ``PRINTED`` or ``FILLED_IN``.
    """
    least, behind = limits
    fits = {field.key: _fit(field, lines, picture) for field in fields}
    doubtful = {key: fit for key, fit in fits.items() if fit < least}
    usual = _usual(lines, picture) if doubtful else 0.0
    return {key for key, fit in doubtful.items() if usual - fit > behind}


def _fit(field: FieldValue, lines: Iterable[Line], picture: Image) -> float:
    """Return how well the worst of a value's lines fits print; 1 where there is none to compare."""
    box = field.evidence.box
    if box is None:
        return 1.0
    carrying = [line for line in lines if overlap(line.box, box) > SHARED and _as_high(line, box)]
    fits = [print_likeness(picture, line, box) for line in carrying]
    return min((fit for fit in fits if fit is not None), default=1.0)


def _as_high(line: Line, box: tuple[int, int, int, int]) -> bool:
    """Tell whether a line is a row of the value, not a small stamp on it."""
    high = line.box[3] - line.box[1]
    rows = max(round((box[3] - box[1]) / high), 1)
    return high * rows > SHARED * (box[3] - box[1])


def _usual(lines: Iterable[Line], picture: Image) -> float:
    """Return how well print fits on a paper: most of its longest lines are printed."""
    longest = sorted(lines, key=lambda line: -len(line.text))[:SAMPLE]
    fits = [print_likeness(picture, line) for line in longest]
    known = [fit for fit in fits if fit is not None]
    return float(np.quantile(known, UPPER)) if known else 0.0


def _doubted(field: FieldValue) -> FieldValue:
    return field.model_copy(update={"state": State.CONFIRM, "support": Support.HANDWRITTEN})
