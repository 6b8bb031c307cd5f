"""How well a line fits print: each character, as read, is laid over the same one of a font.

Of a printed line all characters fit well in one size, whatever its font; of a hand's line few do.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pictures
from PIL import ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from models.engines import Image, Quad
from models.fonts import SHIPPED
from models.records import Box, Line

Plane = NDArray[np.float32]

HEIGHT = 40
"""Lines are compared at this height in pixels."""
SIZES = (0.64, 0.72, 0.56, 0.8, 0.5, 0.9, 0.44)
"""How large print may be in a line of that height, the most usual first."""
FACES = ("NotoSansCJKsc-Regular.otf", "NotoSerifCJKsc-Regular.otf")
LARGE = 64
"""Characters are drawn at this size and shrunk."""
FEW, ENOUGH = 3, 8
"""So many characters are looked at first, and at most."""
CLEAR = 0.75
"""Fits as good as this need no further look."""
TALL = 1.2
"""A line this much higher than wide runs from top to bottom: its characters' places are unknown."""
PLAIN = frozenset("一二三十口日")
"""Characters of so few strokes that anything fits them."""
EDGE = 6
"""Pixels by which a character may stand beyond its line."""
KEPT = 4096
"""Drawn characters kept for the next line; the usual ones of a form come again and again."""


def print_likeness(picture: Image, line: Line, within: Box | None = None) -> float | None:
    """Return how well a line fits print, 0 to 1; None when it has too few characters to tell.

    ``within`` leaves out the characters beside a box. Print under red ink is compared in the red
    channel, print in red ink in the darkest one.
    """
    places = _places(line, within or line.box)
    if len(places) < 2:
        return None
    strip = _strip(picture, line)
    best = 0.0
    for plane, count in product((strip[:, :, 0], strip.min(axis=2)), (FEW, ENOUGH)):
        best = max(best, _fit(_ink(plane), line, _spread(places, count)))
        if best >= CLEAR:
            break
    return best


def _places(line: Line, within: Box) -> list[int]:
    """Return which characters of a line can be compared: Chinese ones and digits."""
    left, top, right, bottom = line.box
    if line.curved or line.upside_down or bottom - top > TALL * (right - left):
        return []
    return [
        i
        for i, (char, centre) in enumerate(zip(line.text, line.centres, strict=False))
        if within[0] <= left + centre * (right - left) <= within[2]
        and (("\u4e00" <= char <= "\u9fff" and char not in PLAIN) or char in "0123456789")
    ]


def _spread(places: Sequence[int], count: int) -> list[int]:
    """Return at most so many of the places, evenly from first to last."""
    if len(places) <= count:
        return list(places)
    return [places[round(i * (len(places) - 1) / (count - 1))] for i in range(count)]


def _fit(ink: Plane, line: Line, places: Sequence[int]) -> float:
    """Return how well characters fit in one font and size: the best, or the first that is clear."""
    windows = [(line.text[place], _window(ink, line, place)) for place in places]
    best = 0.0
    for face, size in product(FACES, SIZES):
        fits = [_match(window, _drawn(char, face, size)) for char, window in windows]
        best = max(best, float(np.mean(fits)))
        if best >= CLEAR:
            break
    return best


def _match(window: Plane, drawn: Plane) -> float:
    """Return how well a character fits where it fits best."""
    if drawn.shape[0] > window.shape[0] or drawn.shape[1] > window.shape[1]:
        return 0.0
    return float(cv2.matchTemplate(window, drawn, cv2.TM_CCOEFF_NORMED).max())


def _window(ink: Plane, line: Line, place: int) -> Plane:
    """Return the ink around a character's centre."""
    reach = (0.5 if line.text[place].isdigit() else 0.75) * HEIGHT
    centre = line.centres[place] * ink.shape[1]
    cut = ink[:, max(0, int(centre - reach)) : int(centre + reach)]
    return np.asarray(cv2.copyMakeBorder(cut, *(EDGE,) * 4, cv2.BORDER_CONSTANT), np.float32)


def _strip(picture: Image, line: Line) -> Image:
    """Return a line as a level strip ``HEIGHT`` pixels high."""
    left, top, right, bottom = line.box
    fall = line.slope * (right - left)
    high = max(bottom - top - abs(fall), (bottom - top) / 3)
    times = int(np.ceil(high / HEIGHT))
    wide, tall = max(round((right - left) * HEIGHT / high), 8), HEIGHT
    first, last = (top + bottom - fall) / 2, (top + bottom + fall) / 2
    corners: Quad = np.array(
        [(left, first - high / 2), (right, last - high / 2),
         (right, last + high / 2), (left, first + high / 2)], np.float32
    )  # fmt: skip
    size = wide * times, tall * times
    flat = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, flat)
    strip = cv2.warpPerspective(picture, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(strip, (wide, tall), interpolation=cv2.INTER_AREA), np.uint8)


def _ink(plane: NDArray[np.uint8]) -> Plane:
    """Return how much darker than the paper around it each pixel is."""
    paper = cv2.GaussianBlur(cv2.dilate(plane, np.ones((13, 13), np.uint8)), (0, 0), 4)
    ink = np.clip(paper.astype(np.float32) - plane, 0, None)
    return np.asarray(cv2.GaussianBlur(ink, (0, 0), 0.8), np.float32)


@lru_cache(maxsize=KEPT)
def _drawn(char: str, face: str, size: float) -> Plane:
    """Return a character of a font as it would stand in a line, without room around it."""
    sheet = Pictures.new("L", (2 * LARGE, 2 * LARGE))
    ImageDraw.Draw(sheet).text((LARGE // 2, LARGE // 4), char, font=_font(face), fill=255)
    cut = sheet.crop(sheet.getbbox() or (0, 0, LARGE, LARGE))
    scale = size * HEIGHT / LARGE
    shape = max(round(cut.width * scale), 3), max(round(cut.height * scale), 4)
    small = cv2.resize(np.asarray(cut, np.float32), shape, interpolation=cv2.INTER_AREA)
    framed = cv2.copyMakeBorder(small, 2, 2, 2, 2, cv2.BORDER_CONSTANT)
    return np.asarray(cv2.GaussianBlur(framed, (0, 0), 0.8), np.float32)


@lru_cache(maxsize=len(FACES))
def _font(face: str) -> FreeTypeFont:
    return ImageFont.truetype(SHIPPED / face, LARGE)
