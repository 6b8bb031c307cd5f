"""How words and paragraphs that stayed were printed before, where they are printed otherwise."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from docgen.gongwen.compare.redline.gone import Gone
from docgen.gongwen.compare.redline.stories import Held
from docgen.gongwen.compare.redline.ties import Tie
from docgen.gongwen.opening.places import pieces_between
from docgen.gongwen.tracking.cutting import cut_out
from docgen.gongwen.tracking.pen import Pen

Node = Any
"""An element of lxml."""


def track_formats(tie: Tie, older: Held, newer: Held, gone: Gone, pen: Pen) -> None:
    """Track what changed in the print of a paragraph and of the words that it kept."""
    own, other = older.elements[tie.left[0]], newer.elements[tie.right[0]]
    _track(other, gone.setting(own), gone.setting(other), pen)
    for kept in tie.kept:
        at = kept.at
        for piece, first, last in pieces_between(own, kept.start, kept.start + kept.length):
            length = last - first
            before = gone.look(piece.run)
            if any(not _alike(before, now) for now in _looks(other, at, at + length, gone)):
                for run in cut_out(other, at, at + length):
                    _track(run, before, gone.look(run), pen)
            at += length


def _looks(paragraph: Node, start: int, end: int, gone: Gone) -> Iterator[Node]:
    for piece, _, _ in pieces_between(paragraph, start, end):
        yield gone.look(piece.run)


def _track(element: Node, before: Node, now: Node, pen: Pen) -> None:
    """Put how a run or a paragraph was printed into its properties."""
    if _alike(before, now):
        return
    held = element.find(now.tag)
    if held is None:
        held = OxmlElement("w:rPr" if now.tag == qn("w:rPr") else "w:pPr")
        element.insert(0, held)
    change = pen.mark("w:rPrChange" if now.tag == qn("w:rPr") else "w:pPrChange")
    change.append(deepcopy(before))
    held.append(change)


def _alike(one: Node, other: Node) -> bool:
    same: bool = etree.tostring(one, method="c14n") == etree.tostring(other, method="c14n")
    return same
