"""版记: 抄送, 印发机关 and 印发日期 at the foot of the last page; GB/T 9704-2012 clause 7.4."""

from docgen.gongwen.document.official import Form, Official
from docgen.gongwen.layout.closing import day_of
from docgen.gongwen.layout.markup import Shape, paragraph, rule, run, tag
from docgen.gongwen.layout.setting import Setter
from docgen.gongwen.layout.style import TWIPS

NARROWER = 20
"""LibreOffice lets a table float only if it is narrower than the text area, here by 0.35 mm."""
PITCH = 480
"""Of the record's lines, in twips: 4号 with room for the rules; 实务."""


def record(official: Official, setter: Setter, *, moved: bool = False) -> str:
    """Return the record as a table at the bottom of the text area; ``moved``: with 主送 in it."""
    rows = _rows(official, setter, moved=moved)
    if not rows:
        return ""
    ruled = official.form != Form.LETTER
    width = setter.style.twips("area_width") - NARROWER
    drawn = "".join(
        _row(content, width, setter, (at == 0, at == len(rows) - 1) if ruled else None)
        for at, content in enumerate(rows)
    )
    anchor = Shape(20, "left")
    return _floating(width) + drawn + "</w:tbl>" + paragraph("", anchor, setter.ink("body", 1))


def _rows(official: Official, setter: Setter, *, moved: bool) -> list[str]:
    copied = _listed("主送", official.addressees, setter) if moved else ""
    copied += _listed("抄送", official.copies_to, setter)
    printed = ""
    if official.form != Form.LETTER and (official.printer or official.printed):
        printed = _printed(official, setter)
    return [each for each in (copied, printed) if each]


def _listed(label: str, organs: str, setter: Setter) -> str:
    """Return 抄送：, organs and the closing mark, wrapped after the colon."""
    if not organs:
        return ""
    size = setter.style["record_size"]
    ink = setter.ink("body", size)
    one = round(size * 20)
    shape = Shape(PITCH, "both", first=-3 * one, left=4 * one, right=one)
    ended = organs if organs.endswith("。") else f"{organs}。"
    return paragraph(run(f"{label}：{ended}", ink), shape, ink)


def _printed(official: Official, setter: Setter) -> str:
    size = setter.style["record_size"]
    ink = setter.ink("body", size)
    one = round(size * 20)
    end = setter.style.twips("area_width") - one
    day = f"{day_of(official.printed)}印发" if official.printed else ""
    shape = Shape(PITCH, "left", left=one, right=one, tabs=(("right", end),))
    return paragraph(run(f"{official.printer}\t{day}", ink), shape, ink)


def _row(content: str, width: int, setter: Setter, place: tuple[bool, bool] | None) -> str:
    borders = ""
    if place:
        thick, thin = (
            round(setter.style[name] * TWIPS / 20 * 8) for name in ("record_thick", "record_thin")
        )
        first, last = place
        borders = tag(
            "tcBorders",
            rule("top", "single", thick if first else thin)
            + rule("bottom", "single", thick if last else thin),
        )
    said = tag("tcW", w=width, type="dxa") + borders + tag("vAlign", val="center")
    return tag("tr", tag("trPr", tag("cantSplit")) + tag("tc", tag("tcPr", said) + content))


def _floating(width: int) -> str:
    """Return the beginning of a table that stands at the bottom of the text area."""
    place = tag(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="margin",
        horzAnchor="margin",
        tblpX=1,
        tblpYSpec="bottom",
    )
    margins = tag("tblCellMar", tag("left", w=0, type="dxa") + tag("right", w=0, type="dxa"))
    said = place + tag("tblW", w=width, type="dxa") + tag("tblLayout", type="fixed") + margins
    return "<w:tbl>" + tag("tblPr", said) + tag("tblGrid", tag("gridCol", w=width))
