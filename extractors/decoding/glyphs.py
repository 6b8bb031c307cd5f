"""The visible characters of a PDF page, each with its place on the drawn picture."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.decoding.text_layer import Corners, Glyph, Place

_HIDDEN_MODES = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_WHITE = 250
_FAINT = 16
_TINY = 4.0
"""Height in pixels below which nobody can read a character."""
_SLANT = 10.0
"""Degrees off a quarter turn from which text is a watermark across the page."""
_FOREIGN = ("Cc", "Cf", "Cs", "Co", "Cn")
_LOOK_ALIKES = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF))
"""Radicals and compatibility forms that fonts give for ordinary Chinese characters."""


def read_glyphs(page: pypdfium2.PdfPage, place: Place) -> list[Glyph]:
    """Return what a person sees of the page's text, in the order the file draws it."""
    textpage = page.get_textpage()
    try:
        visible = _visible(textpage.raw, textpage.count_chars(), place)
        return [glyph for _, same in groupby(visible, key=_drawn) for glyph in _apart(list(same))]
    finally:
        textpage.close()


def _drawn(told: tuple[int, Glyph]) -> tuple[int, Corners, int]:
    """Return what characters have in common that the file draws as one: —— and ﬁ may be."""
    key, glyph = told
    return key, glyph.corners, glyph.turn


def _apart(told: list[tuple[int, Glyph]]) -> Iterator[Glyph]:
    """Yield characters that were drawn as one, each with its share of their place."""
    (_, first), *_ = told
    left, top, right, bottom = first.corners
    share = (right - left) / len(told)
    for place, (_, glyph) in enumerate(told):
        corners = (left + place * share, top, left + (place + 1) * share, bottom)
        yield glyph if len(told) == 1 or glyph.turn else replace(glyph, corners=corners)


def _visible(raw: object, count: int, place: Place) -> Iterator[tuple[int, Glyph]]:
    """Yield the characters, each with what the file draws it as a part of."""
    hidden: dict[int, bool] = {}
    for index in range(count):
        text = _character(raw, index)
        if not text or pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        handle = pdfium.FPDFText_GetTextObject(raw, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in hidden:
            hidden[key] = _is_hidden(raw, index, handle)
        glyph = None if hidden[key] else _glyph(raw, index, text, place)
        if glyph:
            yield key or -index - 1, glyph


def _character(raw: object, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(raw, index)
    if 0xD800 <= code < 0xDC00:  # the first half of a pair; the second is dropped as foreign
        low = pdfium.FPDFText_GetUnicode(raw, index + 1)
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) if 0xDC00 <= low < 0xE000 else 0
    if not 0 < code <= 0x10FFFF or unicodedata.category(chr(code)) in _FOREIGN:
        return ""
    if any(first <= code <= last for first, last in _LOOK_ALIKES):
        return unicodedata.normalize("NFKC", chr(code))[:1]
    return " " if chr(code).isspace() else chr(code)


def _is_hidden(raw: object, index: int, handle: object) -> bool:
    if handle and pdfium.FPDFTextObj_GetTextRenderMode(handle) in _HIDDEN_MODES:
        return True
    colour = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFText_GetFillColor(raw, index, *colour):
        return False
    red, green, blue, alpha = (part.value for part in colour)
    return alpha < _FAINT or min(red, green, blue) >= _WHITE


def _glyph(raw: object, index: int, text: str, place: Place) -> Glyph | None:
    loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    known = (
        pdfium.FPDFText_GetLooseCharBox(raw, index, loose)
        and pdfium.FPDFText_GetMatrix(raw, index, matrix)
        and pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
    )
    if not known:
        return None
    run = place.direction(matrix.a, matrix.b)
    turn = round(math.degrees(math.atan2(run[1], run[0])), 3) % 360
    if min(turn % 90, 90 - turn % 90) > _SLANT:
        return None
    corners = place.box((loose.left, loose.bottom, loose.right, loose.top))
    baseline = place.point(x.value, y.value)[1]
    glyph = Glyph(text, corners, baseline, round(turn / 90) % 4, index=index)
    size = max(corners[2] - corners[0], corners[3] - corners[1])
    return glyph if place.holds(corners) and size >= _TINY else None
