"""Read what a round seal says around its rim."""

import re
from difflib import SequenceMatcher
from functools import partial

from extractors.placing.form import Form, Found
from models.specs import FieldSpec

NAME = re.compile(r"[\u3400-\u9fff（）()]{4,}")
ALIKE = 0.7
"""A printed name so much like the one on the rim is the same: rims are read less well."""


def read_seal(form: Form, field: FieldSpec) -> Found | None:  # noqa: ARG001 - a reader's shape
    """Return the name on the rim of a seal, as the paper prints it where it does.

    None before any seal was unrolled. It is only as clear as rim and print agree.
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
    printed = max((row.text for row in form.layout.rows), key=partial(_alike, text), default="")
    agreed = _alike(text, printed)
    name = printed if agreed >= ALIKE else text
    return Found(name, (line.confidence * agreed,) * len(name), line.box, sound=False)


def _alike(text: str, other: str) -> float:
    return SequenceMatcher(None, other, text, autojunk=False).ratio()
