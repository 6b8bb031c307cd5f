"""Read what stands between labels, such as a square seal of three lines."""

import re

from extractors.placing.form import Form, Found
from extractors.placing.labels import Hit
from extractors.placing.layout import Glyph
from models.specs import FieldSpec

NOTHING = "(?!)"
"""An expression that fits no text."""
INDENT = 4.0
"""A row that begins farther right than this many character heights is something else."""
APART = 2.0
"""A gap this many character heights wide ends the text of a row."""


def read_region(form: Form, field: FieldSpec) -> Found | None:
    """Return the characters beyond the declared labels on every side; None when no side is known.

    A side is declared as ``left_of``, ``right_of``, ``above`` or ``below`` with a list of labels;
    rows that fit the expression ``never``, such as the text of a seal, are left out.
    """
    sides = {
        side: form.labels(*words)
        for side in ("left_of", "right_of", "above", "below")
        if (words := field.words(side))
    }
    if not sides or not all(sides.values()):
        return None
    rows = [
        [
            glyph
            for i, glyph in enumerate(row.glyphs)
            if i not in form.taken(index) and all(_beyond(glyph, s, h) for s, h in sides.items())
        ]
        for index, row in enumerate(form.layout.rows)
    ]
    strange = str(field.options.get("never", "")) or NOTHING
    kept = [row for row in rows if not re.search(strange, "".join(glyph.char for glyph in row))]
    inside = _block([row for row in kept if row], form.layout.height)
    return form.found(inside, sound=False) if inside else None


def _block(rows: list[list[Glyph]], height: float) -> list[Glyph]:
    """Return the text that begins at the left; a stamp or note farther right is no part of it."""
    edge = min((row[0].left for row in rows), default=0.0) + INDENT * height
    block: list[Glyph] = []
    for row in rows:
        if row[0].left > edge:
            continue
        end = next(
            (i for i in range(1, len(row)) if row[i].left - row[i - 1].right > APART * height),
            len(row),
        )
        block += row[:end]
    return block


def _beyond(glyph: Glyph, side: str, hits: list[Hit]) -> bool:
    if side == "left_of":
        return glyph.centre < min(hit.left for hit in hits)
    if side == "right_of":
        return glyph.centre > max(hit.right for hit in hits)
    if side == "above":
        return glyph.middle < min(hit.top for hit in hits)
    return glyph.middle > max(hit.bottom for hit in hits)
