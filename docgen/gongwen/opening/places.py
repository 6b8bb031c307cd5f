"""From a place in the text of an opened file back to its paragraph, and to the file itself."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docgen.gongwen.document.opened import Opened, Paragraph
from docgen.gongwen.opening.pieces import Node, Piece, pieces
from models.errors import NotFoundError


@dataclass(frozen=True)
class Place:
    """A character by its paragraph and run, each from 0."""

    paragraph: int
    run: int
    """Of the paragraph; the last one for the end of the paragraph, 0 where it has none."""
    offset: int
    """Within the run."""


@dataclass(frozen=True)
class Stretch:
    """Characters of one paragraph, from ``start`` up to ``end``."""

    paragraph: int
    start: int
    end: int


def place_of(opened: Opened, at: int) -> Place:
    """Return where the character ``at`` of ``opened.text`` stands."""
    number = max(0, bisect_right(opened.starts, at) - 1)
    rest = at - opened.starts[number] if opened.paragraphs else 0
    runs = opened.paragraphs[number].runs if opened.paragraphs else ()
    for index, run in enumerate(runs):
        if rest < len(run.text) or index == len(runs) - 1:
            return Place(number, index, min(rest, len(run.text)))
        rest -= len(run.text)
    return Place(number, 0, 0)


def stretches(opened: Opened, start: int, end: int) -> Iterator[Stretch]:
    """Yield the part of each paragraph that ``opened.text[start:end]`` covers."""
    starts = opened.starts
    for number in range(max(0, bisect_right(starts, start) - 1), len(starts)):
        if starts[number] >= end:
            return
        length = len(opened.paragraphs[number].text)
        first, last = max(0, start - starts[number]), min(length, end - starts[number])
        if first < last:
            yield Stretch(number, first, last)


def part_of(paragraph: Paragraph) -> str:
    """Return the part of the Word file that holds a paragraph: ``word/document.xml``."""
    return paragraph.at.partition(":")[0]


def find_paragraph(root: Node, paragraph: Paragraph) -> Node:
    """Return the ``w:p`` of a paragraph in its part, parsed by lxml or ElementTree.

    Raises ``NotFoundError`` when the tree is not that of the file the paragraph was read from.
    """
    return _found(root, paragraph, {})


def find_paragraphs(roots: Mapping[str, Node], paragraphs: Iterable[Paragraph]) -> list[Node]:
    """Return the ``w:p`` of each paragraph, given the parts by name; raises as for one of them."""
    known: dict[Node, list[Node]] = {}
    return [_found(roots.get(part_of(each)), each, known) for each in paragraphs]


def _found(root: Node | None, paragraph: Paragraph, known: dict[Node, list[Node]]) -> Node:
    """Return a paragraph; ``known`` keeps what stands in elements that were passed before."""
    found = root
    for index in paragraph.at.partition(":")[2].split("/"):
        if found is not None and found not in known:
            known[found] = [child for child in found if isinstance(child.tag, str)]
        below = known.get(found, [])
        if not index.isdigit() or int(index) >= len(below):
            raise NotFoundError("在文件中找不到这一段，文件可能已经改动，请重新打开。")
        found = below[int(index)]
    return found


def pieces_between(element: Node, start: int, end: int) -> Iterator[tuple[Piece, int, int]]:
    """Yield the pieces of a ``w:p`` that hold the characters from ``start`` to ``end``.

    With each piece the part of its text that is meant.
    """
    at = 0
    for piece in pieces(element):
        first, last = max(start, at) - at, min(end, at + len(piece.text)) - at
        if first < last:
            yield piece, first, last
        at += len(piece.text)
