"""Measures of what is drawn: the mark's ink, red rules, the record's rules; 7.2.4 to 7.4.1, 10."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from docgen.gongwen.document.official import Form
from docgen.gongwen.elements.found import Element
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring.deviation import Deviation, compare, miss
from docgen.gongwen.measuring.located import Print, Row
from docgen.gongwen.measuring.places import pitch_of
from docgen.gongwen.measuring.requirement import read_requirements
from docgen.gongwen.measuring.sheets import MM, Bar, Sheet

BELOW_RULE: Final = 2.8
"""From a rule to the ink of a title that follows it at once (mm); measured."""
NEAR: Final = 12
"""A rule of the record is no further from its words (mm)."""
RECORD: Final = (Element.COPIES, Element.PRINTER, Element.PRINTED)
HEADS: Final = (Element.COPY_NUMBER, Element.SECRECY, Element.URGENCY, Element.NUMBER)
MARKS: Final = {
    Form.DOCUMENT: "mark_top",
    Form.LETTER: "mark_top_letter",
    Form.ORDER: "mark_top_order",
    Form.MINUTES: "mark_top_minutes",
}
SINGLE: Final = {Form.DOCUMENT, Form.MINUTES}
"""Forms with one red rule below the number."""


def measure_rules(printed: Print, form: Form) -> Iterator[Deviation]:
    """Yield how the head's mark and rules and the record's rules deviate."""
    if form is Form.PLAIN:
        return
    first = printed.sheets[0]
    bars = first.bars(red=True)
    top, bottom = mark_ink(first, bars)
    if bottom:
        start = 0.0 if form is Form.LETTER else printed.style["top"]
        yield from compare(printed.style, MARKS[form], top - start, "发文机关标志")
    if form is Form.LETTER:
        yield from _letter(bars, bottom, first, printed.style)
        yield from _letter_edges(printed, bars)
        return
    yield from _joint(printed)
    if form in SINGLE:
        yield from _single(printed, bars, form)
    yield from _record(printed)


def mark_ink(sheet: Sheet, bars: Sequence[Bar]) -> tuple[float, float]:
    """Return where the red ink of the mark begins and ends (mm), rules aside; 0 without any."""
    ink = sheet.red.copy()
    for bar in bars:
        ink[int(bar.top * MM) - 1 : int(bar.bottom * MM) + 2] = False
        if bar.top < sheet.height / 2:
            ink[int(bar.bottom * MM) :] = False  # what is red below is a seal
    rows = np.flatnonzero(ink.sum(axis=1) > 1)
    return (rows[0] / MM, (rows[-1] + 1) / MM) if rows.size else (0.0, 0.0)


def _single(printed: Print, bars: Sequence[Bar], form: Form) -> Iterator[Deviation]:
    """Judge the red rule: there, red, as long as the text area, 4 mm below the number."""
    style = printed.style
    numbers = _rows(printed, Element.NUMBER, 1)
    titles = _rows(printed, Element.TITLE, 1)
    if not bars:
        if form is Form.DOCUMENT:
            yield miss("red_rule", "没有红色分隔线", "第1页")
        return
    rule = bars[0]
    yield from compare(style, "rule_width", rule.width, "红色分隔线")
    yield from compare(style, "rule_thickness", rule.bottom - rule.top, "红色分隔线")
    if numbers and form is Form.DOCUMENT:
        gap = rule.top - max(row.bottom for row in numbers)
        yield from compare(style, "rule_gap", gap, "红色分隔线")
    if titles and titles[0].top > rule.bottom:
        lines = (titles[0].top - rule.bottom - BELOW_RULE) / pitch_of(style)
        yield from compare(style, "title_gap", lines, "标题", "行")


def _letter(
    bars: Sequence[Bar], ink_bottom: float, sheet: Sheet, style: Style
) -> Iterator[Deviation]:
    """Judge the two double rules: the upper thick over thin, the lower thin over thick."""
    if len(bars) != 2:
        yield miss("letter_rules", f"{len(bars)}条", "第1页")
        return
    for bar in bars:
        yield from compare(style, "letter_rule_width", bar.width, "红色双线")
    if ink_bottom:
        yield from compare(style, "letter_rule_gap", bars[0].top - ink_bottom, "红色双线")
    above_edge = sheet.height - (bars[1].top + bars[1].bottom) / 2
    yield from compare(style, "letter_rule_bottom", above_edge, "下红色双线")
    for name, bar, where in zip(ORDERS, bars, ("上红色双线", "下红色双线"), strict=True):
        found = _order(bar)
        if found != ORDERS[name]:
            yield miss(name, found, where)


ORDERS: Final = {"letter_rule_upper": "上粗下细", "letter_rule_lower": "上细下粗"}


def _order(bar: Bar) -> str:
    thick = [each.thickness for each in sorted(bar.strokes, key=lambda each: each.middle)]
    if len(thick) < 2 or abs(thick[0] - thick[-1]) < 0.1:
        return "单线" if len(thick) < 2 else "粗细相同"
    return "上粗下细" if thick[0] > thick[-1] else "上细下粗"


def _letter_edges(printed: Print, bars: Sequence[Bar]) -> Iterator[Deviation]:
    """Judge what stands next to a letter's rules: its first element, and its record."""
    if bars:
        heads = [row for name in HEADS for row in _rows(printed, name, 1)]
        below = [row.top for row in heads if row.top > bars[0].bottom]
        if below and not _is_near("letter_first_gap", min(below) - bars[0].bottom, printed):
            found = f"{min(below) - bars[0].bottom:.1f}毫米"
            yield miss("letter_first_gap", found, "信函首页")
    if printed.of(Element.PRINTER, Element.PRINTED):
        yield miss("letter_record", "有印发机关或者印发日期", "版记")
    copies = [row for each in printed.of(Element.COPIES) for row in printed.rows(each)]
    if copies:
        last = printed.sheets[-1]
        free = printed.area(last.number).bottom - copies[-1].bottom
        if copies[-1].page != last.number or not _is_near(
            "letter_record_place", free / pitch_of(printed.style), printed
        ):
            found = f"第{copies[-1].page}页，距版心下边缘{free:.0f}毫米"
            yield miss("letter_record_place", found, "版记")


