"""Where a seal stands on a document made from a customer's template: at words it has."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock

import pypdfium2

from docgen.printing.field import A4_HEIGHT, POINTS_PER_MM, SEAL_MM, Place
from models.errors import UnfitTemplateError
from models.specs import Spec, read_spec

DECLARED = Path(__file__).parent / "anchors.toml"
EDGE = 5 * POINTS_PER_MM
"""A seal keeps this far from the edge of the paper."""
_PDFIUM = Lock()
"""pdfium serves one thread at a time."""


class Anchors(Spec):
    """The words at which a seal is placed, by signature field, the surest first."""

    words: dict[str, tuple[str, ...]]


@cache
def read_anchors(path: Path = DECLARED) -> Mapping[str, tuple[str, ...]]:
    """Return the declared anchor words; raises ``SpecError``."""
    return read_spec(path, Anchors).words


def folded(words: str) -> str:
    """Return a text as anchors are compared: without spaces, brackets of one width.

    >>> folded("申请人 (签章)：")
    '申请人（签章）：'
    """
    return "".join(words.split()).replace("(", "（").replace(")", "）")


def find_places(pdf: bytes, seals: Sequence[str]) -> tuple[Place, ...]:
    """Return where each seal goes: right of its anchor, wholly on the page.

    Raises ``UnfitTemplateError`` when the PDF has none of the words of a seal.
    """
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(_find(document, seal) for seal in seals)
        finally:
            document.close()


def _find(document: pypdfium2.PdfDocument, seal: str) -> Place:
    for words in read_anchors()[seal]:
        for number in reversed(range(len(document))):
            for place in _on_page(document[number], folded(words)):
                x, y = place
                return Place(field=seal, page=number + 1, x=x, y=A4_HEIGHT - y)
    raise UnfitTemplateError("按模板生成的文件中找不到签章位置的文字。")


def _on_page(page: pypdfium2.PdfPage, words: str) -> Iterator[tuple[float, float]]:
    """Yield the centre for a seal, in points from the lower left, where a page has the words."""
    text = page.get_textpage()
    places, letters = [], ""
    for index in range(text.count_chars()):
        if letter := folded(text.get_text_range(index, 1)):
            places += [index] * len(letter)
            letters += letter
    at = letters.rfind(words)
    if at < 0:
        return
    width, height = page.get_size()
    _, bottom, right, top = text.get_charbox(places[at + len(words) - 1])
    half = SEAL_MM * POINTS_PER_MM / 2
    yield (
        _within(right + half, half + EDGE, width - half - EDGE),
        _within((bottom + top) / 2, half + EDGE, height - half - EDGE),
    )


def _within(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))
