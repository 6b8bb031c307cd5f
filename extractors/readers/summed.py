"""Read one of the sums that close a table."""

import re

from extractors.form import Form, Found
from models.specs import FieldSpec

MONEY = re.compile(r"[￥¥]?(-?\d[\d,]*\.\d{2})(?!\d)")


def read_summed(form: Form, field: FieldSpec) -> Found | None:
    """Return the n-th amount of the last row of amounts above the declared labels.

    ``nth`` 0 is the leftmost amount. A row counts when it holds a currency sign.
    """
    words = field.options.get("above", [])
    marks = form.labels(*words) if isinstance(words, list) else []
    bottom = min((hit.top for hit in marks), default=float("inf"))
    nth = int(field.options.get("nth", 0))  # type: ignore[arg-type]
    for row in reversed(form.layout.rows):
        text = "".join(glyph.char[:1] for glyph in row.glyphs)
        amounts = list(MONEY.finditer(text))
        if row.middle < bottom and amounts and re.search(r"[￥¥]", text):
            if nth >= len(amounts):
                return None
            start, end = amounts[nth].span(1)
            return form.found(list(row.glyphs[start:end]))
    return None
