"""What the opened file shows as a whole: its form, and how its pages are set up."""

from collections.abc import Iterator

from docgen.gongwen.document.official import Form
from docgen.gongwen.document.opened import Opened, Where
from docgen.gongwen.elements.found import Element, Recognised
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring.deviation import Deviation, compare, miss

MM = 25.4 / 72
ENDINGS = {"令": Form.ORDER, "纪要": Form.MINUTES, "文件": Form.DOCUMENT}


def form_of(opened: Opened, recognised: Recognised) -> Form:
    """Return the form a file seems to have: by its mark; a text without one is plain."""
    marks = recognised.of(Element.MARK)
    if not marks:
        return Form.PLAIN
    mark = "".join(marks[-1].text.split())
    told = next((form for ending, form in ENDINGS.items() if mark.endswith(ending)), None)
    if told:
        return told
    where = opened.paragraphs[marks[0].places[0].paragraph].where
    as_letter = recognised.official.form is Form.LETTER
    return Form.LETTER if where is Where.HEADER or as_letter else Form.DOCUMENT


def measure_pages(opened: Opened, style: Style) -> Iterator[Deviation]:
    """Yield how paper and margins deviate; landscape pages hold wide tables, clause 8."""
    for at, section in enumerate(opened.sections, 1):
        where = f"第{at}节页面设置"
        if section.width is None or section.height is None:
            yield miss("paper", "没有设置", where)
            continue
        if section.width > section.height:
            continue
        width, height = section.width * MM, section.height * MM
        top, bottom, left, right = (
            (side or 0.0) * MM
            for side in (section.top, section.bottom, section.left, section.right)
        )
        found = {
            "width": width,
            "height": height,
            "top": top,
            "left": left,
            "area_width": width - left - right,
            "area_height": height - top - bottom,
        }
        for name, value in found.items():
            yield from compare(style, name, value, where)
