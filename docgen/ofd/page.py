"""What a page draws as the content of an OFD page: objects in the order of the print."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

from docgen.ofd.package import document, element
from docgen.ofd.pictures import Picture
from docgen.ofd.printed import Colour, PrintedPage, Shape, Text
from extractors.decoding.ofd.geometry import Point

RISE, HEIGHT = 0.9, 1.25
"""Of a line of text: from its top to the baseline, and to its bottom, in sizes."""
BEYOND = 0xFFFF
"""Readers that count in UTF-16 take a character above it for two: it gets a piece of its own."""

NewId = Callable[[], int]
Number = Callable[[str | Picture], int]
"""Gives the identifier of a resource: a font by its name in the PDF, a picture itself."""


def page_content(page: PrintedPage, new_id: NewId, number: Number) -> bytes:
    """Return ``Content.xml`` of a page."""
    drawn = "".join(_object(each, page, new_id(), number) for each in page.drawn)
    area = element("Area", element("PhysicalBox", f"0 0 {mm(page.width)} {mm(page.height)}"))
    layer = element("Layer", drawn, ID=new_id(), Type="Body")
    return document("Page", area + element("Content", layer))


def mm(*values: float) -> str:
    """Return numbers of millimetres, to the tenth of a micrometre.

    >>> mm(210.0, 0.35)
    '210 0.35'
    """
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values)


def _object(each: Text | Shape | Picture, page: PrintedPage, own: int, number: Number) -> str:
    if isinstance(each, Text):
        return _text(each, page, own, number(each.face))
    return _shape(each, own) if isinstance(each, Shape) else _picture(each, own, number(each))


def _text(text: Text, page: PrintedPage, own: int, font: int) -> str:
    """Return a text object; the origin of its space is the start of its first character.

    Turned text takes the whole page as its boundary, so that nothing of it is cut off.
    """
    (_, x, y), turn = text.characters[0], text.turn
    placed = {}
    if turn.upright:
        top, wide = y - RISE * text.size, text.characters[-1][1] - x + text.size * HEIGHT
        boundary, origin = mm(x, top, wide, HEIGHT * text.size), (0.0, RISE * text.size)
    else:
        boundary, origin = mm(0, 0, page.width, page.height), (0.0, 0.0)
        placed = {"CTM": mm(turn.a, turn.b, turn.c, turn.d, x, y)}
    colour = _colour("FillColor", text.colour) if text.colour != (0, 0, 0, 255) else ""
    pieces = "".join(_pieces(text, (x, y), origin))
    known = {"ID": own, "Boundary": boundary, "Font": font, "Size": mm(text.size), **placed}
    return element("TextObject", colour + pieces, **known)


def _pieces(text: Text, start: Point, origin: Point) -> Iterator[str]:
    """Yield the characters of a text: together, but for each that takes two units of UTF-16."""
    along = text.turn
    square = along.a**2 + along.b**2
    placed = [
        (char, ((x - start[0]) * along.a + (y - start[1]) * along.b) / square)
        for char, x, y in text.characters
    ]
    for is_far, group in groupby(placed, key=lambda each: ord(each[0]) > BEYOND):
        characters = list(group)
        for piece in [[each] for each in characters] if is_far else [characters]:
            moves = _moves([later[1] - earlier[1] for earlier, later in pairwise(piece)])
            known = {"X": mm(origin[0] + piece[0][1]), "Y": mm(origin[1]), **moves}
            yield element("TextCode", escape("".join(char for char, _ in piece)), **known)


def _moves(deltas: Sequence[float]) -> dict[str, str]:
    """Return how far each character stands from the one before (GB/T 33190, 11.3)."""
    words = []
    for move, group in groupby(mm(each) for each in deltas):
        times = len(list(group))
        words.append(f"g {times} {move}" if times > 2 else " ".join([move] * times))
    return {"DeltaX": " ".join(words)} if words else {}


def _shape(shape: Shape, own: int) -> str:
    points = [point for _, points in shape.commands for point in points]
    (left, right), (top, bottom) = ((min(each), max(each)) for each in zip(*points, strict=True))
    room = shape.width / 2 if shape.stroke else 0
    left, top, right, bottom = left - room, top - room, right + room, bottom + room
    path = " ".join(
        f"{letter} {mm(*(part for x, y in places for part in (x - left, y - top)))}".strip()
        for letter, places in shape.commands
    )
    colours = _colour("StrokeColor", shape.stroke) if shape.stroke else ""
    colours += _colour("FillColor", shape.fill) if shape.fill else ""
    known: dict[str, object] = {"ID": own, "Boundary": mm(left, top, right - left, bottom - top)}
    if shape.stroke:
        known["LineWidth"] = mm(shape.width)
    else:
        known["Stroke"] = "false"
    if shape.fill:
        known |= {"Fill": "true", "Rule": "Even-Odd" if shape.even_odd else "NonZero"}
    return element("PathObject", colours + element("AbbreviatedData", path), **known)


def _picture(picture: Picture, own: int, resource: int) -> str:
    place = picture.place
    corners = [place(x, y) for x in (0, 1) for y in (0, 1)]
    (left, right), (top, bottom) = ((min(each), max(each)) for each in zip(*corners, strict=True))
    matrix = mm(place.a, place.b, place.c, place.d, place.e - left, place.f - top)
    boundary = mm(left, top, right - left, bottom - top)
    return element("ImageObject", ID=own, Boundary=boundary, CTM=matrix, ResourceID=resource)


def _colour(tag: str, colour: Colour) -> str:
    value = " ".join(map(str, colour[:3]))
    return element(tag, Value=value, **({} if colour[3] == 255 else {"Alpha": str(colour[3])}))
