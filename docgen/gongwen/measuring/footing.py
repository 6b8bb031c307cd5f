"""Measures of page numbers in the print: how far below the text, on which side; clause 7.5."""

from collections.abc import Iterator

from docgen.gongwen.document.official import Form
from docgen.gongwen.measuring.deviation import Deviation, compare, miss
from docgen.gongwen.measuring.located import Print


def measure_footing(printed: Print, form: Form) -> Iterator[Deviation]:
    """Yield how the page numbers deviate."""
    style = printed.style
    bottom = style["top"] + style["area_height"]
    for sheet in printed.sheets:
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
