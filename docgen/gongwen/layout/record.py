"""版记: 抄送, 印发机关 and 印发日期 at the foot of the last page; GB/T 9704-2012 clause 7.4."""

from dataclasses import replace

from docgen.gongwen.document.official import Form, Official
from docgen.gongwen.layout.markup import Ink, Shape, paragraph, rule, run, tag
from docgen.gongwen.layout.setting import Setter, width_of
from docgen.gongwen.layout.style import TWIPS
from models.days import day_words

Line = tuple[str, Shape, Ink]
Counted = tuple[Line, int]
"""With the number of lines it takes."""
PITCH = 480
"""Of the record's lines, in twips: 4号 with room for the rules; 实务."""


def record(official: Official, setter: Setter, *, moved: bool = False) -> str:
    """Return the record, its last rule on the lower edge of the text area; ``moved``: with 主送.

    Frames of one paragraph at heights we reckon: LibreOffice 7 keeps a table that floats where it
    is anchored, and gives a frame of several paragraphs no rules.
    """
    lines = _lines(official, setter, moved=moved)
    if not lines:
        return ""
    bottom = setter.style.twips("record_bottom")
    heights = [PITCH * count for _, count in lines]
    tops = [bottom - sum(heights[at:]) for at in range(len(lines))]
    drawn = "".join(
        paragraph(runs, replace(shape, frame=_frame(setter, top, height)), ink)
        for ((runs, shape, ink), _), top, height in zip(lines, tops, heights, strict=True)
    )
    rules = _rules(official, lines, [*tops, bottom], setter)
    return drawn + rules + paragraph("", Shape(20, "left"), setter.ink("body", 1))


def _frame(setter: Setter, top: int, height: int, width: str = "area_width") -> str:
    """Return a frame at a height of the page, as wide as a value of the style, in the middle."""
    style = setter.style
    beside = (style.twips("area_width") - style.twips(width)) // 2
    return tag(
        "framePr",
        w=style.twips(width),
        h=height,
        hRule="exact",
        wrap="notBeside",
        vAnchor="page",
        hAnchor="page",
        x=style.twips("left") + beside,
        y=top,
    )


def _rules(official: Official, lines: list[Counted], places: list[int], setter: Setter) -> str:
    """Return the rules: thick above the first and below the last line, thin above 印发."""
    if official.form == Form.LETTER:
        return ""
    thick, thin = (
        round(setter.style[name] * TWIPS / 20 * 8) for name in ("record_thick", "record_thin")
    )
    drawn = [(places[0], thick), (places[-1], thick)]
    if len(lines) > 1 and _has_print(official):
        drawn.insert(1, (places[-2], thin))
    ink = setter.ink("body", 1)
    return "".join(
        paragraph(
            "",
            Shape(
                20,
                "left",
                border=tag("pBdr", rule("top", "single", eighths)),
                frame=_frame(setter, place, 20, "record_width"),
            ),
            ink,
        )
        for place, eighths in drawn
    )


def _has_print(official: Official) -> bool:
    return official.form != Form.LETTER and bool(official.printer or official.printed)


def _lines(official: Official, setter: Setter, *, moved: bool) -> list[Counted]:
    lines = [_listed("主送", official.addressees, setter)] if moved else []
    if official.copies_to:
        lines.append(_listed("抄送", official.copies_to, setter))
    if _has_print(official):
        lines.append((_printed(official, setter), 1))
    return lines


def _listed(label: str, organs: str, setter: Setter) -> Counted:
    """Return 抄送：, organs and the closing mark, wrapped after the colon."""
    size = setter.style["record_size"]
    ink = setter.ink("body", size)
    one = round(size * 20)
    shape = Shape(PITCH, "both", first=-3 * one, left=4 * one, right=one)
    ended = organs if organs.endswith("。") else f"{organs}。"
    across = int(setter.style.twips("area_width") / one) - 5
    count = -(-round(width_of(ended) + 0.49) // across)
    return (run(f"{label}：{ended}", ink), shape, ink), count


def _printed(official: Official, setter: Setter) -> Line:
    size = setter.style["record_size"]
    ink = setter.ink("body", size)
    one = round(size * 20)
    end = setter.style.twips("area_width") - one
    day = f"{day_words(official.printed)}印发" if official.printed else ""
    shape = Shape(PITCH, "left", left=one, right=one, tabs=(("right", end),))
    return run(f"{official.printer}\t{day}", ink), shape, ink
