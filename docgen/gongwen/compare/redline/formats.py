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
    """Track what changed in the print of paragraphs that stay and of the words that they kept.

    Of paragraphs that were cut or joined the last one gives its setting to all, as in Word.
    """
    track_setting(older.elements[tie.left[-1]], newer.elements[tie.right[-1]], gone, pen)
    for kept in tie.kept or ():
        own, other, at = older.elements[kept.left], newer.elements[kept.right], kept.at
        for piece, first, last in pieces_between(own, kept.start, kept.start + kept.length):
            length = last - first
            before = gone.look(piece.run)
            if any(not _alike(before, now) for now in _looks(other, at, at + length, gone)):
                for run in cut_out(other, at, at + length):
                    _track(run, before, gone.look(run), pen)
            at += length


def track_setting(own: Node, paragraph: Node, gone: Gone, pen: Pen) -> None:
    """Track what changed in how a paragraph is set, given the older one that it was."""
    now = gone.setting(paragraph)
    number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if number is not None and own.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None:
        now = _setting(paragraph)  # a list that only the newer file has
    _track(paragraph, gone.setting(own), now, pen)


def set_before(paragraph: Node) -> Node:
    """Take how a paragraph of the newer file was set before off it; its setting where it stays."""
    change = paragraph.find(f"{qn('w:pPr')}/{qn('w:pPrChange')}")
    if change is None:
        return _setting(paragraph)
    change.getparent().remove(change)
    return change.find(qn("w:pPr"))


def track_set(paragraph: Node, before: Node, pen: Pen) -> None:
    """Track that a paragraph was set otherwise."""
    set_before(paragraph)
    _track(paragraph, before, _setting(paragraph), pen)


def number_anew(root: Node, pen: Pen) -> None:
    """Give each change of print a number of its own: a run that was cut has taken it along."""
    for change in root.iter(qn("w:rPrChange")):
        change.set(qn("w:id"), pen.mark("w:rPrChange").get(qn("w:id")))


def _setting(paragraph: Node) -> Node:
    """Return how a paragraph is set, without its end, its section and its changes."""
    own = paragraph.find(qn("w:pPr"))
    setting = OxmlElement("w:pPr") if own is None else deepcopy(own)
    for name in ("w:rPr", "w:sectPr", "w:pPrChange"):
        for each in setting.findall(qn(name)):
            setting.remove(each)
    return setting


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
