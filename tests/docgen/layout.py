"""What stands where on a printed page: glyphs, characters and the lines of its tables."""

import re
from collections.abc import Iterator
from ctypes import c_float
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from pyhanko.pdf_utils.reader import PdfFileReader

LONG = 15
"""Points; a shorter line belongs to a tick or to the frame of a mark."""
TOKEN = re.compile(
    rb"(?P<text>\()|(?P<hex><[0-9A-Fa-f\s]*>)|/(?P<name>[^\s/<>()\[\]]+)|(?P<word>[A-Za-z'\"*]+)",
    re.DOTALL,
)
ESCAPED = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)", re.DOTALL)
BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True)
class Placed:
    """Characters of a page with their boxes: left, bottom, right, top in points."""

    characters: str
    boxes: NDArray[np.float64]


def glyphs(pdf: bytes) -> Iterator[int]:
    """Yield the number of every glyph shown on any page, as its font counts them."""
    reader = PdfFileReader(BytesIO(pdf))
    for number in range(int(reader.root["/Pages"]["/Count"])):
        page, resources = reader.find_page_for_modification(number)[0].get_object(), None
        resources = page["/Resources"] if "/Resources" in page else page["/Parent"]["/Resources"]
        yield from _shown(page["/Contents"].data, resources)


def _shown(content: bytes, resources) -> Iterator[int]:
    fonts = {_name(name): font.get_object() for name, font in resources.get("/Font", {}).items()}
    drawn = {_name(name): each for name, each in resources.get("/XObject", {}).items()}
    last, font, text = b"", b"", b""
    for kind, value in _tokens(content):
        if kind == "name":
            last = value
        elif kind == "text":
            text += value
        elif value == b"Tf":
            font = last
        elif value in {b"Tj", b"TJ"}:
            yield from _codes(text, wide=fonts[font]["/Subtype"] == "/Type0")
        elif value == b"Do":
            yield from _within(drawn[last].get_object())
        if kind == "word":
            text = b""


def _within(drawing) -> Iterator[int]:
    if drawing["/Subtype"] == "/Form":
        yield from _shown(drawing.data, drawing.get("/Resources", {}))


def _name(name: str) -> bytes:
    return name[1:].encode()


def _tokens(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the names, strings and operators of a page, in order."""
    at = 0
    while token := TOKEN.search(content, at):
        at = token.end()
        if token["text"]:
            at = _closed(content, at)
            yield "text", ESCAPED.sub(_plain, content[token.end() : at - 1])
        elif token["hex"]:
            yield "text", bytes.fromhex(token["hex"][1:-1].decode())
        else:
            yield ("name", token["name"]) if token["name"] else ("word", token["word"])


def _closed(content: bytes, at: int) -> int:
    """Return where a string that opened before ``at`` has ended; brackets in it stand in pairs."""
    depth = 1
    for sign in BRACKET.finditer(content, at):
        depth += {b"(": 1, b")": -1}.get(sign[0], 0)
        if not depth:
            return sign.end()
    raise ValueError("a string does not end")


def _plain(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1].isdigit():
        return bytes([int(sign, 8)])
    return b"" if sign.endswith(b"\n") else PLAIN.get(sign, sign)


def _codes(text: bytes, *, wide: bool) -> Iterator[int]:
    yield from (
        (int.from_bytes(text[at : at + 2]) for at in range(0, len(text), 2)) if wide else text
    )


def characters(page: pypdfium2.PdfPage) -> Placed:
    """Return the visible characters of a page."""
    text = page.get_textpage()
    shown = [
        (text.get_text_range(place, 1), text.get_charbox(place))
        for place in range(text.count_chars())
    ]
    kept = [(sign, box) for sign, box in shown if sign.strip()]
    boxes = np.array([box for _, box in kept], dtype=float).reshape(-1, 4)
    return Placed("".join(sign[:1] for sign, _ in kept), boxes)


def lines(page: pypdfium2.PdfPage) -> NDArray[np.float64]:
    """Return the long upright and level lines of a page, as boxes."""
    items = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
    boxes = np.array([box for item in items for box in _sides(item)], dtype=float).reshape(-1, 4)
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    straight = np.minimum(width, height) < 0.01
    return boxes[straight & (np.maximum(width, height) > LONG)]


def _sides(item: pypdfium2.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight sides of a drawn path."""
    matrix, here = item.get_matrix(), (0.0, 0.0)
    x, y = c_float(), c_float()
    for place in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        there = matrix.on_point(x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
            (left, right), (low, high) = (sorted(pair) for pair in zip(here, there, strict=True))
            yield left, low, right, high
        here = there
