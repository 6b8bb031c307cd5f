"""Read a date whose digits were printed apart from the 年月日 of the form."""

import re

from extractors.placing.form import Form, Found
from extractors.placing.layout import Glyph
from models.specs import FieldSpec

YEAR = re.compile(r"((?:19|20)\d{2})\D{0,3}(\d{1,2})\D{0,3}(\d{1,2})(?!\d)")


def read_scattered_date(form: Form, field: FieldSpec) -> Found | None:
    """Return year, month and day found below the declared labels, as ``YYYY年M月D日``."""
    marks = form.labels(*field.words("below"))
    if not marks:
        return None
    top = max(hit.middle for hit in marks) + form.layout.height / 2
    for index, row in enumerate(form.layout.rows):
        glyphs = [g for i, g in enumerate(row.glyphs) if i not in form.taken(index)]
        found = _date_in([g for g in glyphs if g.middle >= top])
        if found:
            start, end, text = found
            placed = form.found([g for g in glyphs if g.middle >= top][start:end])
            return Found(text, placed.scores, placed.box, sound=False)
    return None


def _date_in(glyphs: list[Glyph]) -> tuple[int, int, str] | None:
    match = YEAR.search("".join(glyph.char if len(glyph.char) == 1 else "?" for glyph in glyphs))
    if not match:
        return None
    year, month, day = match.groups()
    return match.start(), match.end(), f"{year}年{month}月{day}日"
