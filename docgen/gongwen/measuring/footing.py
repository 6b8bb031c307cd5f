"""Measures of page numbers in the print: there, how far below the text, on which side; 7.5."""

from collections.abc import Iterator, Sequence
from typing import Final

from docgen.gongwen.document.official import Form
from docgen.gongwen.measuring.deviation import Asked, Deviation, deviate, is_near, miss
from docgen.gongwen.measuring.located import Area, Print, Row, rows_of
from docgen.gongwen.measuring.requirement import read_requirements
from docgen.gongwen.measuring.sheets import POINT, Sheet
from docgen.gongwen.measuring.words import PAGED

MOST: Final = 6
"""Pages that are listed."""
DASHES: Final = "—－-–―─一"


def measure_footing(printed: Print, form: Form) -> Iterator[Deviation]:
    """Yield how the page numbers deviate, what is alike on several pages once."""
    numbers = {sheet.number: number_on(sheet, printed) for sheet in printed.sheets}
    if form is Form.LETTER and (first := numbers[1]):
        yield miss("letter_page_number", f"显示“{first.text}”", "第1页")
    asked = printed.sheets[form is Form.LETTER :]
    blank = {sheet.number for sheet in printed.sheets if not sheet.glyphs}
    free = blank | {number + 1 for number in blank}  # a blank page, and the record's page after it
    bare = [each for each in asked if not numbers[each.number] and each.number not in free]
    if bare and len(bare) < len(asked):
        yield miss("page_number", "没有", _pages([each.number for each in bare]))
    found: dict[tuple[Asked, str, str], list[int]] = {}
    for sheet in asked:
        number = numbers[sheet.number]
        if number and sheet.width < sheet.height:
            for missed in _place(number, sheet, printed):
                found.setdefault(missed, []).append(sheet.number)
    for (what, expected, told), pages in found.items():
        yield deviate(what, expected, told, f"{_pages(pages)}页码")


def _pages(numbers: Sequence[int]) -> str:
    shown = "、".join(map(str, numbers[:MOST]))
    return f"第{shown}页" if len(numbers) <= MOST else f"第{shown}等{len(numbers)}页"


def number_on(sheet: Sheet, printed: Print) -> Row | None:
    """Return the printed line below the text that counts the page."""
    bottom = printed.area(sheet.number).bottom
    below = [(sheet.number, each) for each in sheet.glyphs if each.top > bottom]
    return next((row for row in rows_of(below) if PAGED.fullmatch(row.text)), None)


def gap_above(number: Row, bottom: float) -> float:
    """Return how far the dashes of a page number stand below the text area (mm)."""
    dashes = [each for each in number.glyphs if each.text in DASHES] or number.glyphs
    return (dashes[0].top + dashes[0].bottom) / 2 - bottom


def is_centred(number: Row, area: Area) -> bool:
    """Tell whether a page number stands in the middle below the text area."""
    off = abs(number.left + number.right - area.left - area.right)
    return off < (area.right - area.left) / 5


def _place(number: Row, sheet: Sheet, printed: Print) -> Iterator[tuple[Asked, str, str]]:
    """Yield what a page number misses: what is asked, expected and found."""
    style, asked = printed.style, read_requirements()
    gap = gap_above(number, style["top"] + style["area_height"])
    if not is_near(style, "page_gap", gap):
        yield style.values["page_gap"], f"{style['page_gap']:g}毫米", f"{gap:.0f}毫米"
    area = printed.area(sheet.number)
    odd, right = sheet.number % 2 == 1, number.left > sheet.width / 2
    side, room = asked["page_number_side"], asked["page_number_free"]
    if is_centred(number, area):
        if not style["page_centred"]:
            yield side, side.expected, "居中"
    elif right != odd:
        yield side, side.expected, "居右" if right else "居左"
    else:
        free = area.right - number.right if odd else number.left - area.left
        characters = free / (style["page_size"] * POINT)
        if abs(characters - room.number(style)) > room.tolerance:
            yield room, room.expected, f"空{max(characters, 0):.1f}字"
