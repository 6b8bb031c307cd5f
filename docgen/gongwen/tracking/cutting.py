"""The runs of a paragraph cut so that a stretch of its text stands in runs of its own."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.gongwen.opening.places import pieces_between

KEEP: Final = "{http://www.w3.org/XML/1998/namespace}space"

Node = Any
"""An element of lxml."""


def cut_out(paragraph: Node, start: int, end: int) -> list[Node]:
    """Return the runs that hold a stretch of a paragraph's text and nothing else, in order.

    Formatting stays as it is. Empty where the stretch holds a part of a formula.
    """
    found = list(pieces_between(paragraph, start, end))
    if any(piece.run.tag != qn("w:r") for piece, _, _ in found):
        return []
    return [_alone(piece.element, first, last) for piece, first, last in found]


def _alone(element: Node, first: int, last: int) -> Node:
    """Return a run with one element or a part of its text; the rest gets runs of its own."""
    run = element.getparent()  # asked anew: cutting the element before may have made another one
    before = _content_before(run, element)
    after = _content_after(run, element)
    held = [element]
    if element.tag == qn("w:t"):
        text = element.text or ""
        lead = len(text) - len(text.lstrip(" \t\r\n")) if element.get(KEEP) != "preserve" else 0
        first, last = first + lead, last + lead
        before += _texts(text[:first])
        held = [text_element(text[first:last])]
        after = [*_texts(text[last:]), *after]
    alone = run_like(run, held)
    for part in (run_like(run, before), alone, run_like(run, after)):
        if part is alone or any(child.tag != qn("w:rPr") for child in part):
            run.addprevious(part)
    run.getparent().remove(run)
    return alone


def _content_before(run: Node, element: Node) -> list[Node]:
    children = [child for child in run if child.tag != qn("w:rPr")]
    return children[: children.index(element)]


def _content_after(run: Node, element: Node) -> list[Node]:
    children = list(run)
    return children[children.index(element) + 1 :]


def run_like(run: Node, content: list[Node]) -> Node:
    """Return a run printed as another is, with other content."""
    made = OxmlElement("w:r")
    told = run.find(qn("w:rPr"))
    if told is not None:
        made.append(deepcopy(told))
    made.extend(content)
    return made


def _texts(text: str) -> Iterator[Node]:
    if text:
        yield text_element(text)


def text_element(text: str) -> Node:
    """Return a ``w:t`` that keeps its blanks."""
    made = OxmlElement("w:t")
    made.text = text
    made.set(KEEP, "preserve")
    return made
