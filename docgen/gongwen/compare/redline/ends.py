"""Marks on the ends of paragraphs and on the rows of tables."""

from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Node = Any
"""An element of lxml."""


def mark_end(paragraph: Node, mark: Node) -> None:
    """Mark the end of a paragraph as tracked."""
    own = paragraph.find(qn("w:pPr"))
    if own is None:
        own = OxmlElement("w:pPr")
        paragraph.insert(0, own)
    look = own.find(qn("w:rPr"))
    if look is None:
        look = OxmlElement("w:rPr")
        behind = [own.find(qn(name)) for name in ("w:sectPr", "w:pPrChange")]
        first = next((each for each in behind if each is not None), None)
        if first is None:
            own.append(look)
        else:
            first.addprevious(look)
    look.insert(0, mark)


def clear_end(paragraph: Node) -> None:
    """Take the mark off the end of a paragraph."""
    look = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    for name in ("w:ins", "w:del"):
        for mark in look.findall(qn(name)) if look is not None else ():
            look.remove(mark)


def set_like(paragraph: Node, other: Node) -> None:
    """Set a paragraph as another one is set."""
    for own in paragraph.findall(qn("w:pPr")):
        paragraph.remove(own)
    told = other.find(qn("w:pPr"))
    if told is not None:
        paragraph.insert(0, deepcopy(told))


def mark_row(row: Node, mark: Node) -> None:
    """Mark a row of a table as tracked."""
    own = row.find(qn("w:trPr"))
    if own is None:
        own = OxmlElement("w:trPr")
        before = row.find(qn("w:tblPrEx"))
        row.insert(0 if before is None else row.index(before) + 1, own)
    own.append(mark)
