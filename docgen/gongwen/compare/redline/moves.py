"""Paragraphs that changed their place as moves, so that Word tells them so, edited or not."""

from collections.abc import Collection
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.gongwen.tracking.pen import Pen

_FROM: Final = "w:del", "w:moveFrom"
_TO: Final = "w:ins", "w:moveTo"

Node = Any
"""An element of lxml."""


def can_move(gone: Node, come: Node) -> bool:
    """Tell whether a deleted and an inserted paragraph are both tracked with their ends."""
    return _has_tracked_end(gone, "w:del") and _has_tracked_end(come, "w:ins")


def call_moved(gone: Node, come: Node, edited: Collection[Node], pen: Pen) -> None:
    """Call a deleted and an inserted paragraph moved, but for their ``edited`` marks.

    What went is a deletion where it stood, beside what was moved from there; what came is an
    insertion beside what was moved there. A deletion inside of what was moved there would be
    valid too, but LibreOffice leaves such words behind.
    """
    name = ""
    for paragraph, (tracked, kind) in ((gone, _FROM), (come, _TO)):
        for each in list(paragraph.iter(qn(tracked))):
            if each not in edited:
                each.tag = qn(kind)
                for words in list(each.iter(qn("w:delText"))):
                    words.tag = qn("w:t")
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
