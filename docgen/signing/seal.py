"""Draws the round red seal of a test signature.

Whatever name it carries, it says 电子签章测试 and 测试专用, so it cannot pass for the real seal of
a firm or an authority.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from docgen.printing.glyphs import code_points
from models.clean import shorten
from models.fonts import SHIPPED

FONT = SHIPPED / "NotoSerifCJKsc-Bold.otf"
RED = (206, 22, 30)
INK, CLEAR = 255, 0
"""Of the mask that says where the red stands."""

PIXELS = 480
"""Width of the picture: 300 dots an inch at the 40 mm of print."""
DRAWN = 2
"""Drawn so much larger, then reduced, for smooth edges."""
LONGEST_NAME = 28
NAMELESS = "未署名"
STEP = 32
"""Most degrees between two characters of the name."""
WIDEST = 236
"""Degrees of the ring a long name takes: below it stand the words of the test."""
UNKNOWN = "〓"
"""The printer's mark for a character the font lacks."""


@dataclass(frozen=True)
class Seal:
    """A seal picture: transparent PNG, square."""

    owner: str
    png: bytes


@lru_cache(maxsize=64)
def draw_seal(owner: str) -> Seal:
    """Return the test seal of a firm or person; a long name is cut."""
    side = PIXELS * DRAWN
    mask = Image.new("L", (side, side), CLEAR)
    pen = ImageDraw.Draw(mask)
    edge = side * 0.024
    pen.ellipse(
        (edge / 3, edge / 3, side - edge / 3, side - edge / 3), outline=INK, width=round(edge)
    )
    _draw_ring(mask, _printed(owner))
    pen.polygon(_star(side / 2, side * 0.47, side * 0.13), fill=INK)
    _draw_line(pen, side, "电子签章测试", 0.71, 0.078)
    _draw_line(pen, side, "测试专用", 0.81, 0.062)
    out = BytesIO()
    picture = Image.new("RGB", (PIXELS, PIXELS), RED)
    picture.putalpha(mask.resize(picture.size, Image.Resampling.LANCZOS))
    picture.save(out, "PNG")
    return Seal(owner, out.getvalue())


def _draw_ring(mask: Image.Image, name: str) -> None:
    """Set the characters of a name upright along the upper part of the ring."""
    side = mask.width
    span = min(WIDEST, STEP * (len(name) - 1))
    font = ImageFont.truetype(FONT, round(side * min(0.11, 1.75 / len(name))))
    radius = side * 0.39
    for place, character in enumerate(name):
        turn = span * (place / (len(name) - 1) - 0.5) if len(name) > 1 else 0
        glyph = _turned(character, font, turn)
        angle = math.radians(turn - 90)
        x, y = side / 2 + radius * math.cos(angle), side / 2 + radius * math.sin(angle)
        corner = round(x - glyph.width / 2), round(y - glyph.height / 2)
        mask.paste(INK, corner, glyph)


def _printed(owner: str) -> str:
    name = shorten(owner, LONGEST_NAME) or NAMELESS
    known = frozenset(code_points(FONT))
    return "".join(each if ord(each) in known else UNKNOWN for each in name)


def _turned(character: str, font: ImageFont.FreeTypeFont, degrees: float) -> Image.Image:
    box = round(font.size * 1.5)
    glyph = Image.new("L", (box, box), CLEAR)
    middle = (box / 2, box / 2)
    ImageDraw.Draw(glyph).text(middle, character, font=font, fill=INK, anchor="mm")
    return glyph.rotate(-degrees, expand=True, resample=Image.Resampling.BICUBIC)


def _draw_line(pen: ImageDraw.ImageDraw, side: int, text: str, height: float, size: float) -> None:
    font = ImageFont.truetype(FONT, round(side * size))
    pen.text((side / 2, side * height), text, font=font, fill=INK, anchor="mm")


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Return the ten corners of a five-pointed star standing on two of them."""
    corners = []
    for place in range(10):
        reach = radius if place % 2 == 0 else radius * 0.382
        angle = math.pi * (place / 5 - 0.5)
        corners.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return corners
