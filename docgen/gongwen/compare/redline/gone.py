"""What only the older file has, made anew as deleted text that the newer file can hold.

Words, their format and the frame of tables are taken over; what refers to other parts of the older
file, such as pictures, links and styles that the newer one does not have, is not.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from lxml import etree

from docgen.gongwen.compare.redline.ends import mark_end, mark_row
from docgen.gongwen.compare.redline.stories import PARAGRAPH, blocks_of, cells_of, rows_of
from docgen.gongwen.opening.places import pieces_between
from docgen.gongwen.tracking.cutting import text_element
from docgen.gongwen.tracking.parts import Parts
from docgen.gongwen.tracking.pen import Pen

_OWN: Final = f"{{{nsmap['w']}}}"
_STYLES: Final = tuple(qn(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle"))
_NOT_TAKEN: Final = tuple(
    qn(f"w:{name}") for name in ("sectPr", "pPrChange", "rPrChange", "tblPrChange", "trPrChange")
)
END: Final = 10**9
"""Behind the last character of any paragraph."""
_MARKED: Final = {"\t": "w:tab", "\n": "w:br"}

Node = Any
"""An element of lxml."""


class Gone:
    """Makes deleted text."""

    def __init__(self, older: Parts, newer: Parts, pen: Pen) -> None:
        self._pen = pen
        self._styles = _styles(newer)
        self._lists = {name for name, _ in _lists(older).items() & _lists(newer).items()}

    def words(self, paragraph: Node, start: int, end: int) -> Node:
        """Return a ``w:del`` with a stretch of the text of an older paragraph."""
        gone = self._pen.mark("w:del")
        gone.extend(self._runs(paragraph, start, end))
        return gone

    def paragraph(self, paragraph: Node) -> Node:
        """Return an older paragraph with its text and its end deleted."""
        made = self.like(paragraph)
        words = self.words(paragraph, 0, END)
        if len(words):
            made.append(words)
        return made

    def like(self, paragraph: Node) -> Node:
        """Return an empty paragraph set as an older one, its end deleted."""
        made = OxmlElement("w:p")
        made.extend(self._taken(paragraph.find(qn("w:pPr"))))
        mark_end(made, self._pen.mark("w:del"))
        return made

    def table(self, table: Node) -> Node:
        """Return an older table with its rows deleted."""
        made = OxmlElement("w:tbl")
        for name in ("w:tblPr", "w:tblGrid"):
            made.extend(self._taken(table.find(qn(name))))
        made.extend(self.row(row) for row in rows_of(table))
        return made

    def row(self, row: Node) -> Node:
        """Return an older row, deleted."""
        made = OxmlElement("w:tr")
        made.extend(self._taken(row.find(qn("w:trPr"))))
        made.extend(self._cell(cell) for cell in cells_of(row))
        mark_row(made, self._pen.mark("w:del"))
        return made

    def _cell(self, cell: Node) -> Node:
        made = OxmlElement("w:tc")
        made.extend(self._taken(cell.find(qn("w:tcPr"))))
        made.extend(self.block(block) for block in blocks_of(cell))
        return made

    def look(self, run: Node) -> Node:
        """Return how a run is printed; empty properties where it does not say."""
        return next(self._taken(run.find(qn("w:rPr"))), OxmlElement("w:rPr"))

    def setting(self, paragraph: Node) -> Node:
        """Return how a paragraph is set, without its end."""
        own = next(self._taken(paragraph.find(qn("w:pPr"))), OxmlElement("w:pPr"))
        for end in own.findall(qn("w:rPr")):
            own.remove(end)
        return own

    def block(self, block: Node) -> Node:
        """Return an older paragraph or table, deleted."""
        return self.paragraph(block) if block.tag == PARAGRAPH else self.table(block)

    def _runs(self, paragraph: Node, start: int, end: int) -> Iterator[Node]:
        for piece, first, last in pieces_between(paragraph, start, end):
            made = OxmlElement("w:r")
            made.extend(self._taken(piece.run.find(qn("w:rPr"))))
            made.extend(_written(piece.text[first:last]))
            yield made

    def _taken(self, properties: Node | None) -> Iterator[Node]:
        """Yield properties without what the newer file has no meaning for."""
        if properties is None:
            return
        taken = deepcopy(properties)
        for each in list(taken.iter()):
            if each is not taken and self._is_foreign(each):
                each.getparent().remove(each)
        yield taken

    def _is_foreign(self, each: Node) -> bool:
        if not isinstance(each.tag, str) or not each.tag.startswith(_OWN):
            return True
        if each.tag in _STYLES:
            return each.get(qn("w:val")) not in self._styles
        if each.tag == qn("w:numPr"):
            number = each.find(qn("w:numId"))
            return number is None or number.get(qn("w:val")) not in self._lists
        return each.tag in _NOT_TAKEN


def _written(text: str) -> Iterator[Node]:
    """Yield deleted words; tabs and line breaks are elements of their own."""
    held = ""
    for character in (*text, ""):
        if character and character not in _MARKED:
            held += character
            continue
        if held:
            words = text_element(held)
            words.tag, held = qn("w:delText"), ""
            yield words
        if character:
            yield OxmlElement(_MARKED[character])


def _styles(parts: Parts) -> set[str]:
    styles = parts.beside.get("styles")
    return set() if styles is None else {each.get(qn("w:styleId"), "") for each in styles}


def _lists(parts: Parts) -> dict[str, bytes]:
    """Return what each numbered list of a file is, by its number."""
    numbering = parts.beside.get("numbering")
    if numbering is None:
        return {}
    kinds = {
        each.get(qn("w:abstractNumId")): etree.tostring(each, method="c14n")
        for each in numbering.iter(qn("w:abstractNum"))
    }
    found = {}
    for each in numbering.iter(qn("w:num")):
        kind = each.find(qn("w:abstractNumId"))
        told = kinds.get(kind.get(qn("w:val"))) if kind is not None else None
        found[each.get(qn("w:numId"), "")] = etree.tostring(each, method="c14n") + (told or b"")
    return found
