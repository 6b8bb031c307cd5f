"""Read what a bank card says about its bank, or what the first digits of its number tell."""

import re
from dataclasses import replace

from extractors.checks.personal import BIN, NAMES, issuer_of
from extractors.placing.form import Form, Found
from extractors.readers.line import found_in
from models.specs import FieldSpec

NUMBER = re.compile(r"(?<![0-9])[3-69][0-9]{15,18}(?![0-9])")
KNOWN = "|".join(sorted(map(r"\s*".join, NAMES), key=len, reverse=True))
"""The names of known banks, also where the spaces between Latin words were lost."""


def read_issuer(form: Form, field: FieldSpec) -> Found | None:
    """Return the first stretch of a line that fits one of the field's ``printed`` patterns.

    The patterns are tried one after the other; ``{bank}`` in one is any known bank. Where none
    fits, the first digits of the card number are returned, if they belong to a known bank.
    """
    for printed in field.words("printed"):
        pattern = re.compile(printed.replace("{bank}", KNOWN))
        for line in form.layout.lines:
            match = pattern.search(line.text)
            if match:
                return found_in(form, line, *match.span())
    return _first_digits(form)


def _first_digits(form: Form) -> Found | None:
    for row in form.layout.rows:
        match = NUMBER.search("".join(glyph.char[:1] for glyph in row.glyphs))
        if match and issuer_of(match[0]):
            glyphs = list(row.glyphs[match.start() : match.start() + BIN])
            return replace(form.found(glyphs, sound=False), note=f"取自卡号前{BIN}位")
    return None
