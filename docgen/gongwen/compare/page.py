"""The comparison as one page that needs nothing else: both files side by side, and the list."""

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined, Template

from docgen.gongwen.compare.difference import Comparison
from docgen.gongwen.compare.marks import Marks, Segment, marks_of, segments_of
from docgen.gongwen.document.opened import Opened
from models.clean import shorten

FILE: Final = Path(__file__).with_name("page.html")


def make_page(comparison: Comparison, left: Opened, right: Opened) -> str:
    """Return the HTML page; every word of the files is text in it, never markup."""
    own, others = marks_of(comparison, left.paragraphs, right.paragraphs)
    rows = [
        {
            "left": _cell(left, row.left, own),
            "right": _cell(right, row.right, others),
            "moved": row.moved,
        }
        for row in comparison.rows
    ]
    sure = sum(each.sure for each in comparison.differences)
    return _template().render(
        comparison=comparison,
        rows=rows,
        sure=sure,
        unsure=len(comparison.differences) - sure,
        names=(shorten(left.name, 60), shorten(right.name, 60)),
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(FILE.read_text(encoding="utf-8"))


def _cell(opened: Opened, paragraphs: tuple[int, ...], marks: Marks) -> list[list[Segment]]:
    return [
        list(segments_of(opened.paragraphs[each].text, marks.get(each, ()))) for each in paragraphs
    ]
