"""Read the heading of a paper."""

from extractors.placing.form import Form, Found
from extractors.placing.headings import heading
from models.specs import FieldSpec


def read_title(form: Form, field: FieldSpec) -> Found | None:  # noqa: ARG001 - a reader's shape
    """Return the heading: the largest print in the middle of the upper part."""
    glyphs = heading(form.layout)
    return form.found(glyphs) if glyphs else None
