"""The text of a page as its objects give it: characters with their places on the picture."""

import math
import unicodedata
from collections.abc import Iterator

from extractors.decoding.ofd.geometry import Matrix
from extractors.decoding.ofd.objects import Text
from extractors.decoding.text_layer import Corners, Glyph

_RISE, _FALL = 0.88, 0.12
"""Shares of the size of a character above and below its baseline."""
_NARROW = 0.5
"""Width of a Latin character as a share of its size."""
_WHITE = 250
_FAINT = 16
_TINY = 4.0
"""Height in pixels below which nobody can read a character."""
_SLANT = 10.0
"""Degrees off a quarter turn from which text is a watermark across the page."""


def glyphs_of(text: Text, to_pixels: Matrix, size: tuple[int, int], run: int) -> Iterator[Glyph]:
    """Yield the characters of a text object that a person sees on a picture of ``size``.

    ``run`` tells the characters of this object from those of others.
    """
    matrix = to_pixels.after(text.matrix)
    turn = _turn(matrix)
    if turn is None or _is_hidden(text) or text.size * matrix.scale < _TINY:
        return
    for character, x, y in text.characters:
        corners = _corners(matrix, x, y, text.size, _width(character) * text.size * text.stretch)
        visible = unicodedata.category(character)[0] != "C"
        if visible and _holds(size, corners):
            shown = " " if character.isspace() else character
            yield Glyph(shown, corners, matrix(x, y)[1], turn, run)


def _turn(matrix: Matrix) -> int | None:
    """Return the clockwise quarters text is turned by; None for a slant."""
    degrees = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
    off = min(degrees % 90, 90 - degrees % 90)
    return None if off > _SLANT else round(degrees / 90) % 4


def _is_hidden(text: Text) -> bool:
    return text.colour[3] < _FAINT or min(text.colour[:3]) >= _WHITE


def _width(character: str) -> float:
    wide = unicodedata.east_asian_width(character) in {"W", "F", "A"}
    return 1.0 if wide else _NARROW


def _corners(matrix: Matrix, x: float, y: float, size: float, width: float) -> Corners:
    points = [
        matrix(at, level) for at in (x, x + width) for level in (y - _RISE * size, y + _FALL * size)
    ]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _holds(size: tuple[int, int], corners: Corners) -> bool:
    x, y = (corners[0] + corners[2]) / 2, (corners[1] + corners[3]) / 2
    return 0 <= x < size[0] and 0 <= y < size[1]
