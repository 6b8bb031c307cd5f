"""Read what stands beside or below a printed label."""

from extractors.form import Form, Found
from extractors.labels import Hit
from extractors.layout import Glyph
from extractors.readers.runs import below, beside, continued, stacked
from models.specs import FieldSpec

GAP = 3.0
"""A gap wider than this many character heights ends a value, unless the field says otherwise."""


def read_labelled(form: Form, field: FieldSpec) -> Found | None:
    """Return the value of the first of the field's labels that has one; None when none has.

    A label that is found without a value beside it gives an empty finding: the box is blank.
    """
    hits = _suitable(form, field)
    found = [value for hit in hits if (value := _value(form, hit, field))]
    if found:
        return form.found(found[0])
    return Found("", (), None) if hits else None


def _value(form: Form, hit: Hit, field: FieldSpec) -> list[Glyph]:
    first = [] if field.where == "below" else beside(form, hit, field.number("gap", GAP))
    if field.lines > 1:
        first = stacked(form, hit, first)
    if not first and field.where != "right":
        first = below(form, hit)
    return first + continued(form, hit, first, field.lines) if first else []


def _suitable(form: Form, field: FieldSpec) -> list[Hit]:
    """Return the field's labels that stand where the declaration wants them, the best first."""
    hits = sorted(
        form.labels(*field.labels), key=lambda hit: (hit.errors > 0, field.labels.index(hit.label))
    )
    for side in ("above", "below"):
        marks = form.labels(*field.words(side))
        if marks:
            hits = [hit for hit in hits if _stands(hit, side, marks, form.layout.height)]
    half = field.options.get("half")
    middle = (form.layout.frame[0] + form.layout.frame[2]) / 2
    return [hit for hit in hits if not half or (hit.left < middle) == (half == "left")]


def _stands(hit: Hit, side: str, marks: list[Hit], height: float) -> bool:
    if side == "above":
        return any(hit.middle < mark.middle - height / 2 for mark in marks)
    return any(hit.middle > mark.middle + height / 2 for mark in marks)
