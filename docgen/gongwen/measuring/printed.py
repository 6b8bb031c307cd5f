"""Measures from the print: text boxes and pixels of the PDF a Word file is converted to."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2

from docgen.gongwen.document.official import Form
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring.deviation import Deviation, compare, miss

DPI = 144
MM = DPI / 25.4
POINT = 25.4 / 72
WIDE = 100
"""A run of red or black pixels at least so long (mm) is a rule."""
Pixels = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Glyph:
    """One printed character, in millimetres from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """One page: its glyphs, and where it is red and dark."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    red: Pixels
    dark: Pixels


@dataclass(frozen=True)
class Bar:
    """A rule across the page, in millimetres."""

    top: float
    bottom: float
    width: float


def read_sheets(pdf: bytes) -> tuple[Sheet, ...]:
    """Return the pages of a PDF we made ourselves."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_sheet(document[at], at + 1) for at in range(len(document)))
    finally:
        document.close()


def measure_printed(sheets: tuple[Sheet, ...], form: Form, style: Style) -> list[Deviation]:
    """Return the deviations that the print shows."""
    if not sheets:
        return []
    return [
        *_sizes(sheets, style),
        *_grid(sheets, style),
        *_page_numbers(sheets, form, style),
        *(() if form == Form.PLAIN else _marks(sheets[0], form, style)),
        *(() if form in {Form.PLAIN, Form.LETTER} else _record(sheets[-1], style)),
    ]


def _sheet(page: pypdfium2.PdfPage, number: int) -> Sheet:
    width, height = page.get_size()
    image = page.render(scale=DPI / 72).to_numpy().astype(np.int16)
    blue, green, red = image[:, :, 0], image[:, :, 1], image[:, :, 2]
    others = np.maximum(blue, green)
    return Sheet(
        number,
        width * POINT,
        height * POINT,
        tuple(_glyphs(page, height)),
        (red > 150) & (others < 110),
        np.maximum(red, others) < 150,
    )


def _glyphs(page: pypdfium2.PdfPage, height: float) -> Iterator[Glyph]:
    held = page.get_textpage()
    for at in range(held.count_chars()):
        text = held.get_text_range(at, 1)
        if text.strip():
            left, bottom, right, top = (side * POINT for side in held.get_charbox(at))
            yield Glyph(text, left, height * POINT - top, right, height * POINT - bottom)


def bars(pixels: Pixels) -> list[Bar]:
    """Return the rules of a page from top to bottom; double rules count as one."""
    rows = [at for at, row in enumerate(pixels) if _longest(row) >= WIDE * MM]
    groups: list[list[int]] = []
    for row in rows:
        if groups and row - groups[-1][-1] <= MM * 1.5:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [
        Bar(each[0] / MM, (each[-1] + 1) / MM, max(_longest(pixels[at]) for at in each) / MM)
        for each in groups
    ]


def _longest(row: npt.NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], row, [False])).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max()) if edges.size else 0


def lines_of(sheet: Sheet, style: Style) -> list[list[Glyph]]:
    """Return the lines within the text area, each from left to right."""
    low = style["top"] + style["area_height"]
    lines: list[list[Glyph]] = []
    for glyph in sorted(sheet.glyphs, key=lambda each: each.bottom):
        if glyph.bottom > low + 1:
            continue
        middle = (glyph.top + glyph.bottom) / 2
        line = lines[-1] if lines else []
        if line and abs(middle - sum(e.top + e.bottom for e in line) / len(line) / 2) < 3.5:
            line.append(glyph)
        else:
            lines.append([glyph])
    return [sorted(line, key=lambda each: each.left) for line in lines]


def _sizes(sheets: tuple[Sheet, ...], style: Style) -> Iterator[Deviation]:
    for sheet in sheets:
        if sheet.width < sheet.height:
            yield from compare(style, "width", sheet.width, f"第{sheet.number}页")
            yield from compare(style, "height", sheet.height, f"第{sheet.number}页")


