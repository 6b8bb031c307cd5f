"""Read what stands between labels, such as a square seal of three lines."""

from extractors.form import Form, Found
from extractors.labels import Hit
from extractors.layout import Glyph
from models.specs import FieldSpec


def read_region(form: Form, field: FieldSpec) -> Found | None:
    """Return the characters beyond the declared labels on every side; None when no side is known.

    A side is declared as ``left_of``, ``right_of``, ``above`` or ``below`` with a list of labels.
    """
    sides = {
        side: form.labels(*words)
        for side in ("left_of", "right_of", "above", "below")
        if isinstance(words := field.options.get(side, []), list) and words
    }
    if not sides or not all(sides.values()):
        return None
    inside = [
        glyph
        for index, row in enumerate(form.layout.rows)
        for i, glyph in enumerate(row.glyphs)
        if i not in form.taken(index) and all(_beyond(glyph, s, h) for s, h in sides.items())
    ]
    return form.found(inside, sound=False) if inside else None


def _beyond(glyph: Glyph, side: str, hits: list[Hit]) -> bool:
    if side == "left_of":
        return glyph.centre < min(hit.left for hit in hits)
    if side == "right_of":
        return glyph.centre > max(hit.right for hit in hits)
    if side == "above":
        return glyph.middle < min(hit.top for hit in hits)
    return glyph.middle > max(hit.bottom for hit in hits)
