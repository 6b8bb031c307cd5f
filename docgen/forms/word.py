"""Prints a sheet as a Word file that an officer can edit.

The layout is ``templates/form.docx``; ``docgen/forms/templates/make_docx.py`` makes it.
"""

from pathlib import Path
from typing import Any

from docgen.forms.sheet import Entry, Sheet
from docgen.word.render import Picture, render_docx

TEMPLATE = Path(__file__).parent / "templates" / "form.docx"
QR = "qr"
QR_MM = 17
TICKS = {True: "☑", False: "☐"}


def write_docx(sheet: Sheet, qr: bytes, template: Path | bytes = TEMPLATE) -> bytes:
    """Return the Word file of a sheet; ``qr`` is the PNG of its QR code.

    See ``docgen.word.render`` for what is safe, and for the errors of another template than ours.
    """
    return render_docx(template, word_content(sheet), {QR: Picture(qr, QR_MM)})


def word_content(sheet: Sheet) -> dict[str, Any]:
    """Return what a template of a form can print: the sheet, each entry with its answer."""
    sections = [
        {"title": section.title, "rows": [[_entry(each) for each in row] for row in section.rows]}
        for section in sheet.sections
    ]
    return sheet.model_dump() | {"sections": sections}


def _entry(entry: Entry) -> dict[str, Any]:
    return entry.model_dump() | {"answer": answer(entry)}


def answer(entry: Entry) -> str:
    """Return what stands in a box: its value, or every choice with the chosen ones ticked."""
    ticked = "　".join(f"{TICKS[each.chosen]}{each.text}" for each in entry.choices)
    return ticked or entry.value
