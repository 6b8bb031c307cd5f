"""Seals of invented bodies; none can pass for a real one: no star, and 样张 in the middle."""

import math
from random import Random

from PIL import Image, ImageDraw

from eval.specimens.fonts import face

SHARPEN = 2
"""Seals are drawn this much larger, then reduced, for smooth rims."""


def round_seal(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A round seal with its text on the rim and 样张 in the middle, stamped a little askew."""
    seal, pen, edge = _blank(size)
    rim = edge / 28
    pen.ellipse((rim, rim, edge - rim, edge - rim), outline=255, width=round(rim))
    _rim_text(seal, text, (edge / 2, edge / 2, edge * 0.37, edge * 0.37), round(edge * 0.12))
    _middle(pen, "样张", (edge / 2, edge * 0.5), round(edge * 0.17))
    _middle(pen, "测试用章", (edge / 2, edge * 0.72), round(edge * 0.08))
    return _stamp(seal, size, colour, rng.uniform(-12, 12))


def oval_seal(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """An oval seal; ``text`` is the rim and, after ``|``, the line in the middle."""
    seal, pen, _ = _blank(size)
    width, height = seal.size
    rim = height / 22
    pen.ellipse((rim, rim, width - rim, height - rim), outline=255, width=round(rim))
    arc, _, middle = text.partition("|")
    _rim_text(seal, arc, (width / 2, height / 2, width * 0.38, height * 0.34), round(height * 0.13))
    _middle(pen, middle or "样张", (width / 2, height * 0.56), round(height * 0.12), width * 0.72)
    _middle(pen, "样张专用章", (width / 2, height * 0.77), round(height * 0.12))
    return _stamp(seal, size, colour, rng.uniform(-5, 5))


def square_seal(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A square seal in rows, as police print it on licences; 样 张 stands small in two corners."""
    seal, pen, edge = _blank(size)
    rim = max(2, edge // 45)
    pen.rectangle((rim, rim, edge - rim, edge - rim), outline=255, width=rim)
    columns = 5 if len(text) > 12 else 4
    rows = math.ceil(len(text) / columns)
    step, pixels = edge * 0.9 / columns, round(edge * 0.9 / max(columns, rows * 1.25))
    for place, character in enumerate(text):
        across, down = place % columns, place // columns
        where = (edge * 0.05 + step * (across + 0.5), edge * 0.93 * (down + 0.5) / rows)
        _middle(pen, character, where, pixels)
    _middle(pen, "样张", (edge * 0.5, edge * 0.945), round(edge * 0.055))
    return _stamp(seal, size, colour, rng.uniform(-1.5, 1.5))


def lone_seal(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A round or oval seal with all it may say: rim, middle, kind and number, parted by ``|``."""
    seal, pen, _ = _blank(size)
    (width, height), (rim, inner, kind, number) = seal.size, text.split("|")
    line = height / 30
    pen.ellipse((line, line, width - line, height - line), outline=255, width=round(line))
    arc = (width / 2, height / 2, width * 0.385, height * 0.37)
    _rim_text(seal, rim, arc, round(height * 0.12))
    _middle(pen, inner, (width / 2, height * 0.44), round(height * 0.13), width * 0.4)
    _middle(pen, kind, (width / 2, height * 0.64), round(height * 0.11), width * 0.5)
    _foot_text(seal, number, arc, round(height * 0.065))
    return _stamp(seal, size, colour, rng.uniform(-4, 4))


def _foot_text(
    seal: Image.Image, text: str, arc: tuple[float, float, float, float], size: int
) -> None:
    """Write a text along the lower rim with its feet outwards."""
    across, down, wide, high = arc
    font = face("hei", max(8, size), text)
    step = math.degrees(size * 0.72 / min(wide, high))
    for place, character in enumerate(text):
        angle = (place - (len(text) - 1) / 2) * step
        tile = Image.new("L", (size * 2, size * 2))
        ImageDraw.Draw(tile).text((size, size), character, font=font, fill=255, anchor="mm")
        tile = tile.rotate(angle, Image.Resampling.BICUBIC)
        left = across + wide * 1.06 * math.sin(math.radians(angle)) - size
        top = down + high * 1.06 * math.cos(math.radians(angle)) - size
        seal.paste(255, (round(left), round(top)), tile)


def _blank(size: tuple[int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw, int]:
    """Return an empty mask, its pen and the shorter side."""
    seal = Image.new("L", (size[0] * SHARPEN, size[1] * SHARPEN))
    return seal, ImageDraw.Draw(seal), min(seal.size)


def _middle(
    pen: ImageDraw.ImageDraw, text: str, at: tuple[float, float], size: int, width: float = 0
) -> None:
    """Write a text centred on a point, narrower when it is longer than ``width``."""
    font = face("song_bold", max(8, size), text)
    if width and font.getlength(text) > width:
        font = face("song_bold", max(8, round(size * width / font.getlength(text))), text)
    pen.text(at, text, font=font, fill=255, anchor="mm")


def _rim_text(
    seal: Image.Image, text: str, arc: tuple[float, float, float, float], size: int
) -> None:
    """Write a text along the upper rim: ``arc`` is its centre and its two radii."""
    across, down, wide, high = arc
    span = min(250, 26 * len(text))
    size = min(size, round(math.radians(span) * min(wide, high) / max(1, len(text)) * 1.15))
    font = face("song_bold", max(8, size), text)
    for place, character in enumerate(text):
        angle = -span / 2 + span * (place + 0.5) / len(text)
        tile = Image.new("L", (size * 2, size * 2))
        ImageDraw.Draw(tile).text((size, size), character, font=font, fill=255, anchor="mm")
        tile = tile.rotate(-angle, Image.Resampling.BICUBIC)
        left = across + wide * math.sin(math.radians(angle)) - size
        top = down - high * math.cos(math.radians(angle)) - size
        seal.paste(255, (round(left), round(top)), tile)


def _stamp(seal: Image.Image, size: tuple[int, int], colour: str, turn: float) -> Image.Image:
    """Return a mask as a stamp: turned, reduced and inked."""
    mask = seal.rotate(turn, Image.Resampling.BICUBIC).resize(size, Image.Resampling.LANCZOS)
    printed = Image.new("RGBA", size, colour)
    printed.putalpha(mask.point(lambda level: round(level * 0.82)))
    return printed
