"""The pages of a PDF as lines with their fonts, and as ruled tables; nothing is drawn for it."""

import ctypes
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from docgen.gongwen.document.opened import Look, Run
from docgen.gongwen.opening.lines import SetCell, SetLine, SetPage, SetTable
from docgen.gongwen.opening.ruled import Area, Ruled, ruled_tables
from docgen.gongwen.opening.rules import read_rules
from extractors.decoding.glyphs import read_glyphs
from extractors.decoding.limits import Limits
from extractors.decoding.pdf import is_scan, open_page, open_pdf, scale_of
from extractors.decoding.text_layer import Glyph, Place, is_word_gap, rows_of

_NAME_BYTES: Final = 200
_SUBSET: Final = re.compile(r"[A-Z]{6}\+")
_BOLD: Final = 600
_TALL: Final = 1.4
"""Heights of its type beyond which the box of a line is not believed."""
_ABOVE: Final = 0.88
"""Share of a type's height that stands above the line."""
_BLACK: Final = 40
"""Parts of a colour up to here print black."""


def read_pdf(data: bytes, limits: Limits) -> Iterator[SetPage]:
    """Yield every page; one that is a scan has no lines.

    Boxes are in pixels of the picture ``extractors.opening`` makes of the page. Raises one of the
    ``UnreadablePaperError`` family.
    """
    with open_pdf(data, limits) as document:
        for number in range(len(document)):
            yield _page(document, number, limits)


def _page(document: pypdfium2.PdfDocument, number: int, limits: Limits) -> SetPage:
    page = open_page(document, number)
    scale = scale_of(page, number, limits)
    place, glyphs = _placed(page, scale, turned=0)
    main = max(range(4), key=Counter(glyph.turn for glyph in glyphs).__getitem__)
    if main:
        place, glyphs = _placed(page, scale, turned=360 - 90 * main)
    scanned = is_scan(page, len(glyphs))
    lines: tuple[SetLine, ...] = ()
    tables: tuple[SetTable, ...] = ()
    if not scanned:
        upright = [glyph for glyph in glyphs if not glyph.turn]
        ruled = ruled_tables(read_rules(page, place, scale), (place.width, place.height), scale)
        lines, tables = _set(page, upright, ruled, scale)
    return SetPage(
        number=number + 1,
        width=place.width,
        height=place.height,
        points=1 / scale,
        lines=lines,
        tables=tables,
        picture=scanned or not glyphs,
    )


def _set(
    page: pypdfium2.PdfPage, glyphs: Sequence[Glyph], ruled: Sequence[Ruled], scale: float
) -> tuple[tuple[SetLine, ...], tuple[SetTable, ...]]:
    """Return the lines outside of tables, and the tables with theirs."""
    held: dict[tuple[int, tuple[int, int]], list[Glyph]] = defaultdict(list)
    outside: list[Glyph] = []
    for glyph in glyphs:
        middle = (glyph.left + glyph.right) / 2, (glyph.corners[1] + glyph.corners[3]) / 2
        cells = ((at, table.cell_of(*middle)) for at, table in enumerate(ruled))
        inside = next(((at, cell) for at, cell in cells if cell is not None), None)
        (outside if inside is None else held[inside]).append(glyph)
    textpage = page.get_textpage()
    known: dict[int, Look] = {}
    try:
        tables = tuple(
            SetTable(
                cells=tuple(
                    _cell(cell, area, _lines(textpage.raw, held[at, cell], scale, known))
                    for cell, area in sorted(table.cells.items())
                )
            )
            for at, table in enumerate(ruled)
        )
        return tuple(_lines(textpage.raw, outside, scale, known)), tables
    finally:
        textpage.close()


def _cell(at: tuple[int, int], area: Area, lines: Iterable[SetLine]) -> SetCell:
    left, top, right, bottom = area
    return SetCell(
        row=at[0],
        column=at[1],
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        lines=tuple(lines),
    )


def _placed(page: pypdfium2.PdfPage, scale: float, turned: int) -> tuple[Place, list[Glyph]]:
    width, height = (max(1, round(side * scale)) for side in page.get_size())
    if turned % 180:
        width, height = height, width
    rotation = (page.get_rotation() + turned) % 360
    place = Place.of_page(page.get_bbox(), rotation, (width, height))
    return place, read_glyphs(page, place)


def _lines(
    raw: object, glyphs: Iterable[Glyph], scale: float, known: dict[int, Look]
) -> Iterator[SetLine]:
    for row, parts in enumerate(rows_of(glyphs)):
        for part in parts:
            runs = tuple(_runs(raw, part, known))
            top, bottom = _height(part, runs, scale)
            yield SetLine(
                runs=runs,
                left=min(each.left for each in part),
                top=top,
                right=max(each.right for each in part),
                bottom=bottom,
                row=row,
            )


def _height(part: list[Glyph], runs: tuple[Run, ...], scale: float) -> tuple[float, float]:
    """Return the top and the bottom of a line; some fonts claim twice the height of their type."""
    top, bottom = min(each.corners[1] for each in part), max(each.corners[3] for each in part)
    type_height = max(run.look.size or 0 for run in runs) * scale
    if type_height and bottom - top > _TALL * type_height:
        baseline = part[0].baseline
        return baseline - _ABOVE * type_height, baseline + (1 - _ABOVE) * type_height
    return top, bottom


def _runs(raw: object, part: list[Glyph], known: dict[int, Look]) -> Iterator[Run]:
    looked = [
        ((" " if is_word_gap(before, glyph) else "") + glyph.text, _look(raw, glyph.index, known))
        for before, glyph in pairwise([part[0], *part])
    ]
    for look, same in groupby(looked, key=lambda each: each[1]):
        yield Run(text="".join(text for text, _ in same), look=look)


def _look(raw: object, index: int, known: dict[int, Look]) -> Look:
    """Return how a character is printed; those that the file draws at once are asked once."""
    handle = pdfium.FPDFText_GetTextObject(raw, index)
    key = ctypes.cast(handle, ctypes.c_void_p).value or -index - 1
    if key not in known:
        name = _font(raw, index)
        known[key] = Look(
            font=name or None,
            size=_size(raw, index),
            bold=pdfium.FPDFText_GetFontWeight(raw, index) >= _BOLD or "bold" in name.lower(),
            italic="italic" in name.lower() or "oblique" in name.lower(),
            colour=_colour(raw, index),
        )
    return known[key]


def _font(raw: object, index: int) -> str:
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(raw, index, buffer, _NAME_BYTES, flags)
    if not 0 < length <= _NAME_BYTES:
        return ""
    return _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))


def _size(raw: Any, index: int) -> float | None:  # noqa: ANN401 - a handle of pdfium
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(raw, index, matrix):
        return None
    across = float((matrix.c**2 + matrix.d**2) ** 0.5)
    return round(float(pdfium.FPDFText_GetFontSize(raw, index)) * across, 1)


def _colour(raw: object, index: int) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFText_GetFillColor(raw, index, *parts):
        return ""
    colours = [part.value for part in parts[:3]]
    return "" if max(colours) <= _BLACK else "".join(f"{part:02X}" for part in colours)
