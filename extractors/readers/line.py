"""Read what fills a line of its own, wherever it stands: a name in pinyin, an authority."""

import re

from extractors.checks import CHECKS
from extractors.placing.form import Form, Found
from models.records import Line
from models.specs import FieldSpec


def read_line(form: Form, field: FieldSpec) -> Found | None:
    """Return the first line that passes the field's check as a whole, its spaces kept.

    With a pattern, the first stretch of a line that fits it; other lines of its row do not count.
    """
    for line in form.layout.lines:
        if field.pattern:
            match = re.search(field.pattern, line.text)
            if match:
                return found_in(form, line, *match.span(1 if match.re.groups else 0))
        elif _passes(line.text, field):
            return found_in(form, line, 0, len(line.text))
    return None


def found_in(form: Form, line: Line, start: int, end: int) -> Found:
    """Return a stretch of a line as a finding; its place is that of the whole line."""
    scores = line.scores or (line.confidence,) * len(line.text)
    return Found(line.text[start:end], scores[start:end], form.layout.on_page(line.box))


def _passes(text: str, field: FieldSpec) -> bool:
    try:
        CHECKS[field.check](text)
    except ValueError:
        return False
    return True
