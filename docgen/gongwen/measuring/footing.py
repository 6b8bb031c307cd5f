"""Measures of page numbers in the print: there, how far below the text, on which side; 7.5."""

from collections.abc import Iterator
from typing import Final

from docgen.gongwen.document.official import Form
from docgen.gongwen.measuring.deviation import Deviation, compare, miss
from docgen.gongwen.measuring.located import Print, Row, rows_of
from docgen.gongwen.measuring.requirement import read_requirements
from docgen.gongwen.measuring.sheets import POINT, Sheet
from docgen.gongwen.measuring.words import PAGED

DASHES: Final = "—－-–―─一"


def measure_footing(printed: Print, form: Form) -> Iterator[Deviation]:
    """Yield how the page numbers deviate; what has none on any page is told once."""
    numbers = {sheet.number: _number(sheet, printed) for sheet in printed.sheets}
    if form is Form.LETTER and numbers[1]:
        yield miss("letter_page_number", f"显示“{numbers[1].text}”", "第1页")
    asked = printed.sheets[form is Form.LETTER :]
    blank = {sheet.number for sheet in printed.sheets if not sheet.glyphs}
    free = blank | {number + 1 for number in blank}  # a blank page, and the record's page after it
    bare = [each for each in asked if not numbers[each.number] and each.number not in free]
    if bare and len(bare) < len(asked):
        pages = "、".join(str(sheet.number) for sheet in bare)
        yield miss("page_number", "没有", f"第{pages}页")
    for sheet in asked:
        number = numbers[sheet.number]
        if number and sheet.width < sheet.height:
            yield from _place(number, sheet, printed)


def _number(sheet: Sheet, printed: Print) -> Row | None:
    """Return the printed line below the text that counts the page."""
    bottom = printed.area(sheet.number).bottom
    below = [(sheet.number, each) for each in sheet.glyphs if each.top > bottom]
    return next((row for row in rows_of(below) if PAGED.fullmatch(row.text)), None)


def _place(number: Row, sheet: Sheet, printed: Print) -> Iterator[Deviation]:
    style, where = printed.style, f"第{sheet.number}页页码"
    dashes = [each for each in number.glyphs if each.text in DASHES] or number.glyphs
    bottom = style["top"] + style["area_height"]
    middle = (dashes[0].top + dashes[0].bottom) / 2
    yield from compare(style, "page_gap", middle - bottom, where)
    area = printed.area(sheet.number)
    odd = sheet.number % 2 == 1
    if abs(number.left + number.right - area.left - area.right) < (area.right - area.left) / 5:
        if not style["page_centred"]:
            yield miss("page_number_side", "居中", where)
        return
    if (number.left > sheet.width / 2) != odd:
        yield miss("page_number_side", "居右" if number.left > sheet.width / 2 else "居左", where)
        return
    free = area.right - number.right if odd else number.left - area.left
    characters = free / (style["page_size"] * POINT)
    asked = read_requirements()["page_number_free"]
    if abs(characters - asked.number(style)) > asked.tolerance:
        yield miss("page_number_free", f"空{max(characters, 0):.1f}字", where)
