"""One printed form as the content of an OFD page, each value an object of its own."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape

import zxingcpp
from PIL import Image

from docgen.ofd.package import document, element
from eval.specimens.forms import Values, print_template
from eval.specimens.layout import PLACEHOLDER, Layout, Mark, Text
from eval.specimens.pdf import cells_of

SERIF, DIGITS, CODE = 2, 3, 5
"""Identifiers of the fonts and of the picture with the QR code."""
FIRST_OBJECT = 100
RISE = 0.88
"""From the top of a line to its baseline, in sizes."""
LEADING = 1.35


@dataclass
class PageObjects:
    """The objects of a page, and which of them print which field or column."""

    parts: list[str] = field(default_factory=list)
    printed: dict[str, list[int]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(FIRST_OBJECT))

    def text(self, text: Text, written: str, size: float, colour: str, key: str) -> None:
        """Add a text, in as many objects as it takes lines."""
        for at, line in enumerate(_lines(text, written, size)):
            number = next(self.numbers)
            top = text.at[1] + at * size * LEADING
            self.parts.append(_text_object(number, line, (text, top), size, colour))
            if key:
                self.printed.setdefault(key, []).append(number)

    def path(self, data: str, colour: str, width: float) -> None:
        """Add a stroked path in millimetres of the page."""
        stroke = element("StrokeColor", Value=_rgb(colour))
        self.parts.append(
            element(
                "PathObject",
                stroke + element("AbbreviatedData", data),
                ID=next(self.numbers),
                Boundary="0 0 210 140",
                LineWidth=width,
            )
        )


def page_of(layout: Layout, values: Values) -> tuple[bytes, dict[str, list[int]]]:
    """Return the content of a page, and the objects that print each field or column."""
    page = PageObjects()
    for box in layout.boxes:
        left, top, right, bottom = box.box
        corners = f"M {left} {top} L {right} {top} L {right} {bottom} L {left} {bottom} C"
        page.path(corners, box.colour, box.width)
    for rule in layout.rules:
        x0, y0, x1, y1 = rule.line
        page.path(f"M {x0} {y0} L {x1} {y1}", rule.colour, rule.width)
    for text in layout.texts:
        _write(page, layout, text, print_template(text.text, values), _key(text))
    _write_rows(page, layout, values)
    page.parts += [_code_object(next(page.numbers), mark) for mark in _codes(layout)]
    return _content(layout, "".join(page.parts)), page.printed


def code_png(layout: Layout, values: Values) -> bytes:
    """Return the QR code of a form as a picture."""
    mark = _codes(layout)[0]
    written = print_template(mark.text, values)
    code = zxingcpp.create_barcode(written, zxingcpp.BarcodeFormat.QRCode)
    picture = Image.fromarray(code.to_image(scale=6, add_quiet_zones=True))
    out = BytesIO()
    picture.convert("RGB").save(out, "PNG")
    return out.getvalue()


def _lines(text: Text, written: str, size: float) -> list[str]:
    """Return a text line by line, as if every character were as wide as it is high."""
    if text.vertical:
        return list(written)
    if text.lines == 1 or not text.width:
        return [written]
    fit = max(1, int(text.width / size))
    lines = [written[at : at + fit] for at in range(0, len(written), fit)]
    return lines[: text.lines]


def _write(page: PageObjects, layout: Layout, text: Text, written: str, key: str) -> None:
    style = layout.styles[text.style]
    if written:
        page.text(text, written, text.size or style.size, style.colour, key)


def _write_rows(page: PageObjects, layout: Layout, values: Values) -> None:
    for repeat in layout.repeats:
        for row in cells_of(repeat, layout, values):
            for key, cell in row.items():
                _write(page, layout, cell, cell.text, f"{repeat.key}.{key}")


def _key(text: Text) -> str:
    keys = [found[1] for found in PLACEHOLDER.finditer(text.text)]
    return keys[0] if len(keys) == 1 and text.text.startswith("{") else ""


def _text_object(
    number: int, line: str, place: tuple[Text, float], size: float, colour: str
) -> str:
    text, top = place
    widths = [size * (1 if _is_wide(character) else 0.5) for character in line]
    wide = sum(widths)
    if text.lines == 1 and text.width and wide > text.width:
        size, widths = size * text.width / wide, [each * text.width / wide for each in widths]
        wide = text.width
    left = text.at[0] - {"centre": wide / 2, "right": wide}.get(text.align, 0.0)
    deltas = " ".join(f"{each:.4f}" for each in widths[:-1])
    moved = {"DeltaX": deltas} if deltas else {}
    code = element("TextCode", escape(line), X=0, Y=round(RISE * size, 4), **moved)
    return element(
        "TextObject",
        element("FillColor", Value=_rgb(colour)) + code,
        ID=number,
        Boundary=f"{left:.3f} {top:.3f} {wide + 1:.3f} {size * LEADING:.3f}",
        Font=DIGITS if line.isascii() else SERIF,
        Size=round(size, 4),
    )


def _code_object(number: int, mark: Mark) -> str:
    left, top, right, bottom = mark.box
    wide, high = right - left, bottom - top
    return element(
        "ImageObject",
        ID=number,
        Boundary=f"{left} {top} {wide} {high}",
        CTM=f"{wide} 0 0 {high} 0 0",
        ResourceID=CODE,
    )


def _codes(layout: Layout) -> list[Mark]:
    return [mark for mark in layout.marks if mark.kind == "qr"]


def _content(layout: Layout, objects: str) -> bytes:
    width, height = layout.size
    area = element("Area", element("PhysicalBox", f"0 0 {width} {height}"))
    content = element("Content", element("Layer", objects, ID=10))
    return document("Page", area + content)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in {"W", "F", "A"}


def _rgb(colour: str) -> str:
    return " ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