def _grid(sheets: tuple[Sheet, ...], style: Style) -> Iterator[Deviation]:
    """Judge lines and characters by the pages and lines that are full."""
    lines = [line for sheet in sheets for line in lines_of(sheet, style)]
    widths = [len(x) for x in lines if all(ord(glyph.text[0]) > 0x2000 for glyph in x)]
    full = [each for each in widths if each >= style["characters"] - 3]
    if len(full) > 3:
        most = Counter(full).most_common(1)[0][0]
        if max(full) < style["characters"] or most > style["characters"]:
            yield from compare(style, "characters", most, "正文各行", "字")
    middles = [len(lines_of(sheet, style)) for sheet in sheets[1:-1]]
    if middles and max(middles) != style["lines"]:
        yield from compare(style, "lines", max(middles), "中间各页", "行")


def _page_numbers(sheets: tuple[Sheet, ...], form: Form, style: Style) -> Iterator[Deviation]:
    bottom = style["top"] + style["area_height"]
    for sheet in sheets:
        where = f"第{sheet.number}页页码"
        below = [each for each in sheet.glyphs if each.top > bottom]
        dashes = [each for each in below if each.text in "—－-–―"]
        if form == Form.LETTER and sheet.number == 1:
            if below:
                yield miss("letter_page_number", "有页码", where)
            continue
        if not dashes:
            continue
        middle = (dashes[0].top + dashes[0].bottom) / 2
        yield from compare(style, "page_gap", middle - bottom, where)
        on_right = dashes[0].left > sheet.width / 2
        centred = abs(dashes[0].left + dashes[-1].right - sheet.width) < 30 and bool(
            style["page_centred"]
        )
        if on_right != (sheet.number % 2 == 1) and not centred:
            yield miss("page_number_side", "位置相反或居中", where)


def _marks(sheet: Sheet, form: Form, style: Style) -> Iterator[Deviation]:
    """Judge the mark's ink, the red rule's length and how far it is below the number."""
    red = bars(sheet.red)
    ink = sheet.red.copy()
    for bar in red:
        ink[int(bar.top * MM) : int(bar.bottom * MM) + 1] = False
    rows = np.flatnonzero(ink.sum(axis=1) > 1)
    top = style["top"]
    names = {
        Form.DOCUMENT: ("mark_top", top),
        Form.LETTER: ("mark_top_letter", 0.0),
        Form.ORDER: ("mark_top_order", top),
        Form.MINUTES: ("mark_top_minutes", top),
    }
    name, start = names[form]
    if rows.size:
        yield from compare(style, name, rows[0] / MM - start, "发文机关标志")
    if form == Form.LETTER:
        yield from _letter_rules(red, rows, sheet, style)
    elif form == Form.DOCUMENT and red:
        yield from compare(style, "rule_width", red[0].width, "红色分隔线")
        above = [g.bottom for g in sheet.glyphs if g.bottom < red[0].top and g.text == "号"]
        if above:
            yield from compare(style, "rule_gap", red[0].top - max(above), "红色分隔线")


def _letter_rules(
    red: list[Bar], rows: npt.NDArray[np.intp], sheet: Sheet, style: Style
) -> Iterator[Deviation]:
    if len(red) != 2:
        yield miss("letter_rules", f"{len(red)}条", "第1页")
        return
    for bar in red:
        yield from compare(style, "letter_rule_width", bar.width, "红色双线")
    if rows.size:
        gap = red[0].top - (rows[-1] + 1) / MM
        yield from compare(style, "letter_rule_gap", gap, "红色双线")
    yield from compare(style, "letter_rule_bottom", sheet.height - red[1].top, "下红色双线")


def _record(sheet: Sheet, style: Style) -> Iterator[Deviation]:
    """Judge the record's last rule, where the last page has 抄送 or 印发."""
    words = "".join(glyph.text for glyph in sheet.glyphs)
    if "印发" not in words[-60:] and "抄送：" not in words:
        return
    drawn = [bar for bar in bars(sheet.dark) if bar.width >= style["record_width"] - 10]
    if not drawn:
        yield miss("record_rules", "没有分隔线", "版记")
        return
    yield from compare(style, "record_bottom", drawn[-1].bottom, "版记末线")
    for bar in drawn[-3:]:
        yield from compare(style, "record_width", bar.width, "版记分隔线")
