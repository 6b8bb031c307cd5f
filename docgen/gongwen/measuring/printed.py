"""Measures of the print as a whole: paper, the grid, the mark and its rules, the record's rules."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from docgen.gongwen.document.official import Form
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring.deviation import Deviation, compare, miss
from docgen.gongwen.measuring.footing import measure_footing
from docgen.gongwen.measuring.located import Print
from docgen.gongwen.measuring.sheets import MM, Bar, Sheet
from docgen.gongwen.measuring.words import ATTACHED_BODY, BODY

FULL = 12
"""A line with more characters shows how wide each is set."""


def measure_printed(printed: Print, form: Form) -> list[Deviation]:
    """Return the deviations that the print shows beside those of single elements."""
    sheets, style = printed.sheets, printed.style
    if not sheets:
        return []
    return [
        *_sizes(sheets, style),
        *_grid(printed),
        *measure_footing(printed, form),
        *(() if form == Form.PLAIN else _marks(sheets[0], form, style)),
        *(() if form in {Form.PLAIN, Form.LETTER} else _record(sheets[-1], style)),
    ]


def _sizes(sheets: Sequence[Sheet], style: Style) -> Iterator[Deviation]:
    for sheet in sheets:
        if sheet.width < sheet.height:
            yield from compare(style, "width", sheet.width, f"第{sheet.number}页")
            yield from compare(style, "height", sheet.height, f"第{sheet.number}页")


def _grid(printed: Print) -> Iterator[Deviation]:
    """Judge lines and characters by the pages and lines that are full."""
    style = printed.style
    full = list(_characters(printed))
    if len(full) > 3:
        most = Counter(full).most_common(1)[0][0]
        if max(full) < style["characters"] or most > style["characters"]:
            yield from compare(style, "characters", most, "正文各行", "字")
    pitches = Counter(_pitches(printed))
    if pitches.total() > 3:
        held = int(style["area_height"] / pitches.most_common(1)[0][0] + 0.01)
        yield from compare(style, "lines", held, "正文各面", "行")


def _pitches(printed: Print) -> Iterator[float]:
    """Yield from line to line within paragraphs of the text (mm)."""
    for words in printed.of(BODY, ATTACHED_BODY):
        for above, row in pairwise(printed.rows(words)):
            if above.page == row.page:
                yield round(row.base - above.base, 2)


def _characters(printed: Print) -> Iterator[int]:
    """Yield how many characters a line of the text holds, by each full line of wide ones."""
    for words in printed.of(BODY, ATTACHED_BODY):
        for row in printed.rows(words):
            area = printed.area(row.page)
            one = (row.right - row.left) / len(row.glyphs)
            wide = all(ord(each.text[0]) > 0x2000 for each in row.glyphs)
            if wide and area.right - row.right < one / 2 and len(row.glyphs) > FULL:
                yield round((area.right - area.left) / one)


def _marks(sheet: Sheet, form: Form, style: Style) -> Iterator[Deviation]:
    """Judge the mark's ink, the red rule's length and how far it is below the number."""
    red = sheet.bars(red=True)
    ink = sheet.red.copy()
    for bar in red:
        ink[int(bar.top * MM) : int(bar.bottom * MM) + 2] = False
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
    drawn = [bar for bar in sheet.bars(red=False) if bar.width >= style["record_width"] - 10]
    if not drawn:
        yield miss("record_rules", "没有分隔线", "版记")
        return
    yield from compare(style, "record_bottom", drawn[-1].bottom, "版记末线")
    for bar in drawn[-3:]:
        yield from compare(style, "record_width", bar.width, "版记分隔线")
