"""Fills a Word template with its content; values are text, and nothing in them is run."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import OpcError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError

from docgen.word.confined import confined
from models.errors import UnfitTemplateError

FAULTS = (
    TemplateError,
    OpcError,
    BadZipFile,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RecursionError,
    zlib.error,
)
"""What jinja, python-docx and lxml (a ``SyntaxError``) raise on a template they cannot follow."""


@dataclass(frozen=True)
class Picture:
    """A picture to stand where a template names it, or wherever it is in the content."""

    png: bytes
    """PNG or JPEG."""
    width_mm: float


def render_docx(
    template: Path | bytes, content: Mapping[str, Any], pictures: Mapping[str, Picture]
) -> bytes:
    """Return a Word template filled with its content.

    Template signs and XML in a value have no effect. Every character is kept, even where a PDF
    shows a code point: the reader's machine may have a font for it. Raises ``UnfitTemplateError``
    when the template cannot be opened, asks for what it was not given, or for what no template may
    (``docgen.word.confined``).
    """
    source = BytesIO(template) if isinstance(template, bytes) else template
    try:
        return _render(DocxTemplate(source), content, pictures)
    except FAULTS as error:
        raise UnfitTemplateError(f"模板无法填充：{error}") from error


def _render(
    template: DocxTemplate, content: Mapping[str, Any], pictures: Mapping[str, Picture]
) -> bytes:
    placed = _placed(template, {**content, **pictures})
    template.render(placed, confined(), autoescape=True)
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def _placed(template: DocxTemplate, value: Any) -> Any:  # noqa: ANN401 - any content
    """Return the content with each picture in it as the template draws it."""
    if isinstance(value, Picture):
        return InlineImage(template, BytesIO(value.png), width=Mm(value.width_mm))
    if isinstance(value, Mapping):
        return {key: _placed(template, each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_placed(template, each) for each in value]
    return value
