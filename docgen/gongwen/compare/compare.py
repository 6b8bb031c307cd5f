"""Compares two files: what belongs together, what changed in it, and how it looks."""

from collections.abc import Iterator, Sequence
from typing import Final

from docgen.gongwen.compare.aligned import Aligned
from docgen.gongwen.compare.changes import changes_of
from docgen.gongwen.compare.difference import Comparison, Difference, Kind, Topic
from docgen.gongwen.compare.formats import formats_of, pages_of
from docgen.gongwen.compare.rows import rows_of
from docgen.gongwen.compare.sides import Sides
from docgen.gongwen.compare.streams import align
from docgen.gongwen.compare.wording import sentence_of
from docgen.gongwen.document.opened import Opened

HEAVY: Final = frozenset({Topic.PARTY, Topic.MONEY, Topic.TERM, Topic.DATE, Topic.NUMBER})
LIGHT: Final = frozenset({Topic.ORDER, Topic.FORMAT})
_TOPICS: Final = {topic: place for place, topic in enumerate(Topic)}


def compare(left: Opened, right: Opened) -> Comparison:
    """Return how ``right`` differs from ``left``; nothing differs between a file and itself.

    Word files are compared by content and format, text to the letter, PDFs and scans as print is
    read: what only blanks, widths or the ends of lines tell is not sure. Paragraphs that were not
    read are told as doubts.
    """
    sides = Sides.of(left, right)
    aligned = align(sides)
    found = (*aligned.wholes, *_inside(sides, aligned))
    return Comparison(
        left=left.name,
        right=right.name,
        differences=tuple(_finished(found)),
        rows=rows_of(aligned),
        doubts=tuple(_doubts(sides)),
    )


def _inside(sides: Sides, aligned: Aligned) -> Iterator[Difference]:
    for pair in aligned.pairs:
        changes, kept = changes_of(sides, pair)
        yield from changes
        if sides.formatted:
            yield from formats_of(sides, pair, kept)
    if sides.formatted:
        yield from pages_of(sides)


def _finished(found: Sequence[Difference]) -> Iterator[Difference]:
    """Yield differences with weight and sentence: the sure ones first, by weight, topic, place."""
    weighed = [each.model_copy(update={"weight": _weight(each)}) for each in found]
    for each in sorted(weighed, key=_rank):
        yield each.model_copy(update={"sentence": sentence_of(each)})


def _weight(each: Difference) -> int:
    if each.topic in LIGHT or each.kind in {Kind.FORMAT, Kind.PAGE}:
        return 1
    return 3 if each.topic in HEAVY else 2


def _rank(each: Difference) -> tuple[bool, int, int, tuple[int, int, int, int]]:
    topic = _TOPICS[each.topic] if each.weight == 3 else 0
    return not each.sure, -each.weight, topic, place_key(each)


def place_key(each: Difference) -> tuple[int, int, int, int]:
    """Return what sorts differences by their place, those at one place by what comes first."""
    left, right = each.left, each.right
    if left is None:
        return (right.paragraph if right else -1, -1, 0, 0)
    there = (right.paragraph, right.start) if right else (-1, 0)
    return (left.paragraph, left.start, *there)


def _doubts(sides: Sides) -> Iterator[str]:
    for side, name in ((sides.left, "原稿"), (sides.right, "新稿")):
        for doubt in side.opened.doubts:
            yield f"{name}：{doubt}"
        if not any(paragraph.text.strip() for paragraph in side.opened.paragraphs):
            yield f"{name}里没有读出文字，比对结果不说明内容相同。"
    if not sides.formatted:
        yield "两份文件不都是 Word 文件，只比较了内容，没有比较格式。"
