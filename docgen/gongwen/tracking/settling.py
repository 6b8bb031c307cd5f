"""Tracked changes settled: all accepted, or all rejected (ECMA-376, part 1, 17.13.5)."""

from typing import Any, Final

from docx.oxml.ns import qn

from docgen.gongwen.opening.pieces import local
from docgen.gongwen.tracking.parts import Parts

COMING: Final = frozenset({qn("w:ins"), qn("w:moveTo"), qn("w:cellIns")})
GOING: Final = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:cellDel")})
_CHANGES: Final = frozenset(
    qn(f"w:{name}")
    for name in (
        "rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
        "sectPrChange", "tblGridChange", "numberingChange",
    )
)  # fmt: skip
_RANGES: Final = frozenset(
    qn(f"w:{name}Range{end}") for name in ("moveFrom", "moveTo") for end in ("Start", "End")
)
_ANEW: Final = {qn("w:delText"): qn("w:t"), qn("w:delInstrText"): qn("w:instrText")}
_HOLDERS: Final = frozenset({qn("w:trPr"), qn("w:tcPr")})
_KEPT: Final = frozenset({qn("w:rPr"), qn("w:sectPr"), *COMING, *GOING}) | {
    qn("w:headerReference"), qn("w:footerReference"),
}  # fmt: skip
"""Of properties, what a record of how they were does not hold."""
_CONTENT: Final = frozenset({"r", "hyperlink", "sdt", "smartTag", "customXml", "fldSimple"}) | {
    "oMath", "oMathPara", "dir", "bdo",
}  # fmt: skip

Node = Any
"""An element of lxml."""


def accepted(data: bytes) -> bytes:
    """Return a Word file with all tracked changes accepted; the file itself where it has none."""
    return _settled(data, accept=True)


def rejected(data: bytes) -> bytes:
    """Return a Word file with all tracked changes rejected; the file itself where it has none."""
    return _settled(data, accept=False)


def _settled(data: bytes, *, accept: bool) -> bytes:
    parts = Parts(data)
    tracked = [root for root in parts.texts.values() if is_tracked(root)]
    for root in tracked:
        settle(root, accept=accept)
    return parts.save() if tracked else data


def is_tracked(root: Node) -> bool:
    """Tell whether anything in a part is tracked."""
    return next(root.iter(*COMING, *GOING, *_CHANGES), None) is not None


def settle(root: Node, *, accept: bool) -> None:
    """Settle the tracked changes of a part in place; no text of it is tracked afterwards.

    The last paragraph of a cell or of the document stays, empty, whatever its mark says: Word does
    not take it away either.
    """
    stays, goes = (COMING, GOING) if accept else (GOING, COMING)
    for change in list(root.iter(*_CHANGES)):
        _settle_properties(change, accept=accept)
    _settle_tables(root, stays, goes)
    marks = _take_marks(root, stays, goes)
    for each in list(root.iter(*goes)):
        each.getparent().remove(each)
    for each in list(root.iter(*stays)):
        _unwrap(each)
    for text in list(root.iter(*_ANEW)):
        text.tag = _ANEW[text.tag]
    for each in list(root.iter(*_RANGES)):
        each.getparent().remove(each)
    for paragraph in reversed(
        marks
    ):  # from the end: what joins the next takes along what joined it
        _join(paragraph)


def _settle_properties(change: Node, *, accept: bool) -> None:
    now = change.getparent()
    now.remove(change)
    before = change.find(now.tag)
    if accept or before is None:
        return
    for child in list(now):
        if child.tag not in _KEPT:
            now.remove(child)
    kept = [child for child in now if child.tag in _KEPT]
    now[:] = [*(child for child in before if child.tag not in _KEPT), *kept]


def _settle_tables(root: Node, stays: frozenset[str], goes: frozenset[str]) -> None:
    """Take out the rows and cells that go, and tables without rows."""
    for own in list(root.iter(*_HOLDERS)):
        marks = [child for child in own if child.tag in stays | goes]
        if any(mark.tag in goes for mark in marks):
            gone = own.getparent()
            gone.getparent().remove(gone)
        for mark in marks:
            own.remove(mark)
    for table in list(root.iter(qn("w:tbl"))):
        if next(table.iter(qn("w:tr")), None) is None:
            table.getparent().remove(table)


def _take_marks(root: Node, stays: frozenset[str], goes: frozenset[str]) -> list[Node]:
    """Return the paragraphs whose end goes; what was tracked of any end is taken away."""
    found = []
    for paragraph in root.iter(qn("w:p")):
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        marks = [child for child in own if child.tag in stays | goes] if own is not None else []
        if any(mark.tag in goes for mark in marks):
            found.append(paragraph)
        for mark in marks:
            own.remove(mark)
    return found


def _unwrap(element: Node) -> None:
    for child in list(element):
        element.addprevious(child)
    element.getparent().remove(element)


def _join(paragraph: Node) -> None:
    """Put what is left of a paragraph before the next one; an empty one goes before a table too."""
    below = _next(paragraph)
    if below is None:
        return
    content = [child for child in paragraph if child.tag != qn("w:pPr")]
    if below.tag == qn("w:p"):
        at = 1 if below.find(qn("w:pPr")) is not None else 0
        below[at:at] = content
    elif any(local(child) in _CONTENT for child in content):
        return
    paragraph.getparent().remove(paragraph)


def _next(paragraph: Node) -> Node | None:
    """Return the block after a paragraph; none where its text ends."""
    return next(paragraph.itersiblings(qn("w:p"), qn("w:tbl"), qn("w:sdt")), None)
