"""Read the entries of a register: blocks of labelled lines that repeat, each about one event.

A field declares the fields of its type that are columns of an entry, and the headings an entry may
begin with; a column keeps the labels, the part and the check it has as a field of its own::

    options = { columns = ["mortgagee", "mortgage_date"], titles = ["抵押登记"] }

An entry begins at a heading, or where a label comes again. ``below`` names labels that stand above
all entries: without them there are none.
"""

from extractors.judging.understand import understand
from extractors.placing.form import Form, Found
from extractors.placing.labels import Hit
from extractors.placing.layout import Glyph
from extractors.readers.labelled import part_of, value_of
from models.specs import FieldSpec

Entry = dict[str, list[Glyph]]
TITLE = "title"
"""Column of an entry's heading."""


def read_entries(form: Form, field: FieldSpec) -> Found | None:
    """Return the entries from top to bottom, every column in each; None when there is none."""
    columns = [each for each in form.kind.fields if each.key in field.words("columns")]
    entries = _entries(form, columns, _marks(form, field, columns))
    glyphs = [glyph for entry in entries for value in entry.values() for glyph in value]
    if not glyphs:
        return None
    titled = [TITLE] if field.words("titles") else []
    rows = tuple(_row(form, entry, titled, columns) for entry in entries)
    placed = form.found(glyphs)
    return Found(placed.text, placed.scores, placed.box, rows=rows)


def _marks(form: Form, field: FieldSpec, columns: list[FieldSpec]) -> list[Hit]:
    """Return the labels and headings of entries in reading order."""
    above = field.words("below")
    edge = min((hit.middle for hit in form.labels(*above)), default=float("inf")) if above else 0.0
    names = {label for column in columns for label in column.labels} | set(field.words("titles"))
    return [hit for hit in form.labels(*names) if hit.middle > edge]


def _entries(form: Form, columns: list[FieldSpec], marks: list[Hit]) -> list[Entry]:
    entries: list[Entry] = []
    for hit in marks:
        own = [column for column in columns if hit.label in column.labels]
        keys = [column.key for column in own] or [TITLE]
        if not entries or not own or keys[0] in entries[-1]:
            entries.append({})
        for column in own:
            entries[-1][column.key] = part_of(value_of(form, hit, column), column)
        if not own:
            entries[-1][TITLE] = list(hit.glyphs)
    return [entry for entry in entries if any(entry.values())]


def _row(
    form: Form, entry: Entry, titled: list[str], columns: list[FieldSpec]
) -> dict[str, str | None]:
    heading = {key: "".join(glyph.char for glyph in entry.get(key, [])) or None for key in titled}
    return heading | {column.key: _text(form, entry, column) for column in columns}


def _text(form: Form, entry: Entry, column: FieldSpec) -> str | None:
    """Return a column of an entry as its field would say it."""
    value = understand(form.found(entry.get(column.key, [])), column, 1).value
    return value if isinstance(value, str) else None
