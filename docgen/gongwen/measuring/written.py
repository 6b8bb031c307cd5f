"""Measures from a file as it was opened: pages, the looks of each element, how text is indented."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from docgen.gongwen.document.official import Form
from docgen.gongwen.document.opened import Opened, Where
from docgen.gongwen.elements.found import Element, Recognised
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring.deviation import Deviation, compare, deviate, miss
from docgen.gongwen.measuring.judging import Test, judge
from docgen.gongwen.measuring.looks import TESTS
from docgen.gongwen.measuring.words import Words

MM = 25.4 / 72
ENDINGS = {"令": Form.ORDER, "纪要": Form.MINUTES, "文件": Form.DOCUMENT}


def measure_written(
    opened: Opened,
    words: Sequence[Words],
    form: Form,
    style: Style,
    tests: Mapping[str, Test] = TESTS,
) -> list[Deviation]:
    """Return the deviations that the opened file shows, most general first."""
    return [
        *_pages(opened, style),
        *_indents(words, style),
        *judge(words, form, style, tests),
    ]


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


def _pages(opened: Opened, style: Style) -> Iterator[Deviation]:
    """Compare paper and margins of each section; landscape pages hold wide tables, clause 8."""
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


def _indents(words: Sequence[Words], style: Style) -> Iterator[Deviation]:
    """Judge how paragraphs begin: most of the longer ones are indented by two characters."""
    named = [each for each in words if each.of == Element.BODY and each.whole]
    long = [each for each in named if len(each.text) > style["characters"]]
    off = [each for each in long if not _is_indented(each, style)]
    if 2 * len(off) > len(long):
        places = tuple(each.place for each in off)
        yield deviate(
            style.values["indent"],
            f"左空{style['indent']:g}字",
            f"{len(off)}段没有这样缩进",
            "正文",
            places,
        )


def _is_indented(words: Words, style: Style) -> bool:
    """Tell whether a paragraph begins so far in; blanks at its head count as they print."""
    text = words.paragraph.text
    blanks = Counter(text[: len(text) - len(text.lstrip())])
    size = next((run.look.size for run in words.runs if run.look.size), style["body_size"])
    told = words.paragraph.indent / size
    written = blanks["\u3000"] + blanks[" "] / 2 + 2 * blanks["\t"]
    return abs(told + written - style["indent"]) <= style.values["indent"].tolerance
