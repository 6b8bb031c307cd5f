"""The runs of a paragraph cut so that a stretch of its text stands in runs of its own."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.gongwen.opening.places import pieces_between

KEEP: Final = "{http://www.w3.org/XML/1998/namespace}space"


def cut_out(paragraph: Any, start: int, end: int) -> list[Any]:  # noqa: ANN401 - a ``w:p`` of lxml
    """Return the runs that hold a stretch of a paragraph's text and nothing else, in order.

    Formatting stays as it is. Empty where the stretch holds something that is no plain text.
    """
    found = list(pieces_between(paragraph, start, end))
    if any(piece.element.tag != qn("w:t") for piece, _, _ in found):
        return []
    return [_alone(piece.run, piece.element, first, last) for piece, first, last in found]


def _alone(run: Any, element: Any, first: int, last: int) -> Any:  # noqa: ANN401
    """Return a run with a part of one text; what stood before and after gets runs of its own."""
    text = element.text or ""
    lead = len(text) - len(text.lstrip(" \t\r\n")) if element.get(KEEP) != "preserve" else 0
    first, last = first + lead, last + lead
    before = _content_before(run, element)
    after = _content_after(run, element)
    alone = run_like(run, [text_element(text[first:last])])
    parts = [
        run_like(run, [*before, *_texts(text[:first])]),
        alone,
        run_like(run, [*_texts(text[last:]), *after]),
    ]
    for part in parts:
        if part is alone or any(child.tag != qn("w:rPr") for child in part):
            run.addprevious(part)
    run.getparent().remove(run)
    return alone


def _content_before(run: Any, element: Any) -> list[Any]:  # noqa: ANN401
    children = [child for child in run if child.tag != qn("w:rPr")]
    return children[: children.index(element)]


def _content_after(run: Any, element: Any) -> list[Any]:  # noqa: ANN401
    children = list(run)
    return children[children.index(element) + 1 :]


def run_like(run: Any, content: list[Any]) -> Any:  # noqa: ANN401
    """Return a run printed as another is, with other content."""
    made = OxmlElement("w:r")
    told = run.find(qn("w:rPr"))
    if told is not None:
        made.append(deepcopy(told))
    made.extend(content)
    return made


def _texts(text: str) -> Iterator[Any]:
    if text:
        yield text_element(text)


def text_element(text: str) -> Any:  # noqa: ANN401
    """Return a ``w:t`` that keeps its blanks."""
    made = OxmlElement("w:t")
    made.text = text
    made.set(KEEP, "preserve")
    return made
