"""Read one of the sums that close a table."""

import re

from extractors.placing.form import Form, Found
from extractors.placing.layout import Glyph
from models.specs import FieldSpec

MONEY = re.compile(r"-?\d[\d,]*\.\d{2}(?!\d)")
CURRENCY = re.compile(r"[￥¥]")


def read_summed(form: Form, field: FieldSpec) -> Found | None:
    """Return the amount under the declared heading, in the last row of sums above the total.

    ``columns`` names the headings of all columns that have a sum, ``nth`` says which of them is
    meant, ``above`` what stands below the row. A row of sums holds a currency sign; an amount
    belongs to the heading nearest to its right edge, for amounts are printed to the right.
    """
    marks = form.labels(*field.words("above"))
    bottom = min((hit.top for hit in marks), default=float("inf"))
    for row in reversed(form.layout.rows):
        text = "".join(glyph.char[:1] for glyph in row.glyphs)
        if row.middle < bottom and CURRENCY.search(text) and MONEY.search(text):
            amounts = [list(row.glyphs[slice(*m.span())]) for m in MONEY.finditer(text)]
            chosen = _chosen(form, field, amounts)
            return form.found(chosen) if chosen else None
    return None


def _chosen(form: Form, field: FieldSpec, amounts: list[list[Glyph]]) -> list[Glyph]:
    """Return the amount in the field's own column; by its order where a heading was not read."""
    columns, own = field.words("columns"), int(field.number("nth", 0))
    headings = [form.labels(word)[:1] for word in columns]
    if not all(headings):
        return amounts[own] if len(amounts) == len(columns) else []
    rights = [hits[0].right for hits in headings]
    for amount in amounts:
        nearest = min(rights, key=lambda right: abs(right - amount[-1].right))
        if nearest == rights[own]:
            return amount
    return []
