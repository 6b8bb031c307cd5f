"""Pages: size, margins, and page numbers below the text area; GB/T 9704-2012 clauses 5 and 7.5."""

from docgen.gongwen.layout.heading import BASELINE
from docgen.gongwen.layout.markup import Shape, paragraph, properties, run, tag
from docgen.gongwen.layout.setting import Setter

LINE = 397
"""Exact line of the page number, in twips."""
DASH = 0.35
"""How far a dash is above the baseline, in ems; measured."""


def page_number(setter: Setter, *, odd: bool) -> str:
    """Return — 1 — one character from the right on odd pages, from the left on even ones."""
    size = setter.style["page_size"]
    ink = setter.ink("page", size)
    one = round(size * 20)
    side = "right" if odd else "left"
    shape = Shape(LINE, side, left=0 if odd else one, right=one if odd else 0)
    if setter.style["page_centred"]:
        shape = Shape(LINE, "center")
    field = "".join(
        tag("r", properties(ink) + each)
        for each in (
            tag("fldChar", fldCharType="begin"),
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            tag("fldChar", fldCharType="separate"),
            tag("t", "1"),
            tag("fldChar", fldCharType="end"),
        )
    )
    return paragraph(run("— ", ink) + field + run(" —", ink), shape, ink)


def foot_distance(setter: Setter) -> int:
    """Return where the footer ends above the page's edge: the dash stands 7 mm below the text."""
    style = setter.style
    bottom = style.twips("height") - style.twips("top") - style.twips("area_height")
    above = DASH * 20 * style["page_size"]
    return max(0, round(bottom - style.twips("page_gap") - above - (1 - BASELINE) * LINE))


def section(setter: Setter, edges: tuple[tuple[str, str], ...], header: int) -> str:
    """Return the section: its headers and footers as (part, type), page and margins."""
    style = setter.style
    refs = "".join(
        f'<w:{name.rstrip("0123456789")}Reference w:type="{kind}" r:id="{name}"/>'
        for name, kind in edges
    )
    size = tag("pgSz", w=style.twips("width"), h=style.twips("height"))
    margins = tag(
        "pgMar",
        top=style.twips("top"),
        right=style.twips("width") - style.twips("left") - style.twips("area_width"),
        bottom=style.twips("height") - style.twips("top") - style.twips("area_height"),
        left=style.twips("left"),
        header=header,
        footer=foot_distance(setter),
        gutter=0,
    )
    first = tag("titlePg") if any(kind == "first" for _, kind in edges) else ""
    return tag("sectPr", refs + size + margins + first)
