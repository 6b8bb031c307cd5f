"""Measures of the print as a whole: paper, the grid of the text, page numbers, rules."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from docgen.gongwen.document.official import Form
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring.deviation import Deviation, compare
from docgen.gongwen.measuring.footing import measure_footing
from docgen.gongwen.measuring.located import Print
from docgen.gongwen.measuring.rules import measure_rules
from docgen.gongwen.measuring.sheets import Sheet
from docgen.gongwen.measuring.signing import measure_signing
from docgen.gongwen.measuring.titles import measure_titles
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
        *measure_titles(printed),
        *measure_rules(printed, form),
        *measure_signing(printed, form),
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
            yield from compare(style, "characters", most, "正文各行", "字", precise=0)
    pitches = Counter(pitches_of(printed))
    if pitches.total() > 3:
        held = int(style["area_height"] / pitches.most_common(1)[0][0] + 0.01)
        yield from compare(style, "lines", held, "正文各面", "行", precise=0)


def pitches_of(printed: Print) -> Iterator[float]:
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
