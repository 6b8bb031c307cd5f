"""Where text stands in a Word file: stories, the blocks in them, the rows and cells of tables."""

from collections.abc import Iterator
from typing import Any, Final

from docx.oxml.ns import qn

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.opening.pieces import local
from docgen.gongwen.opening.places import find_paragraphs
from docgen.gongwen.tracking.parts import Parts

ROOTS: Final = frozenset(
    qn(f"w:{name}") for name in ("body", "hdr", "ftr", "footnote", "endnote", "txbxContent")
)
"""Elements that hold a text of their own."""
_HOLDING: Final = frozenset({"sdt", "sdtContent", "customXml", "smartTag"})
PARAGRAPH, TABLE, ROW, CELL = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))

Node = Any
"""An element of lxml."""


class Held:
    """The paragraphs of a file as they were opened, and as they stand in its trees."""

    def __init__(self, opened: Opened, parts: Parts) -> None:
        """Find them; raises ``NotFoundError`` when the trees are not those that were opened."""
        self.opened = opened
        self.elements = find_paragraphs(parts.texts, opened.paragraphs)
        self._numbers = {element: number for number, element in enumerate(self.elements)}

    def number(self, element: Node) -> int | None:
        """Return which paragraph an element is; ``None`` where it was not read."""
        return self._numbers.get(element)

    def text(self, number: int) -> str:
        """Return the words of a paragraph."""
        return self.opened.paragraphs[number].text

    @property
    def stories(self) -> list[Node]:
        """The texts that were read, in order."""
        return list(dict.fromkeys(map(story_of, self.elements)))


def story_of(element: Node) -> Node:
    """Return the text an element is part of; a cell is part of the text around its table."""
    return next(each for each in element.iterancestors() if each.tag in ROOTS)


def blocks_of(story: Node) -> list[Node]:
    """Return the paragraphs and tables of a text or a cell, in order."""
    return list(_found(story, frozenset({PARAGRAPH, TABLE})))


def rows_of(table: Node) -> list[Node]:
    """Return the rows of a table, in order."""
    return list(_found(table, frozenset({ROW})))


def cells_of(row: Node) -> list[Node]:
    """Return the cells of a row, in order."""
    return list(_found(row, frozenset({CELL})))


def paragraphs_of(table: Node) -> Iterator[Node]:
    """Yield the paragraphs in the cells of a table or a row, not those of tables in them."""
    rows = rows_of(table) if table.tag == TABLE else [table]
    for row in rows:
        for cell in cells_of(row):
            yield from (block for block in blocks_of(cell) if block.tag == PARAGRAPH)


def around(paragraph: Node, tag: str) -> Node | None:
    """Return the nearest element of a name around a paragraph, within its text."""
    for each in paragraph.iterancestors():
        if each.tag == tag:
            return each
        if each.tag in ROOTS:
            return None
    return None


def _found(element: Node, tags: frozenset[str]) -> Iterator[Node]:
    for child in element:
        if child.tag in tags:
            yield child
        elif local(child) in _HOLDING:
            yield from _found(child, tags)
