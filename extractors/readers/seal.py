"""Read what a round seal says around its rim."""

import re
from difflib import SequenceMatcher

from extractors.placing.form import Form, Found
from extractors.placing.layout import Row
from models.specs import FieldSpec

NAME = re.compile(r"[\u3400-\u9fff（）()]{4,}")
ALIKE = 0.7
"""A printed name so much like the one on the rim is the same: rims are read less well."""


def read_seal(form: Form, field: FieldSpec) -> Found | None:  # noqa: ARG001 - a reader's shape
    """Return the name on the rim of a seal, as the paper prints it where it does.

    None before any seal was unrolled.
    """
    names = [
        (match[0], line)
        for line in form.layout.lines
        if line.curved
        for match in NAME.finditer(line.text)
    ]
    if not names:
        return None
    text, line = max(names, key=lambda each: len(each[0]))
    printed = max(form.layout.rows, key=lambda row: _likeness(row, text), default=None)
    if printed and printed.text != text and _likeness(printed, text) >= ALIKE:
        return Found(printed.text, (line.confidence,) * len(printed.text), line.box, sound=False)
    return Found(text, (line.confidence,) * len(text), line.box)


def _likeness(row: Row, text: str) -> float:
    return SequenceMatcher(None, row.text, text, autojunk=False).ratio()
