"""The parts of a page: headings, paragraphs, lists and tables, whatever tags they are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import html

from knowledge.cleaning import tidy
from knowledge.importing.blocks import Block, tabled
from knowledge.importing.container import is_ornament, text_length
from knowledge.importing.inert import link

DEEPEST: Final = 120
"""Elements within each other; what stands deeper is read as plain text."""
WIDEST: Final = 200
"""Columns or rows that a cell may span."""
APART: Final = frozenset(
    {"p", "div", "section", "article", "main", "ul", "ol", "li", "table", "tr", "td", "th", "dl"}
    | {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "center",
        "tbody",
        "body",
    }
    | {"figure", "figcaption", "header", "aside", "address", "html", "hr", "caption", "thead"}
)
"""Tags that begin a new part."""
BOLD: Final = frozenset({"b", "strong"})
_CENTRED: Final = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_HEAVY: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HEADING: Final = re.compile(r"h([1-6])")
_LAYOUT: Final = 2000
"""A cell with more text than this holds a page, not a value."""


@dataclass
class _Pen:
    """Writes down what is met, until a part is over."""

    url: str
    whole: int
    words: list[str] = field(default_factory=list)
    heavy: int = 0
    """Characters of the part that are in bold."""
    centred: bool = False
    level: int = 0
    item: int = 0
    mark: str = "-"

    def cut(self) -> Iterator[Block]:
        """Yield the part that is over, line by line."""
        text = "".join(self.words)
        length = len("".join(text.split()))
        bold = bool(length) and self.heavy >= length
        for line in text.split("\n"):
            words = tidy(line)
            if words:
                yield Block(
                    words, self.level, self.item, self.mark, centred=self.centred, bold=bold
                )
        self.words, self.heavy = [], 0


def blocks_of(element: html.HtmlElement, url: str) -> Iterator[Block]:
    """Yield the parts below an element; ``url`` is the address links are seen from."""
    pen = _Pen(url, text_length(element))
    yield from _inside(element, pen, 0)
    yield from pen.cut()


def _inside(
    element: html.HtmlElement, pen: _Pen, depth: int, *, bold: bool = False
) -> Iterator[Block]:
    _write(pen, element.text, bold)
    for child in element:
        if not is_ornament(child, pen.whole):
            yield from _child(child, pen, depth + 1, bold=bold)
        _write(pen, child.tail, bold)


def _child(element: html.HtmlElement, pen: _Pen, depth: int, *, bold: bool) -> Iterator[Block]:
    style = element.get("style") or ""
    heavy = bold or element.tag in BOLD or bool(_HEAVY.search(style))
    if element.tag == "br":
        pen.words.append("\n")
    elif element.tag == "a":
        words = " ".join(element.text_content().split())
        _write(pen, link(words, element.get("href") or "", pen.url), heavy)
    elif element.tag == "table" and _is_table(element):
        yield from pen.cut()
        yield from tabled(_rows(element, pen, depth))
    elif element.tag in APART and depth < DEEPEST:
        yield from _apart(element, pen, depth, heavy)
    elif depth < DEEPEST:
        yield from _inside(element, pen, depth, bold=heavy)
    else:
        _write(pen, element.text_content(), heavy)


def _apart(element: html.HtmlElement, pen: _Pen, depth: int, heavy: bool) -> Iterator[Block]:
    yield from pen.cut()
    before = replace(pen, words=[])
    found = _HEADING.fullmatch(element.tag)
    pen.level = int(found[1]) if found else pen.level
    aligned = (element.get("align") or "").lower() == "center" or element.tag == "center"
    pen.centred = pen.centred or aligned or bool(_CENTRED.search(element.get("style") or ""))
    if element.tag == "li":
        pen.item += 1
        pen.mark = "-"
    yield from _inside(element, pen, depth, bold=heavy)
    yield from pen.cut()
    pen.level, pen.centred, pen.item, pen.mark = (
        *(before.level, before.centred),
        *(before.item, before.mark),
    )


def _write(pen: _Pen, text: str | None, bold: bool) -> None:
    if text:
        flat = re.sub(r"[\s\u00a0]+", " ", text)
        pen.words.append(flat)
        pen.heavy += len("".join(flat.split())) if bold else 0


def _is_table(element: html.HtmlElement) -> bool:
    """Tell a table of values from one that only lays a page out."""
    if next(element.iterdescendants("table"), None) is not None:
        return False
    rows = list(element.iter("tr"))
    widest = max((len(row.findall("td")) + len(row.findall("th")) for row in rows), default=0)
    long = any(text_length(cell) > _LAYOUT for cell in element.iter("td"))
    return widest > 1 and len(rows) > 1 and not long


def _rows(element: html.HtmlElement, pen: _Pen, depth: int) -> list[list[str]]:
    """Return the cells of a table; one that spans several rows is said in each of them."""
    grid: dict[tuple[int, int], str] = {}
    rows = list(element.iter("tr"))
    alone: set[int] = set()
    for y, row in enumerate(rows):
        x = 0
        if len(row) == 1 and _span(row[0].get("colspan")) > 1 and (y, 0) not in grid:
            alone.add(y)
        for cell in row.iterchildren("td", "th"):
            while (y, x) in grid:
                x += 1
            across, down = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            words = _cell(cell, pen, depth)
            for dy in range(min(down, len(rows) - y)):
                for dx in range(across):
                    grid.setdefault((y + dy, x + dx), "" if dx else words)
            x += across
    width = max((x for _, x in grid), default=-1) + 1
    return [
        [grid.get((y, x), "") for x in range(1 if y in alone else width)] for y in range(len(rows))
    ]


def _cell(cell: html.HtmlElement, pen: _Pen, depth: int) -> str:
    own = _Pen(pen.url, pen.whole)
    parts = [*_inside(cell, own, depth), *own.cut()]
    return " ".join(part.words for part in parts)


def _span(text: str | None) -> int:
    return min(int(text), WIDEST) if text and text.isascii() and text.isdigit() and int(text) else 1
