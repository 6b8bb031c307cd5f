"""OFD pages to RGB, with their text and the structured data behind it."""

import io
from collections.abc import Iterable, Iterator

from PIL import Image, UnidentifiedImageError

from extractors.decoding.frames import Datum, Decoded
from extractors.decoding.limits import Limits
from extractors.decoding.ofd.book import Book, Sheet, open_books
from extractors.decoding.ofd.data import Printed, data_of
from extractors.decoding.ofd.draw import Load, draw
from extractors.decoding.ofd.geometry import Matrix
from extractors.decoding.ofd.objects import Drawn, Picture, Text
from extractors.decoding.ofd.stamps import seal_pictures
from extractors.decoding.ofd.text import glyphs_of
from extractors.decoding.text_layer import Glyph, lines_of
from models.errors import TooLargePaperError, UnreadablePaperError
from models.files.archive import Package

_SCAN_SHARE = 0.5
"""A page with pictures over more than this share of it is taken for a scan …"""
_SPARSE = 40
"""… unless it also has more characters than this."""
_FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF")


def decode_ofd(data: bytes, media_type: str, limits: Limits) -> Iterator[Decoded]:
    """Yield every page of an OFD drawn at about ``limits.dpi``, with its text and its data.

    Text nobody can see is left out: off the page, hidden, white or tiny. The seals of the document
    are drawn where they stand; whether they hold is for ``extractors.signatures`` to say. The
    structured data of a document comes with its first page.
    """
    del media_type
    package = Package(data, limits)
    number = 0
    for book in open_books(package, limits):
        pages = [Leaf(book, sheet, number + at + 1) for at, sheet in enumerate(book.sheets)]
        number += len(pages)
        _seal(book, pages)
        printed = {key: datum for page in pages for key, datum in page.printed().items()}
        carried = data_of(book, printed)
        for page in pages:
            yield page.decoded(carried if page is pages[0] else [])


def to_pixels(box: tuple[float, float, float, float], limits: Limits) -> Matrix:
    """Return the map from millimetres of a page to the pixels of its picture."""
    left, top, width, height = box
    longest = max(width, height)
    wanted = longest * limits.dpi / 25.4
    scale = min(max(wanted, limits.min_side), limits.max_side) / longest
    return Matrix(a=scale, d=scale, e=-left * scale, f=-top * scale)


class Leaf:
    """One page of a document on its way to a picture."""

    def __init__(self, book: Book, sheet: Sheet, number: int) -> None:
        self.sheet, self._number = sheet, number
        self.seals: list[tuple[tuple[float, float, float, float], str, bytes]] = []
        self._book = book
        self._map = to_pixels(sheet.box, book.limits)
        self._objects = list(book.objects(sheet))
        scale = self._map.a
        self._size = max(1, round(sheet.box[2] * scale)), max(1, round(sheet.box[3] * scale))
        self._glyphs = [
            (each.number, glyph)
            for run, each in enumerate(self._objects, start=1)
            if isinstance(each, Text)
            for glyph in glyphs_of(each, self._map, self._size, run)
        ]

    def printed(self) -> Printed:
        """Return what each text object of the page prints, and where."""
        objects: dict[str, list[Glyph]] = {}
        for number, glyph in self._glyphs:
            objects.setdefault(number, []).append(glyph)
        return {
            (self.sheet.number, number): Datum(
                "", "".join(each.text for each in glyphs), -1, self._number, _around(glyphs)
            )
            for number, glyphs in objects.items()
            if number
        }

    def decoded(self, data: list[Datum]) -> Decoded:
        """Return the page drawn, with its lines and the data it is given."""
        canvas = Image.new("RGB", self._size, "white")
        draw(canvas, self._objects, self._map, self._load)
        for box, kind, picture in self.seals:
            _stamp(canvas, self._map, box, kind, picture, self._book.limits)
        upright = (glyph for _, glyph in self._glyphs if not glyph.turn)
        lines = [] if self._is_scan() else lines_of(upright)
        return Decoded(canvas.width, canvas.height, canvas.tobytes(), lines, data)

    def _load(self, file: str) -> Image.Image | None:
        package = self._book.package
        return _picture(package.read(file), self._book.limits) if file in package.names else None

    def _is_scan(self) -> bool:
        if len(self._glyphs) > _SPARSE:
            return False
        covered = sum(_area(each) for each in self._objects if isinstance(each, Picture))
        return covered > _SCAN_SHARE * self.sheet.box[2] * self.sheet.box[3]


def _seal(book: Book, pages: Iterable[Leaf]) -> None:
    for stamp, kind, picture in seal_pictures(book):
        for page in pages:
            if page.sheet.number == stamp.sheet:
                page.seals.append((stamp.box, kind, picture))


def _stamp(
    canvas: Image.Image,
    page: Matrix,
    box: tuple[float, float, float, float],
    kind: str,
    data: bytes,
    limits: Limits,
) -> None:
    """Lay the picture of a seal on its box; the picture may be an OFD of its own."""
    left, top, width, height = box
    if kind == "ofd":
        _stamp_document(canvas, page.after(Matrix(e=left, f=top)), (width, height), data, limits)
        return
    laid = Picture("", Matrix(width, 0, 0, height, left, top), 255)
    draw(canvas, [laid], page, lambda _: _picture(data, limits))


def _stamp_document(
    canvas: Image.Image, place: Matrix, size: tuple[float, float], data: bytes, limits: Limits
) -> None:
    try:
        package = Package(data, limits)
        book = open_books(package, limits)[0]
    except UnreadablePaperError:
        return
    sheet = book.sheets[0]
    left, top, width, height = sheet.box
    fitted = Matrix(a=size[0] / width, d=size[1] / height)
    load: Load = lambda file: (  # noqa: E731 - one line of meaning
        _picture(package.read(file), limits) if file in package.names else None
    )
    draw(canvas, book.objects(sheet), place.after(fitted).after(Matrix(e=-left, f=-top)), load)


def _picture(data: bytes, limits: Limits) -> Image.Image | None:
    """Return a picture inside the document; one that is broken is not drawn, a bomb is refused."""
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        if picture.width * picture.height > limits.max_pixels:
            raise TooLargePaperError(
                f"OFD 内的图片为 {picture.width}×{picture.height} 像素，超过上限。"
            )
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return None
    return picture


def _around(glyphs: list[Glyph]) -> tuple[int, int, int, int]:
    lefts, tops, rights, bottoms = zip(*(glyph.corners for glyph in glyphs), strict=True)
    return round(min(lefts)), round(min(tops)), round(max(rights)), round(max(bottoms))


def _area(picture: Drawn) -> float:
    matrix = picture.matrix
    return abs(matrix.a * matrix.d - matrix.b * matrix.c)
