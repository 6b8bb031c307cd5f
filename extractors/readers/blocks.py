"""Read a table field whose rows are printed as blocks of label and value, or as a headed table."""

import re
from collections.abc import Iterator, Sequence

from extractors.checks import CHECKS
from extractors.placing.form import Form, Found
from extractors.placing.labels import Hit
from extractors.placing.layout import Glyph
from extractors.readers.runs import beside, continued
from models.specs import FieldSpec

GAP = 3.0
"""A gap wider than this many character heights ends a value."""
APART = 1.0
"""A gap wider than this many character heights parts two cells of a table."""
LINES = 2
"""The first value of a block may go on in another line."""
DAY = re.compile(r"[12]\d{3}[-年./]\d{1,2}[-月./]\d{1,2}日?|长期")

Cells = dict[str, list[Glyph]]


def read_blocks(form: Form, field: FieldSpec) -> Found | None:
    """Return the rows, top to bottom; None when no row is there.

    Every option but ``dates`` is a key of a row with its labels. The first key begins a row. The
    keys named by ``dates`` hold days, of which the last key takes the later where two stand.
    """
    keys = [key for key in field.options if key != "dates"]
    leads = form.labels(*field.words(keys[0]))
    if not leads:
        return None
    headed = [hit for key in keys[1:] for hit in form.labels(*field.words(key))]
    if any(hit.row == leads[0].row for hit in headed):
        rows = list(_below_headings(form, field, keys, leads[0]))
    else:
        rows = [_block(form, field, keys, leads, lead) for lead in leads]
    rows = [row for row in rows if row.get(keys[0])]
    glyphs = [glyph for row in rows for cell in row.values() for glyph in cell]
    records = tuple(_record(row, keys, field) for row in rows)
    even = len({tuple(value is None for value in record.values()) for record in records}) == 1
    placed = form.found(glyphs)
    return Found(placed.text, placed.scores, placed.box, even, records) if records else None


def _block(form: Form, field: FieldSpec, keys: list[str], leads: list[Hit], lead: Hit) -> Cells:
    """Return the values beside the labels between one beginning of a block and the next."""
    end = min((hit.row for hit in leads if hit.row > lead.row), default=len(form.layout.rows))
    cells: Cells = {}
    for key in keys:
        hits = [hit for hit in form.labels(*field.words(key)) if lead.row <= hit.row < end]
        value = beside(form, hits[0], GAP) if hits else []
        if value and key == keys[0]:
            value = value + continued(form, hits[0], value, LINES)
        cells[key] = value
    return cells


def _below_headings(form: Form, field: FieldSpec, keys: list[str], lead: Hit) -> Iterator[Cells]:
    """Yield the rows of a table: those under its headings that hold a day."""
    found = [
        (hit, key) for key in keys for hit in form.labels(*field.words(key)) if hit.row == lead.row
    ]
    for row in form.layout.rows[lead.row + 1 :]:
        if DAY.search(row.text):
            cells: Cells = {}
            for run in _runs(row.glyphs, form.layout.height):
                _, key = min(found, key=lambda pair: _off(run, pair[0]))
                cells[key] = cells.get(key, []) + run
            yield cells


def _runs(glyphs: Sequence[Glyph], height: float) -> list[list[Glyph]]:
    """Return the runs of a row: print that was found apart or stands apart."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last and last.line == glyph.line and glyph.left - last.right < APART * height:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _off(run: list[Glyph], heading: Hit) -> float:
    """Return how far a run is from a heading that it begins with, or stands in the middle of."""
    middle = (run[0].left + run[-1].right - heading.left - heading.right) / 2
    return min(abs(run[0].left - heading.left), abs(middle))


def _record(row: Cells, keys: list[str], field: FieldSpec) -> dict[str, str | None]:
    """Return a row as text by key, its days as ISO dates."""
    texts: dict[str, str | None] = {}
    days = field.words("dates")
    for key in keys:
        text = "".join(glyph.char for glyph in row.get(key, [])).strip(":：")
        if key in days:
            text = _day(text, last=key == days[-1])
        texts[key] = text or None
    return texts


def _day(text: str, *, last: bool) -> str:
    """Return the first or last day in a text as an ISO date; the text itself when there is none."""
    days = DAY.findall(text)
    try:
        return CHECKS["date_or_forever"](days[-1 if last else 0]) if days else text
    except ValueError:
        return text