def _joint(printed: Print) -> Iterator[Deviation]:
    """Judge 文件 beside the names of several organs: in the middle of their height."""
    rows = _rows(printed, Element.MARK, 1)
    word = [row for row in rows if row.text == "文件"]
    names = [row for row in rows if row.text != "文件"]
    if word and len(names) > 1:
        middle = (min(row.top for row in names) + max(row.bottom for row in names)) / 2
        off = (word[0].top + word[0].bottom) / 2 - middle
        if not _is_near("joint_mark", off, printed):
            yield miss(
                "joint_mark", f"偏{'下' if off > 0 else '上'}{abs(off):.1f}毫米", "发文机关标志"
            )


def _is_near(name: str, found: float, printed: Print) -> bool:
    asked = read_requirements()[name]
    return abs(found - asked.number(printed.style)) <= asked.tolerance


def _record(printed: Print) -> Iterator[Deviation]:
    """Judge the record: on the last page, thick rules around it, thin ones within."""
    style, last = printed.style, printed.sheets[-1]
    rows = [row for each in printed.of(*RECORD) for row in printed.rows(each)]
    if not rows:
        return
    page = max(row.page for row in rows)
    if page != last.number:
        yield miss("record_page", f"第{page}页", "版记")
    rows = [row for row in rows if row.page == page]
    top, bottom = min(row.top for row in rows), max(row.bottom for row in rows)
    drawn = record_bars(printed)
    if not drawn or drawn[0].top > top or drawn[-1].bottom < bottom:
        yield miss("record_rules", f"{len(drawn)}条分隔线", "版记")
    for at, bar in enumerate(drawn):
        where = f"版记第{at + 1}条分隔线"
        thick = "record_thick" if at in {0, len(drawn) - 1} else "record_thin"
        yield from compare(style, "record_width", bar.width, where)
        yield from compare(style, thick, bar.bottom - bar.top, where, precise=2)
    if drawn:
        yield from compare(style, "record_bottom", drawn[-1].bottom, "版记末线")


def record_bars(printed: Print) -> list[Bar]:
    """Return the rules near the record's words, from top to bottom."""
    rows = [row for each in printed.of(*RECORD) for row in printed.rows(each)]
    page = max((row.page for row in rows), default=0)
    rows = [row for row in rows if row.page == page]
    return [
        bar
        for bar in (printed.sheets[page - 1].bars(red=False) if rows else ())
        if min(row.top for row in rows) - NEAR < bar.bottom
        and bar.top < max(row.bottom for row in rows) + NEAR
    ]


def _rows(printed: Print, name: str, page: int) -> list[Row]:
    rows = (row for each in printed.of(name) for row in printed.rows(each))
    return [row for row in rows if row.page == page]
