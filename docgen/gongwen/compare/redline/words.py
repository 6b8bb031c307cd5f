"""The words of a paragraph of the newer file, tracked: what came is marked, what went put back."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.gongwen.compare.difference import Difference, Kind
from docgen.gongwen.compare.redline.ends import mark_end
from docgen.gongwen.compare.redline.gone import END, Gone
from docgen.gongwen.compare.redline.stories import Held
from docgen.gongwen.compare.redline.ties import Tie
from docgen.gongwen.opening.pieces import local
from docgen.gongwen.opening.places import pieces_between
from docgen.gongwen.tracking.cutting import cut_out
from docgen.gongwen.tracking.pen import Pen

_AROUND: Final = frozenset(
    {"hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo"}
)
_WHOLE: Final = frozenset({"r", "oMath", "oMathPara"})

Node = Any
"""An element of lxml."""


def is_plain(paragraph: Node) -> bool:
    """Tell whether the text of a paragraph can be cut anywhere: none of it is a formula."""
    return all(piece.run.tag == qn("w:r") for piece, _, _ in pieces_between(paragraph, 0, END))


def insert_words(paragraph: Node, pen: Pen) -> None:
    """Mark all that stands in a paragraph as inserted."""
    pen.track("w:ins", list(_content(paragraph)))


def rewrite(own: Node, paragraph: Node, gone: Gone, pen: Pen) -> None:
    """Mark a paragraph as inserted, and put the older one's words before it as deleted."""
    insert_words(paragraph, pen)
    words = gone.words(own, 0, END)
    if len(words):
        _begin(paragraph, words)


def edit(tie: Tie, older: Held, newer: Held, gone: Gone, pen: Pen) -> Node:
    """Track the edits of paragraphs that stay; returns the last of them as it stands now.

    From the last edit to the first, so that what stands before an edit is as it was.
    """
    now = {number: newer.elements[number] for number in tie.right}
    for each in reversed(tie.edits):
        if each.left is None or each.right is None:
            continue
        paragraph = now[each.right.paragraph]
        if each.kind is Kind.SPLIT:
            above = tie.right[tie.right.index(each.right.paragraph) - 1]
            mark_end(now[above], pen.mark("w:ins"))
        elif each.kind is Kind.MERGE:
            made = gone.like(older.elements[each.left.paragraph])
            _break(paragraph, each.right.start, made)
            now[each.right.paragraph] = made
        else:
            _replace(paragraph, each, older, gone, pen)
    return newer.elements[tie.right[-1]]


def come_moved(tie: Tie, paragraph: Node, pen: Pen) -> list[Node]:
    """Give what came in a moved paragraph, which is marked as inserted, marks of its own."""
    places = [each.right for each in reversed(tie.edits) if each.right is not None]
    runs = [run for place in places for run in cut_out(paragraph, place.start, place.end)]
    return [_lifted(run, pen) for run in runs]


def gone_moved(tie: Tie, own: Node, put_back: Node, gone: Gone) -> list[Node]:
    """Write the words of a deleted paragraph anew, those that went by themselves; return these."""
    for whole in put_back.findall(qn("w:del")):
        put_back.remove(whole)
    at, went = 0, []
    for place in [each.left for each in tie.edits if each.left is not None]:
        went.append(gone.words(own, place.start, place.end))
        put_back.extend(filter(len, (gone.words(own, at, place.start), went[-1])))
        at = place.end
    put_back.extend(filter(len, [gone.words(own, at, END)]))
    return went


def _lifted(run: Node, pen: Pen) -> Node:
    """Give a run that stands inside of a mark a mark of its own, of the same kind."""
    around, behind = run.getparent(), list(run.itersiblings())
    mark, rest = (pen.mark("w:ins") for _ in range(2))
    around.addnext(mark)
    mark.append(run)
    if behind:
        mark.addnext(rest)
        rest.extend(behind)
    if not len(around):
        around.getparent().remove(around)
    return mark


def _replace(paragraph: Node, each: Difference, older: Held, gone: Gone, pen: Pen) -> None:
    if each.left is None or each.right is None:
        return
    pen.track("w:ins", cut_out(paragraph, each.right.start, each.right.end))
    if each.before:
        own = older.elements[each.left.paragraph]
        words = gone.words(own, each.left.start, each.left.end)
        _put(paragraph, each.right.start, words)


def _put(paragraph: Node, at: int, added: Node) -> None:
    """Put an element behind the text that ends at a place, before all that was put there."""
    run = _run_before(paragraph, at)
    if run is None:
        _begin(paragraph, added)
    else:
        run.addnext(added)


def _break(paragraph: Node, at: int, above: Node) -> None:
    """Cut a paragraph at a place: what stands before it goes into the one above."""
    paragraph.addprevious(above)
    run = _run_before(paragraph, at)
    if run is not None:
        above.extend(_taken_before(paragraph, run))


def _taken_before(paragraph: Node, last: Node) -> Sequence[Node]:
    """Return what stands in a paragraph up to an element, elements around that cut in two."""
    taken = [*reversed(list(last.itersiblings(preceding=True))), last]
    parent = last.getparent()
    if parent is paragraph:
        return [each for each in taken if each.tag != qn("w:pPr")]
    half = OxmlElement(f"w:{local(parent)}")
    half.attrib.update(parent.attrib)
    half.extend(deepcopy(each) if local(each).endswith("Pr") else each for each in taken)
    parent.addprevious(half)
    return _taken_before(paragraph, half)


def _run_before(paragraph: Node, at: int) -> Node | None:
    """Return the run that ends with the character before a place; none at the beginning."""
    if not at:
        return None
    ((_, _, length),) = pieces_between(paragraph, at - 1, at)
    return cut_out(paragraph, at - length, at)[0]


def _begin(paragraph: Node, added: Node) -> None:
    own = paragraph.find(qn("w:pPr"))
    if own is None:
        paragraph.insert(0, added)
    else:
        own.addnext(added)


def _content(element: Node) -> Iterator[Node]:
    """Yield the runs and formulas that stand in a paragraph."""
    for child in element:
        name = local(child)
        if name in _WHOLE:
            yield child
        elif name in _AROUND:
            yield from _content(child)
