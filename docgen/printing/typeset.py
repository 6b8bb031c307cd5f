"""Prints a layout with its content as PDF/A-2b with Typst, with empty fields for seals."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Final, cast

import typst
from pydantic import JsonValue

from docgen.printing.field import Place, add_signature_fields
from docgen.printing.glyphs import find_fonts, printable, visible

LAYOUTS = Path(__file__).parent / "layouts"
STANDARD: Final = "a-2b"
"""Under this standard Typst refuses a character that no font has: no empty box slips into print."""


class Typesetter:
    """A Typst compiler for each layout, with its fonts; threads that share it take turns."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        """Load the shipped fonts and those of the folders."""
        self._fonts = find_fonts(folders)
        self._known = printable(self._fonts)
        self._lock = Lock()
        self._compilers: dict[str, typst.Compiler] = {}

    def print(
        self,
        layout: str,
        content: Mapping[str, JsonValue],
        qr: str,
        day: date,
        drawings: Mapping[str, str] = MappingProxyType({}),
    ) -> bytes:
        """Return the PDF of a layout, with an empty signature field at each place it leaves.

        A character that no font has is printed as its code point, e.g. ``〔U+20BB7〕``.

        Args:
            layout: name of a file in ``layouts``, without its ending.
            content: what it prints, read there as ``sys.inputs.content``; data, never evaluated.
            qr: SVG of its QR code.
            day: what the file gives as its date.
            drawings: SVG of what else it draws, read there as ``sys.inputs`` under these names.
        """
        words = json.dumps(self._shown(dict(content)), ensure_ascii=False)
        with self._lock:
            compiler = self._compiler(layout)
            pdf = compiler.compile(
                format="pdf",
                sys_inputs={**drawings, "content": words, "qr": qr},
                pdf_standards=STANDARD,
                timestamp=datetime.combine(day, time(), UTC),
            )
            seals = json.loads(compiler.query("<seal>", field="value"))
        return add_signature_fields(cast("bytes", pdf), _places(seals))

    def _compiler(self, layout: str) -> typst.Compiler:
        if layout not in self._compilers:
            self._compilers[layout] = typst.Compiler(
                LAYOUTS / f"{layout}.typ",
                root=LAYOUTS,
                font_paths=self._fonts,
                ignore_system_fonts=True,
            )
        return self._compilers[layout]

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


def _places(seals: Iterable[Mapping[str, JsonValue]]) -> Iterator[Place]:
    """Yield the places that ``field("name")`` in ``parts.typ`` left for signatures."""
    for seal in seals:
        at = cast("Mapping[str, JsonValue]", seal["at"])
        x, y = (float(str(at[axis]).removesuffix("pt")) for axis in ("x", "y"))
        yield Place(field=str(seal["field"]), page=int(str(at["page"])), x=x, y=y)
