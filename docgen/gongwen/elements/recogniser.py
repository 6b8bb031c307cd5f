"""The recogniser: an opened file in, an official document and the place of each element out."""

from collections.abc import Iterable, Iterator, Sequence

from docgen.gongwen.document.official import Official
from docgen.gongwen.document.opened import Opened
from docgen.gongwen.elements.assembly import assemble
from docgen.gongwen.elements.decoding import decode
from docgen.gongwen.elements.found import Element, Found, Recognised
from docgen.gongwen.elements.labelled import Labels, found_in, label
from docgen.gongwen.elements.passing_on import part_passed, with_title
from docgen.gongwen.elements.pieces import Piece, cut
from docgen.gongwen.elements.rules import Ready, read_rules

DOUBTFUL = 0.6
"""Below this confidence an element is named as uncertain."""
MOST_PASSED = 3
"""A text that is passed on may pass on another, so deep."""
TELLABLE = (Element.BODY, Element.OTHER, Element.ATTACHMENT, Element.PASSED)


def recognise(opened: Opened, ready: Ready | None = None, *, titled: bool = False) -> Recognised:
    """Return the document's elements with places; every paragraph with words is in one of them.

    What is not there stays empty, and what is unsure is said in ``doubts``; nothing is invented.
    ``titled``: it has a title, which is the first line where no other looks like one.
    """
    ready = ready or read_rules()
    flow, beside = cut(opened, ready.cutting)
    numbers = [each for each in flow if ready.page_number.match(each.bare)]
    pieces = [each for each in flow if not ready.page_number.match(each.bare)]
    official, elements = _read(pieces, ready, MOST_PASSED, titled=titled)
    found = [*elements, *_beside([*numbers, *beside], ready)]
    found.extend(_seal(official, found))
    return Recognised(official=official, found=tuple(found), doubts=tuple(_doubts(official, found)))


def _read(
    pieces: Sequence[Piece], ready: Ready, deeper: int, *, titled: bool
) -> tuple[Official, list[Found]]:
    """Return a document and its elements; a text that it passes on is read as one of its own."""
    decoded = decode(pieces, ready)
    if titled:
        decoded = with_title(pieces, decoded)
    begin, end = part_passed(pieces, decoded) if deeper else (len(pieces), len(pieces))
    if begin == end:
        labels = label(pieces, decoded)
        return assemble(labels, ready), found_in(labels, ready.rules)
    own = [*pieces[:begin], *pieces[end:]]
    labels = label(own, decode(own, ready))
    passed, inner = _read(pieces[begin:end], ready, deeper - 1, titled=True)
    official = assemble(labels, ready).model_copy(update={"passed": passed})
    above, below = (
        found_in(Labels(each), ready.rules) for each in (labels.all[:begin], labels.all[begin:])
    )
    return official, [*above, _passed(pieces[begin:end], inner), *below]


def _passed(pieces: Sequence[Piece], inner: Sequence[Found]) -> Found:
    """Return a text that is passed on as one element."""
    return Found(
        element=Element.PASSED,
        text="\n".join(each.text for each in pieces),
        places=tuple(place for each in pieces for place in each.places),
        confidence=round(sum(each.confidence for each in inner) / len(inner), 3),
        signs=("写明印发、转发、批转或者公布", "位于成文日期之后"),
        inner=tuple(inner),
    )


def _beside(pieces: Iterable[Piece], ready: Ready) -> Iterator[Found]:
    """Yield the page numbers, and other words that stand beside the document."""
    for piece in pieces:
        is_number = ready.page_number.match(piece.bare) or piece.bare.isdecimal()
        yield Found(
            element=Element.PAGE_NUMBER if is_number else Element.OTHER,
            text=piece.text,
            places=piece.places,
            confidence=1.0,
            signs=("页眉、页脚、脚注或单独成行的页码",),
        )


def _seal(official: Official, found: Iterable[Found]) -> Iterator[Found]:
    """Yield the place of a seal that the words themselves tell of: （盖章）."""
    if official.sealed:
        for each in found:
            if each.element is Element.SIGNED and each.text.endswith(("）", ")")):
                yield each.model_copy(update={"element": Element.SEAL, "signs": ("写有“盖章”",)})


def _doubts(official: Official, found: Iterable[Found]) -> Iterator[str]:
    if not official.title:
        yield "没有认出标题。"
    elif not official.kind:
        yield "标题中没有认出文种。"
    if official.day is None:
        incomplete = any(each.element is Element.DAY for each in found)
        yield "成文日期没有填全，或日历上不存在。" if incomplete else "没有认出成文日期。"
    for each in found:
        if each.confidence < DOUBTFUL and each.element not in TELLABLE:
            yield f"“{each.text[:20]}”是否{each.element}不能确定。"
