"""Read what is known by its own shape: a code, a title, a stamp's words."""

import re

from extractors.placing.form import Form, Found
from extractors.placing.layout import Glyph
from models.specs import FieldSpec


def read_pattern(form: Form, field: FieldSpec) -> Found | None:
    """Return the first stretch of the paper that fits the field's pattern; None when none does.

    A pattern with a group gives the group. Rows are searched first, then single lines, for a line
    that runs down the margin stands in no row.
    """
    if not field.pattern:
        return None
    pattern = re.compile(field.pattern)
    # A field declared to be read so names its place in the pattern; for others it is a last resort.
    own = field.reader == "pattern"
    for index, row in enumerate(form.layout.rows):
        taken = set() if own else form.taken(index)
        glyphs = [glyph for i, glyph in enumerate(row.glyphs) if i not in taken]
        match = pattern.search("".join(glyph.char for glyph in glyphs))
        if match:
            start, end = match.span(1 if pattern.groups else 0)
            return form.found(_as_chars(glyphs)[start:end], sound=own)
    return _in_lines(form, pattern)


def _as_chars(glyphs: list[Glyph]) -> list[Glyph]:
    """Return one entry for each character: a glyph may hold more than one code point."""
    return [glyph for glyph in glyphs for _ in glyph.char]


def _in_lines(form: Form, pattern: re.Pattern[str]) -> Found | None:
    for line in form.layout.lines:
        match = pattern.search(line.text)
        if match:
            text = match.group(1 if pattern.groups else 0)
            return Found(text, (line.confidence,) * len(text), line.box, sound=False)
    return None
