"""Read what stands at a place of the printed form, whether or not its label was read."""

from extractors.placing.form import Form, Found
from extractors.placing.layout import Glyph
from models.specs import FieldSpec


def read_zone(form: Form, field: FieldSpec) -> Found | None:
    """Return the characters in the field's zone, row by row; None without a zone or a fitted plan.

    Characters that belong to a label are left out.
    """
    if field.zone is None or form.plan is None:
        return None
    left, top, right, bottom = form.plan.place(field.zone)
    rows: list[list[Glyph]] = []
    for index, row in enumerate(form.layout.rows):
        taken = form.taken(index)
        rows.append(
            [
                glyph
                for i, glyph in enumerate(row.glyphs)
                if i not in taken
                and left <= glyph.centre <= right
                and top <= glyph.middle <= bottom
            ]
        )
    rows = [row for row in rows if row]
    # The nearest rows to the middle of the zone are meant; the others slipped in from next to it.
    rows.sort(key=lambda row: abs(row[0].middle - (top + bottom) / 2))
    kept = sorted(rows[: field.lines], key=lambda row: row[0].middle)
    inside = [glyph for row in kept for glyph in row]
    return form.found(inside, sound=form.well_fitted) if inside else None
