"""The paragraphs of a Word file, each with a place a person can find it by."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from models.clean import shorten

PASSED = frozenset({"Fallback", "del", "moveFrom"})
"""What is not read: the copy of a text box for older programs, and text that was deleted."""
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
BOX = "txbxContent"
SNIPPET = 18


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with text, and what it stands in."""

    where: str
    """E.g. ``第 3 段`` or ``第 1 张表第 2 行第 3 格``."""
    pieces: tuple[tuple[str, str], ...]
    """Its text as Word keeps it: each piece with its formatting."""
    holder: int
    """Which body, cell or text box it stands in."""
    cell: int
    row: int
    table: int
    """0 outside of tables."""
    codes: tuple[str, ...] = ()
    """Instructions of its fields, e.g. ``PAGE``."""

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(text for text, _ in self.pieces)

    @property
    def place(self) -> str:
        """Where it is, with its first words."""
        return f"{self.where}“{shorten(self.text, SNIPPET)}”"


@dataclass
class _Counts:
    """What was met so far in one part."""

    paragraphs: int = 0
    tables: int = 0
    holders: int = 0
    ids: int = 0

    def new_id(self) -> int:
        self.ids += 1
        return self.ids


@dataclass(frozen=True)
class _Spot:
    """Where the walk is."""

    prefix: str
    holder: int = 0
    cell: int = 0
    row: int = 0
    table: int = 0
    counts: _Counts = field(default_factory=_Counts)


def paragraphs(root: Element, part: str = "") -> Iterator[Paragraph]:
    """Yield every paragraph that has text or fields, in the order of the file.

    Paragraphs in the body are counted without the empty ones; in tables they go by row and cell.
    ``part`` is the name of a header or footer.
    """
    yield from _walk(root, _Spot(part))


def _walk(element: Element, spot: _Spot) -> Iterator[Paragraph]:
    for child in element:
        if child.tag == "p":
            yield from _paragraph(child, spot)
        elif child.tag == "tbl":
            yield from _table(child, spot)
        elif child.tag not in PASSED:
            yield from _walk(child, spot)


def _table(table: Element, spot: _Spot) -> Iterator[Paragraph]:
    spot.counts.tables += 0 if spot.table else 1
    name = f"{spot.prefix}内的表" if spot.table else f"{spot.prefix}第 {spot.counts.tables} 张表"
    number = spot.counts.new_id()
    for place, row in enumerate(_under(table, "tr"), 1):
        row_id = spot.counts.new_id()
        for column, cell in enumerate(_under(row, "tc"), 1):
            cell_id = spot.counts.new_id()
            prefix = f"{name}第 {place} 行第 {column} 格"
            yield from _walk(cell, _Spot(prefix, cell_id, cell_id, row_id, number, spot.counts))


def _under(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _under(child, tag)


def _paragraph(element: Element, spot: _Spot) -> Iterator[Paragraph]:
    pieces = tuple(_pieces(element, ""))
    codes = tuple(_codes(element))
    has_text = any(text.strip() for text, _ in pieces)
    where = spot.prefix
    if not spot.table and has_text and not spot.prefix:
        spot.counts.paragraphs += 1
        where = f"第 {spot.counts.paragraphs} 段"
    if has_text or codes:
        yield Paragraph(where, pieces, spot.holder, spot.cell, spot.row, spot.table, codes)
    yield from _boxes(element, replace(spot, prefix=f"{where or '正文'}的文本框"))


def _pieces(element: Element, look: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a paragraph, each with its formatting; text boxes have paragraphs."""
    for child in element:
        if child.tag == "r":
            yield from _pieces(child, _look(child))
        elif child.tag == "t":
            yield child.text or "", look
        elif child.tag in SIGNS:
            yield SIGNS[child.tag], look
        elif child.tag not in PASSED and child.tag not in {BOX, "pPr", "rPr"}:
            yield from _pieces(child, look)


def _look(run: Element) -> str:
    """Return the formatting of a run in a form that can be compared; language does not count."""
    properties = next((each for each in run if each.tag == "rPr"), None)
    if properties is None:
        return ""
    told = (each for each in properties if each.tag not in {"lang", "noProof"})
    return "".join(sorted(f"{each.tag}{sorted(each.attrib.items())}" for each in told))


def _codes(element: Element) -> Iterator[str]:
    """Yield the instructions of the paragraph's fields; Word may split one over several runs."""
    split = "".join(each.text or "" for each in element.iter("instrText"))
    if split.strip():
        yield split
    yield from (each.get("instr", "") for each in element.iter("fldSimple"))


def _boxes(element: Element, spot: _Spot) -> Iterator[Paragraph]:
    for child in element:
        if child.tag == BOX:
            yield from _walk(child, replace(spot, holder=spot.counts.new_id()))
        elif child.tag not in PASSED:
            yield from _boxes(child, spot)
