"""The pages of a PDF as they are measured: characters, drawn lines, and where it is red."""

from collections.abc import Iterator, Sequence
from ctypes import c_double, c_float, c_int, c_uint
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

DPI: Final = 144
MM: Final = DPI / 25.4
"""Pixels of a millimetre."""
POINT: Final = 25.4 / 72
THIN: Final = 4.0
"""A filled shape not higher than this (mm) is a line."""
SAME: Final = 0.4
"""Lines whose heights differ by less (mm) are one."""
DOUBLE: Final = 1.8
"""Lines not further from each other (mm) are one double line."""
LONG: Final = 100
"""A line at least so long (mm) is a rule."""
Pixels = npt.NDArray[np.bool_]
NOWHERE: Final[Pixels] = np.zeros((1, 1), dtype=np.bool_)
"""In place of a whole page that is nowhere red: long documents have hundreds."""


@dataclass(frozen=True)
class Glyph:
    """One printed character, in millimetres from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    begin: float
    """Where its own width begins: left of its ink."""
    end: float
    base: float
    """The line it stands on."""


@dataclass(frozen=True)
class Stroke:
    """A horizontal line as it is drawn, in millimetres."""

    left: float
    right: float
    middle: float
    thickness: float
    red: bool


@dataclass(frozen=True)
class Bar:
    """A rule across the page, in millimetres; a double one has two strokes."""

    strokes: tuple[Stroke, ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(each.middle - each.thickness / 2 for each in self.strokes)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(each.middle + each.thickness / 2 for each in self.strokes)

    @property
    def width(self) -> float:
        """From its beginning to its end."""
        return max(x.right for x in self.strokes) - min(x.left for x in self.strokes)


@dataclass(frozen=True)
class Sheet:
    """One page."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    """In the order of the print."""
    strokes: tuple[Stroke, ...]
    red: Pixels

    def bars(self, *, red: bool) -> list[Bar]:
        """Return the rules of one colour from top to bottom."""
        drawn = [each for each in self.strokes if each.red is red]
        found: list[list[Stroke]] = []
        for each in filter(_is_long, _joined(drawn)):
            if found and each.middle - found[-1][-1].middle <= DOUBLE:
                found[-1].append(each)
            else:
                found.append([each])
        return [Bar(tuple(each)) for each in found]


def read_sheets(pdf: bytes) -> tuple[Sheet, ...]:
    """Return the pages of a PDF we made ourselves."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_sheet(document[at], at + 1) for at in range(len(document)))
    finally:
        document.close()


def _sheet(page: pypdfium2.PdfPage, number: int) -> Sheet:
    width, height = page.get_size()
    image = page.render(scale=DPI / 72).to_numpy().astype(np.int16)
    others, light = np.maximum(image[:, :, 0], image[:, :, 1]), image[:, :, 2]
    red = (light > 150) & (others < 110)
    return Sheet(
        number,
        width * POINT,
        height * POINT,
        tuple(_glyphs(page, height)),
        tuple(_strokes(page, height)),
        red if red.any() else NOWHERE,
    )


def _glyphs(page: pypdfium2.PdfPage, height: float) -> Iterator[Glyph]:
    held = page.get_textpage()
    for at in range(held.count_chars()):
        text = held.get_text_range(at, 1)
        if text.strip():
            left, bottom, right, top = (side * POINT for side in held.get_charbox(at))
            begin, _, end, _ = (side * POINT for side in held.get_charbox(at, loose=True))
            upper, lower = height * POINT - top, height * POINT - bottom
            yield Glyph(text, left, upper, right, lower, begin, end, _base(held, at, height))


def _base(held: pypdfium2.PdfTextPage, at: int, height: float) -> float:
    across, up = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(held, at, across, up)
    return (height - up.value) * POINT


def _strokes(page: pypdfium2.PdfPage, height: float) -> Iterator[Stroke]:
    """Yield drawn lines, and filled shapes as flat as lines."""
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = (side * POINT for side in each.get_bounds())
        filled, stroked, width = c_int(), c_int(), c_float()
        pdfium.FPDFPath_GetDrawMode(each, filled, stroked)
        pdfium.FPDFPageObj_GetStrokeWidth(each, width)
        thick = width.value * POINT if stroked.value else top - bottom
        pad = thick if stroked.value else 0.0  # PDFium counts the width on both sides of a line
        if top - bottom <= max(THIN, 3 * thick) and right - left > 4 * (top - bottom):
            of = pdfium.FPDFPageObj_GetStrokeColor if stroked.value else _FILL
            middle = height * POINT - (top + bottom) / 2
            yield Stroke(left + pad, right - pad, middle, thick, _is_red(each, of))


_FILL = pdfium.FPDFPageObj_GetFillColor


def _is_red(drawn: pypdfium2.PdfObject, of: object) -> bool:
    red, green, blue, clear = (c_uint() for _ in range(4))
    of(drawn, red, green, blue, clear)  # type: ignore[operator]
    return red.value > 150 and max(green.value, blue.value) < 110


def _joined(strokes: Sequence[Stroke]) -> Iterator[Stroke]:
    """Yield lines put together from those at one height that touch, as cells draw them."""
    ordered = sorted(strokes, key=lambda each: (round(each.middle / SAME), each.left))
    for _, row in groupby(ordered, key=lambda each: round(each.middle / SAME)):
        held: Stroke | None = None
        for each in row:
            if held and each.left <= held.right + 1:
                thick = max(held.thickness, each.thickness)
                right = max(held.right, each.right)
                held = Stroke(held.left, right, held.middle, thick, held.red)
                continue
            if held:
                yield held
            held = each
        if held:
            yield held


def _is_long(stroke: Stroke) -> bool:
    return stroke.right - stroke.left >= LONG
