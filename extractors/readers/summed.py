"""Read one of the sums that close a table."""

import re

from extractors.form import Form, Found
from extractors.layout import Glyph
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
            chosen = [amount for amount in amounts if _column(form, field, amount)]
            return form.found(chosen[0]) if chosen else None
    return None


def _column(form: Form, field: FieldSpec, amount: list[Glyph]) -> bool:
    """Tell whether an amount stands in the field's own column."""
    headings = [hits[0] for word in field.words("columns") if (hits := form.labels(word))]
    own = form.labels(field.words("columns")[int(field.number("nth", 0))])
    if not own:
        return False
    return min(headings, key=lambda hit: abs(hit.right - amount[-1].right)) is own[0]
