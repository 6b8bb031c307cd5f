"""The straight lines that are drawn on a page of a PDF, lying or standing."""

from collections.abc import Iterator
from ctypes import c_float, c_int
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.decoding.text_layer import Place, Point

THIN: Final = 3.0
"""A filled shape not wider than this, in points, is a line."""
SHORTEST: Final = 4.0
"""Points of a line."""
MOST: Final = 4_000
"""Lines of a page; one with more is a drawing."""


@dataclass(frozen=True)
class Rule:
    """A line, in pixels of the page: along x where it is lying, along y where it stands."""

    lying: bool
    at: float
    start: float
    end: float


def read_rules(page: pypdfium2.PdfPage, place: Place, scale: float) -> list[Rule]:
    """Return the lines of a page; none where it is a drawing."""
    found = list(islice(_rules(page, place, scale), MOST + 1))
    return found if len(found) <= MOST else []


def _rules(page: pypdfium2.PdfPage, place: Place, scale: float) -> Iterator[Rule]:
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        filled, stroked = c_int(), c_int()
        pdfium.FPDFPath_GetDrawMode(drawn.raw, filled, stroked)
        for stretch in _stretches(drawn.raw, place):
            steps = pairwise(stretch) if stroked.value else _middle(stretch, THIN * scale)
            for one, other in steps:
                yield from _straight(one, other, scale)


def _stretches(raw: Any, place: Place) -> Iterator[list[Point]]:  # noqa: ANN401 - of pdfium
    """Yield what a path draws without a break, as the points it goes through."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(raw, matrix)
    held: list[Point] = []
    for number in range(min(pdfium.FPDFPath_CountSegments(raw), MOST)):
        segment = pdfium.FPDFPath_GetPathSegment(raw, number)
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO and held:
            yield held
            held = []
        held.append(
            place.point(
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
        if pdfium.FPDFPathSegment_GetClose(segment):
            held.append(held[0])
    if held:
        yield held


def _middle(stretch: list[Point], thin: float) -> Iterator[tuple[Point, Point]]:
    """Yield the line that a filled shape is, from its one end to the other."""
    left, right = min(x for x, _ in stretch), max(x for x, _ in stretch)
    top, bottom = min(y for _, y in stretch), max(y for _, y in stretch)
    if min(right - left, bottom - top) > thin:
        return
    if right - left > bottom - top:
        yield (left, (top + bottom) / 2), (right, (top + bottom) / 2)
    else:
        yield ((left + right) / 2, top), ((left + right) / 2, bottom)


def _straight(one: Point, other: Point, scale: float) -> Iterator[Rule]:
    across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    if max(across, down) < SHORTEST * scale or min(across, down) > scale:
        return
    along = 0 if across > down else 1
    start, end = sorted((one[along], other[along]))
    yield Rule(not along, (one[1 - along] + other[1 - along]) / 2, start, end)
