"""Paragraphs that only changed their place, as moves, so that Word tells them so."""

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.gongwen.tracking.pen import Pen

_FROM: Final = {qn("w:del"): qn("w:moveFrom"), qn("w:delText"): qn("w:t")}
_TO: Final = {qn("w:ins"): qn("w:moveTo")}

Node = Any
"""An element of lxml."""


def call_moved(gone: Node, come: Node, pen: Pen) -> None:
    """Call a deleted and an inserted paragraph moved; both must be tracked with their ends."""
    if not (_has_tracked_end(gone, "w:del") and _has_tracked_end(come, "w:ins")):
        return
    name = ""
    for paragraph, names, kind in ((gone, _FROM, "w:moveFrom"), (come, _TO, "w:moveTo")):
        for each in list(paragraph.iter(*names)):
            each.tag = names[each.tag]
        start = pen.mark(f"{kind}RangeStart")
        name = name or f"move{start.get(qn('w:id'))}"
        start.set(qn("w:name"), name)
        end = OxmlElement(f"{kind}RangeEnd")
        end.set(qn("w:id"), start.get(qn("w:id")))
        paragraph.find(qn("w:pPr")).addnext(start)
        paragraph.addnext(end)


def _has_tracked_end(paragraph: Node, name: str) -> bool:
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(name)}")
    return mark is not None
