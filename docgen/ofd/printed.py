"""What a printed PDF draws: its text, lines and pictures in the order of the file, in millimetres.

The y axis points down from the top of the page. Text keeps its characters, each where it stands.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from docgen.ofd.pictures import Picture, read_picture
from extractors.decoding.ofd.geometry import Matrix, Point
from models.clean import clean

MM_PER_POINT = 25.4 / 72
BLACK = (0, 0, 0, 255)
CURVE = 3
"""Points of a Bézier segment."""
DEEPEST = 8
"""Forms within forms; what Typst prints has one or two."""

_library = Lock()
"""PDFium serves one thread at a time."""

Handle: TypeAlias = ctypes.c_void_p
"""What PDFium calls its pages and objects by."""
Colour: TypeAlias = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0 to 255."""


Placed: TypeAlias = tuple[str, float, float]
"""A character and the point its baseline starts at."""


@dataclass(frozen=True)
class Text:
    """Characters of one line in one face."""

    characters: tuple[Placed, ...]
    face: str
    """Name of the font in the PDF."""
    size: float
    colour: Colour
    turn: Matrix
    """How the characters are turned or slanted; the identity for upright text."""


@dataclass(frozen=True)
class Shape:
    """Lines and areas."""

    commands: tuple[tuple[str, tuple[Point, ...]], ...]
    """Letters of the path language of GB/T 33190 with their points."""
    stroke: Colour | None
    fill: Colour | None
    even_odd: bool
    width: float


Drawn: TypeAlias = Text | Shape | Picture


@dataclass(frozen=True)
class PrintedPage:
    """One page and what stands on it."""

    width: float
    height: float
    drawn: list[Drawn] = field(default_factory=list)


def read_pages(pdf: bytes) -> list[PrintedPage]:
    """Return the pages of a PDF of ours; it must be readable by PDFium."""
    with _library, pypdfium2.PdfDocument(pdf) as document:
        return [_page(document[number]) for number in range(len(document))]


def _page(page: pypdfium2.PdfPage) -> PrintedPage:
    width, height = page.get_size()
    to_page = Matrix(a=MM_PER_POINT, d=-MM_PER_POINT, f=height * MM_PER_POINT)
    textpage = page.get_textpage()
    try:
        sheet = _Sheet(page, textpage.raw, to_page)
        drawn = list(sheet.drawn())
    finally:
        textpage.close()
        page.close()
    return PrintedPage(width * MM_PER_POINT, height * MM_PER_POINT, drawn)


class _Sheet:
    """A page while PDFium has it open."""

    def __init__(self, page: pypdfium2.PdfPage, textpage: Handle, to_page: Matrix) -> None:
        self._page, self._text, self._to_page = page, textpage, to_page
        self._characters = _by_object(textpage)

    def drawn(self) -> Iterator[Drawn]:
        for at in range(pdfium.FPDFPage_CountObjects(self._page)):
            yield from self._object(pdfium.FPDFPage_GetObject(self._page, at), self._to_page, 0)

    def _object(self, handle: Handle, to_page: Matrix, depth: int) -> Iterator[Drawn]:
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield from self._run(handle)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _shape(handle, to_page.after(_matrix_of(handle)))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield read_picture(pypdfium2.PdfImage(handle, page=self._page), to_page)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            within = to_page.after(_matrix_of(handle))
            for at in range(pdfium.FPDFFormObj_CountObjects(handle)):
                yield from self._object(pdfium.FPDFFormObj_GetObject(handle, at), within, depth + 1)

    def _run(self, handle: Handle) -> Iterator[Text]:
        """Yield what a text object prints; where a character stands tells how wide a gap is."""
        indices = self._characters.get(_address(handle), [])
        placed = _without_gaps([(text, *self._origin(index)) for index, text in indices])
        if not placed:
            return
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, indices[0][0], matrix)
        own = Matrix(matrix.a, -matrix.b, -matrix.c, matrix.d)
        size = pdfium.FPDFText_GetFontSize(self._text, indices[0][0])
        turn = Matrix(*(each / own.scale for each in (own.a, own.b, own.c, own.d)))
        yield Text(
            characters=tuple(placed),
            face=_face(handle),
            size=size * own.scale * MM_PER_POINT,
            colour=_colour(handle, pdfium.FPDFPageObj_GetFillColor),
            turn=turn,
        )

    def _origin(self, index: int) -> Point:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text, index, x, y)
        return self._to_page(x.value, y.value)


def _without_gaps(placed: list[Placed]) -> list[Placed]:
    """Return characters with one space where there are several, and none at the ends."""
    kept: list[Placed] = []
    for each in placed:
        if each[0] != " " or (kept and kept[-1][0] != " "):
            kept.append(each)
    return kept[:-1] if kept and kept[-1][0] == " " else kept


def _by_object(textpage: Handle) -> dict[int, list[tuple[int, str]]]:
    """Return the characters each text object prints, with their numbers on the page."""
    found: dict[int, list[tuple[int, str]]] = {}
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        text = _character(textpage, index)
        if text and pdfium.FPDFText_IsGenerated(textpage, index) != 1:
            handle = pdfium.FPDFText_GetTextObject(textpage, index)
            found.setdefault(_address(handle), []).append((index, text))
    return found


def _character(textpage: Handle, index: int) -> str:
    """Return a character fit for XML, or nothing; the two halves of a pair count as the first."""
    code = pdfium.FPDFText_GetUnicode(textpage, index)
    if 0xD800 <= code < 0xDC00:
        low = pdfium.FPDFText_GetUnicode(textpage, index + 1)
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
    if not 0 < code <= 0x10FFFF:
        return ""
    text = chr(code)
    return " " if text.isspace() else clean(text)


def _shape(handle: Handle, to_page: Matrix) -> Iterator[Shape]:
    rule, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, rule, stroked)
    filled = rule.value != pdfium.FPDF_FILLMODE_NONE
    commands = tuple(_commands(handle, to_page))
    if not commands or not (filled or stroked.value):
        return
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(handle, width)
    yield Shape(
        commands=commands,
        stroke=_colour(handle, pdfium.FPDFPageObj_GetStrokeColor) if stroked.value else None,
        fill=_colour(handle, pdfium.FPDFPageObj_GetFillColor) if filled else None,
        even_odd=rule.value == pdfium.FPDF_FILLMODE_ALTERNATE,
        width=width.value * to_page.scale,
    )


def _commands(handle: Handle, to_page: Matrix) -> Iterator[tuple[str, tuple[Point, ...]]]:
    curve: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(pdfium.FPDFPath_CountSegments(handle)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = to_page(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curve.append(point)
            if len(curve) == CURVE:
                yield "B", tuple(curve)
                curve.clear()
        else:
            yield "M" if kind == pdfium.FPDF_SEGMENT_MOVETO else "L", (point,)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield "C", ()


def _matrix_of(handle: Handle) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _colour(handle: Handle, read: Callable[..., int]) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not read(handle, red, green, blue, alpha):
        return BLACK
    return red.value, green.value, blue.value, alpha.value


def _face(handle: Handle) -> str:
    font = pdfium.FPDFTextObj_GetFont(handle)
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode("utf-8", "replace")


def _address(handle: Handle) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
