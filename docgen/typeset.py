"""Prints a sheet as PDF/A-2b with Typst, with an empty field where the seal will stand."""

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final, cast

import typst
from pydantic import JsonValue

from docgen.field import Place, add_signature_field
from docgen.glyphs import find_fonts, printable, visible
from docgen.sheet import Sheet

TEMPLATES = Path(__file__).parent / "templates"
FORM = TEMPLATES / "form.typ"
STANDARD: Final = "a-2b"
"""Under this standard Typst refuses a character that no font has: no empty box slips into print."""


class Typesetter:
    """A Typst compiler with its fonts loaded; usable from any thread, one form at a time."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        """Load the shipped fonts and those of the folders."""
        fonts = find_fonts(folders)
        self._known = printable(fonts)
        self._lock = Lock()
        self._compiler = typst.Compiler(
            FORM, root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True
        )

    def print(self, sheet: Sheet, qr: str) -> bytes:
        """Return the PDF of a sheet; ``qr`` is the SVG of its QR code.

        A character that no font has is printed as its code point, e.g. ``〔U+20BB7〕``.
        """
        content = json.dumps(self._shown(sheet.model_dump(mode="json")), ensure_ascii=False)
        moment = datetime.combine(sheet.filed_on, time(), UTC)
        with self._lock:
            pdf = self._compiler.compile(
                format="pdf",
                sys_inputs={"sheet": content, "qr": qr},
                pdf_standards=STANDARD,
                timestamp=moment,
            )
            seal = json.loads(self._compiler.query("<seal>", field="value", one=True))
        return add_signature_field(cast("bytes", pdf), _place(seal))

    def _shown(self, value: JsonValue) -> JsonValue:
        if isinstance(value, str):
            return visible(value, self._known)
        if isinstance(value, dict):
            return {key: self._shown(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._shown(each) for each in value]
        return value


@cache
def typesetter(folders: tuple[Path, ...] = ()) -> Typesetter:
    """Return the process's typesetter: loading the fonts takes longer than printing a form."""
    return Typesetter(folders)


def _place(position: dict[str, JsonValue]) -> Place:
    x, y = (float(str(position[axis]).removesuffix("pt")) for axis in ("x", "y"))
    return Place(page=int(str(position["page"])), x=x, y=y)
