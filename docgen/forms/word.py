"""Prints a sheet as a Word file that an officer can edit.

The layout is ``templates/form.docx``; ``docgen/forms/templates/make_docx.py`` makes it.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from docgen.forms.sheet import Entry, Sheet

TEMPLATE = Path(__file__).parent / "templates" / "form.docx"
QR_MM = 17
TICKS = {True: "☑", False: "☐"}


def write_docx(sheet: Sheet, qr: bytes) -> bytes:
    """Return the Word file of a sheet; ``qr`` is the PNG of its QR code.

    Values stand as text: template signs and XML in them have no effect. Every character is kept,
    even where the PDF shows a code point: the reader's machine may have a font for it.
    """
    template = DocxTemplate(TEMPLATE)
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    picture = InlineImage(template, BytesIO(qr), width=Mm(QR_MM))
    template.render(_context(sheet) | {"qr": picture}, environment, autoescape=True)
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def _context(sheet: Sheet) -> dict[str, Any]:
    sections = [
        {"title": section.title, "rows": [[_entry(each) for each in row] for row in section.rows]}
        for section in sheet.sections
    ]
    return sheet.model_dump() | {"sections": sections}


def _entry(entry: Entry) -> dict[str, str]:
    ticked = "　".join(f"{TICKS[each.chosen]}{each.text}" for each in entry.choices)
    return entry.model_dump() | {"answer": ticked or entry.value}
