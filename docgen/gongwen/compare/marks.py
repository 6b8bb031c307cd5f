"""Where differences stand in the paragraphs of both files, for who shows them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.gongwen.compare.difference import Comparison, Difference, Kind
from docgen.gongwen.document.opened import Paragraph


@dataclass(frozen=True)
class Mark:
    """Characters of a paragraph that a difference is about."""

    start: int
    end: int
    number: int
    """Of the difference, from 0."""
    look: str
    """How it is shown: the kind of the difference, or ``unsure``."""


@dataclass(frozen=True)
class Segment:
    """Characters that are shown alike."""

    text: str
    marks: tuple[Mark, ...] = ()


Marks = Mapping[int, Sequence[Mark]]


def marks_of(
    comparison: Comparison, left: Sequence[Paragraph], right: Sequence[Paragraph]
) -> tuple[Marks, Marks]:
    """Return the marks of both sides by paragraph."""
    own: dict[int, list[Mark]] = defaultdict(list)
    others: dict[int, list[Mark]] = defaultdict(list)
    for number, each in enumerate(comparison.differences):
        look = each.kind.value if each.sure else "unsure"
        for at, start, end in _left(each, left):
            own[at].append(Mark(start, end, number, look))
        for at, start, end in _right(each, right):
            others[at].append(Mark(start, end, number, look))
    return own, others


def segments_of(text: str, marks: Sequence[Mark]) -> Iterator[Segment]:
    """Yield a text in the stretches that carry the same marks; joined they are the text."""
    bounds = sorted({0, len(text), *(each.start for each in marks), *(each.end for each in marks)})
    for start in bounds:
        here = tuple(each for each in marks if each.start == each.end == start)
        if here:
            yield Segment("", here)
        end = next((each for each in bounds if each > start), None)
        if end is not None:
            over = tuple(each for each in marks if each.start <= start and end <= each.end)
            yield Segment(text[start:end], over)


def _left(each: Difference, texts: Sequence[Paragraph]) -> Iterator[tuple[int, int, int]]:
    whole = (*each.removed, *(step.left for step in each.moved))
    yield from ((at, 0, len(texts[at].text)) for at in whole)
    if each.left is not None and not whole and not each.added:
        yield each.left.paragraph, each.left.start, each.left.end


def _right(each: Difference, texts: Sequence[Paragraph]) -> Iterator[tuple[int, int, int]]:
    whole = (*(added.paragraph for added in each.added), *(step.right for step in each.moved))
    yield from ((at, 0, len(texts[at].text)) for at in whole)
    if each.right is not None and not whole and not each.removed and each.kind is not Kind.PAGE:
        yield each.right.paragraph, each.right.start, each.right.end
