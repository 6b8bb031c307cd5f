"""What the file of a sample says of the values of a style: page, fonts, sizes, pitches, indents."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from statistics import mode
from typing import Final, TypeVar
from xml.etree.ElementTree import Element as Node

from docgen.gongwen.document.opened import Look
from docgen.gongwen.elements.found import Element
from docgen.gongwen.layout.heading import mark_room, marks
from docgen.gongwen.layout.setting import Setter, width_of
from docgen.gongwen.layout.style import TWIPS, Style
from docgen.gongwen.measuring.indents import blanks_before, is_paragraph
from docgen.gongwen.measuring.printed import pitches_of
from docgen.gongwen.measuring.snapping import is_exact
from docgen.gongwen.measuring.words import (
    ATTACHED_BODY,
    BODY,
    HEADINGS,
    LABEL,
    NAMES,
    ROLE,
    Words,
)
from docgen.gongwen.opening.package import NOTHING, number, value
from docgen.gongwen.opening.pieces import pieces
from docgen.gongwen.opening.places import find_paragraph
from docgen.gongwen.samples.gauge import Gauge
from docgen.gongwen.samples.sample import Sample
from models.clean import shorten

T = TypeVar("T")
MM: Final = 25.4 / 72
TEXT: Final = (BODY, ATTACHED_BODY)
RECORD: Final = (Element.COPIES, Element.PRINTER, Element.PRINTED)
FONTS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "title": ((Element.TITLE,), (Element.MARK,)),
    "body": (TEXT,),
    "kai": ((HEADINGS[2],), (NAMES,)),
    "black": ((HEADINGS[1],), (Element.SECRECY, Element.URGENCY), (LABEL,), (ROLE,)),
    "page": ((Element.PAGE_NUMBER,),),
}
"""By role: the words that tell its font, those that tell it best first."""
MOST: Final = 200
"""Paragraphs that are looked at run by run."""
SNAP: Final = 0.1
"""An indent so near to half characters is meant to be of them."""


def font_of(sample: Sample, role: str) -> str:
    """Return the font that words of a role have; empty where there are none or it is not said."""
    for names in FONTS[role]:
        counted = _counted(sample.words(*names), lambda look: look.font)
        if counted:
            return shorten(counted.most_common(1)[0][0], 60)
    return ""


def runs_of(sample: Sample, names: Iterable[str]) -> Iterator[tuple[Node, Node, str]]:
    """Yield paragraph, run and text of the runs of some words; those of the first paragraphs."""
    for words in islice(sample.words(*names), MOST):
        paragraph = _element(sample, words)
        for each in pieces(paragraph):
            yield paragraph, each.run, each.text


def _size(*names: str) -> Gauge:
    def read(sample: Sample, _: Style) -> float | None:
        counted = _counted(sample.words(*names), lambda look: look.size)
        return counted.most_common(1)[0][0] if counted else None

    return Gauge(read, step=0.5, fine=0.01)


def _counted(words: Iterable[Words], of: Callable[[Look], T | None]) -> Counter[T]:
    """Return what the characters of some words have, with how many have it."""
    counted: Counter[T] = Counter()
    for run in (run for each in words for run in each.runs):
        if (found := of(run.look)) is not None:
            counted[found] += sum(not each.isspace() for each in run.text)
    return +counted


def _page(first: str, *others: str) -> Gauge:
    """Measure a length of the page: a side, less others where there are some."""

    def read(sample: Sample, _: Style) -> float | None:
        told: list[float | None] = [getattr(sample.section, name) for name in (first, *others)]
        lengths = [abs(each) * MM for each in told if each is not None]
        return lengths[0] - sum(lengths[1:]) if len(lengths) == len(told) else None

    return Gauge(read, step=0.1, fine=0.15)


def _pitch(sample: Sample, _: Style) -> float | None:
    """Return the pitch that most of the text has: as the file sets it exactly, or as printed."""
    said = Counter(
        round(words.paragraph.line * 20) if words.paragraph.line and exact else None
        for words, exact in _texts(sample)
    )
    told = said.most_common(1)[0][0] if said else None
    if told:
        return told
    seen = list(pitches_of(sample.printed)) if sample.printed else []
    if seen:
        return mode(seen) * TWIPS
    least = [line * 20 for words, _ in _texts(sample) if (line := words.paragraph.line)]
    return mode(least) if least else _grid(sample, "linePitch")


def _texts(sample: Sample) -> Iterator[tuple[Words, bool]]:
    """Yield the paragraphs of the text, and whether their lines have an exact height."""
    for words in islice(sample.words(*TEXT), MOST):
        yield words, is_exact(sample.styles, _element(sample, words))


def _element(sample: Sample, words: Words) -> Node:
    part, _, _ = words.paragraph.at.partition(":")
    found: Node = find_paragraph(sample.file.part(part), words.paragraph)
    return found


def _title_pitch(sample: Sample, _: Style) -> float | None:
    said = [each.paragraph.line * 20 for each in sample.words(Element.TITLE) if each.paragraph.line]
    if said:
        return mode(said)
    rows = sample.rows(Element.TITLE, page=1)
    return (rows[1].base - rows[0].base) * TWIPS if len(rows) > 1 else None


def _narrowing(sample: Sample, _: Style) -> float | None:
    """Return what the runs add to each character, and the grid where it holds characters."""
    said = Counter[float]()
    for paragraph, run, text in runs_of(sample, TEXT):
        layers = sample.styles.run_layers(paragraph.find("pPr"), run.find("rPr"))
        told = (number(value(each, "spacing")) for each in layers)
        said[next((x for x in reversed(list(told)) if x is not None), 0.0)] += len(text)
    if not said:
        return None
    held = _grid(sample, "charSpace", "linesAndChars") or 0.0
    return said.most_common(1)[0][0] + held / 4096 * 20


def _grid(sample: Sample, name: str, kind: str = "") -> float | None:
    """Return a measure of the document grid, where there is one of the kind."""
    grids = [each.find("docGrid") for each in sample.file.part(sample.file.main).iter("sectPr")]
    grid = next((each for each in grids if each is not None), NOTHING)
    said = grid.get("type", "default")
    if said == "default" or kind not in {"", said}:
        return None
    return number(grid.get(name, ""))


def _indent(sample: Sample, style: Style) -> float | None:
    """Return how many characters a paragraph of the text begins from the left."""
    found = [
        _snapped(each.paragraph.indent / one + blanks_before(each.paragraph.text), style)
        for each in sample.words(*TEXT)
        if is_paragraph(each) and not each.paragraph.cell and not each.paragraph.label
        if (one := max((run.look.size or 0 for run in each.runs), default=0))
    ]
    return mode(found) if found else None


def _snapped(found: float, style: Style) -> float:
    """Return an indent in characters: narrowed ones where the file counts it by their width."""
    size = style["body_size"]
    narrowed = found * size / (size + style["narrowing"] / 20)
    near = [x for x in (found, narrowed) if abs(2 * x - round(2 * x)) <= 2 * SNAP]
    best = min(near, key=lambda x: abs(2 * x - round(2 * x)), default=None)
    return round(2 * best) / 2 if best is not None else round(narrowed, 1)


def _mark_size(sample: Sample, style: Style) -> float | None:
    """Return the largest size of a mark; nothing where the mark is as large as its room allows."""
    counted = _counted(sample.words(Element.MARK), lambda look: look.size)
    lines = marks(sample.official)
    if not counted or not lines:
        return None
    size = counted.most_common(1)[0][0]
    room, beside = mark_room(sample.official, Setter(style))
    fits = room / 20 / max(max(map(width_of, lines)) + beside, 1)
    most = size / min(1, (3 / len(lines)) ** 0.5)
    limited = most < style["mark_size"] and size >= int(fits) - 1
    return None if limited else most


IN_FILE: Final[Mapping[str, Gauge]] = {
    "width": _page("width"),
    "height": _page("height"),
    "top": _page("top"),
    "left": _page("left"),
    "area_width": _page("width", "left", "right"),
    "area_height": _page("height", "top", "bottom"),
    "body_size": _size(*TEXT),
    "title_size": _size(Element.TITLE),
    "record_size": _size(*RECORD),
    "page_size": _size(Element.PAGE_NUMBER),
    "pitch": Gauge(_pitch, step=1, fine=2),
    "title_pitch": Gauge(_title_pitch, step=1, fine=2),
    "narrowing": Gauge(_narrowing, step=1, fine=0.5),
    "indent": Gauge(_indent, step=0.1, fine=0.05),
    "mark_size": Gauge(_mark_size, step=0.5, fine=0.4),
}
"""By the names of the style, in the order they are measured: later ones need earlier ones."""
