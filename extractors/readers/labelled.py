"""Read what stands beside or below a printed label."""

import re
from math import inf

from extractors.placing.form import Form, Found
from extractors.placing.labels import Hit
from extractors.placing.layout import Glyph
from extractors.readers.runs import below, beside, continued, stacked
from models.specs import FieldSpec

GAP = 3.0
"""A gap wider than this many character heights ends a value, unless the field says otherwise."""


def read_labelled(form: Form, field: FieldSpec) -> Found | None:
    """Return the value of the first of the field's labels that has one; None when none has.

    A label that is found without a value beside it gives an empty finding: the box is blank.
    Where a box holds several things, the group of the expression ``take`` says which is meant.
    """
    hits = _suitable(form, field)
    values = (part_of(value_of(form, hit, field), field) for hit in hits)
    value = next(filter(None, values), None)
    if value:
        return form.found(value)
    return Found("", (), None) if hits else None


def part_of(value: list[Glyph], field: FieldSpec) -> list[Glyph]:
    """Return the characters the field's ``take`` names: none where it does not fit."""
    take = str(field.options.get("take", ""))
    if not take:
        return value
    match = re.search(take, "".join(glyph.char[:1] for glyph in value))
    return value[slice(*match.span(1))] if match else []


def value_of(form: Form, hit: Hit, field: FieldSpec) -> list[Glyph]:
    """Return what stands beside a label, in as many lines as the field may have."""
    first = [] if field.where == "below" else beside(form, hit, field.number("gap", GAP))
    edge = min((other.left for other in form.labels(*field.words("left_of"))), default=inf)
    first = [glyph for glyph in first if glyph.centre < edge]
    if field.lines > 1:
        first = stacked(form, hit, first)
    if not first and field.where != "right":
        first = below(form, hit)
    return first + continued(form, hit, first, field.lines, field.labels) if first else []


def _suitable(form: Form, field: FieldSpec) -> list[Hit]:
    """Return the field's labels that stand where the declaration wants them, the best first."""
    hits = sorted(
        form.labels(*field.labels), key=lambda hit: (hit.errors > 0, field.labels.index(hit.label))
    )
    for side in ("above", "below"):
        marks = form.labels(*field.words(side))
        if marks:
            hits = [hit for hit in hits if _stands(hit, side, marks, form.layout.height)]
        elif field.words(side):
            # Without the words between two of them, the half of the paper tells them apart.
            centre = (form.layout.frame[1] + form.layout.frame[3]) / 2
            hits = [hit for hit in hits if (hit.middle < centre) == (side == "above")]
    half = field.options.get("half")
    middle = (form.layout.frame[0] + form.layout.frame[2]) / 2
    return [hit for hit in hits if not half or (hit.left < middle) == (half == "left")]


def _stands(hit: Hit, side: str, marks: list[Hit], height: float) -> bool:
    if side == "above":
        return any(hit.middle < mark.middle - height / 2 for mark in marks)
    return any(hit.middle > mark.middle + height / 2 for mark in marks)
