"""Read the parts of a letter or notice: its body, and who signed it below."""

import re
from collections.abc import Sequence

from extractors.placing.form import Form, Found
from extractors.placing.headings import heading
from extractors.placing.layout import Glyph, Row
from models.specs import FieldSpec

DATE = re.compile(r"(?:[12]\d{3}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日")
STRAY = 5
"""A row with a date and no more than so many other characters, as of a seal, ends a letter."""
ENDS = "。！!；;：:）)”"
"""A row of the body of which nothing follows ends with one of these; a seal's print does not."""
SIGNED = 4.0
"""Who signed stands within this many heights of print above the date."""


def read_letter(form: Form, field: FieldSpec) -> Found | None:
    """Return the ``piece`` of a letter that a field declares: ``body``, ``issuer`` or ``date``."""
    rows = _below_heading(form)
    last = next((row for row in reversed(rows) if _date(row)), None)
    issuer = _issuer(rows, last, form.layout.height)
    pieces = {
        "body": _body(rows, issuer or last),
        "issuer": list(issuer.glyphs) if issuer else [],
        "date": _date(last) if last else [],
    }
    glyphs = pieces[str(field.options["piece"])]
    return form.found(glyphs) if glyphs else None


def _below_heading(form: Form) -> list[Row]:
    """Return the rows below the heading; all of them where there is none."""
    title = heading(form.layout)
    if not title:
        return list(form.layout.rows)
    bottom = max(glyph.middle for glyph in title)
    return [row for row in form.layout.rows if row.middle > bottom + form.layout.height / 2]


def _date(row: Row) -> list[Glyph]:
    """Return the date of a row that says nothing else; nothing for other rows."""
    match = DATE.search(row.text)
    alone = match and len(row.glyphs) - len(match[0]) <= STRAY
    return list(row.glyphs[slice(*match.span())]) if match and alone else []


def _issuer(rows: Sequence[Row], date: Row | None, height: float) -> Row | None:
    """Return the row above the date that stands over it and ends no sentence."""
    if date is None:
        return None
    over = [
        row
        for row in rows
        if 0 < date.middle - row.middle < SIGNED * height
        and row.glyphs[-1].char not in ENDS
        and row.glyphs[0].left < date.glyphs[-1].right
        and row.glyphs[-1].right > date.glyphs[0].left
    ]
    return max(over, key=lambda row: row.middle, default=None)


def _body(rows: Sequence[Row], end: Row | None) -> list[Glyph]:
    """Return what stands above the signature, up to the last row that ends a sentence."""
    above = [row for row in rows if end is None or row.middle < end.middle]
    ended = [i for i, row in enumerate(above) if row.glyphs[-1].char in ENDS]
    kept = above[: ended[-1] + 1] if ended else above
    return [glyph for row in kept for glyph in row.glyphs]
