"""Portraits, badges, borders and other parts of forms that carry no value."""

import math
from random import Random

from PIL import Image, ImageColor, ImageDraw

from eval.specimens.fonts import face


def portrait(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A plain figure where a photograph would be, marked 样张."""
    picture = Image.new("RGBA", size, colour)
    pen, (width, height) = ImageDraw.Draw(picture), size
    skin, coat = rng.choice(("#d8b79c", "#e2c4aa", "#c9a58a")), rng.choice(("#3d4a5c", "#5b4a44"))
    pen.ellipse((width * 0.02, height * 0.68, width * 0.98, height * 1.5), fill=coat)
    pen.ellipse((width * 0.26, height * 0.14, width * 0.74, height * 0.74), fill="#2d2624")
    pen.ellipse((width * 0.29, height * 0.2, width * 0.71, height * 0.76), fill=skin)
    font = face("hei", max(8, width // 5), text or "样张")
    pen.text((width / 2, height * 0.9), text or "样张", font=font, fill="#f4f4f4", anchor="mm")
    return picture


def badge(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A disc marked 样张 where a real form has an emblem."""
    del rng
    picture = Image.new("RGBA", size)
    pen, (width, height) = ImageDraw.Draw(picture), size
    pen.ellipse((0, 0, width - 1, height - 1), fill=colour, outline="#d9a441", width=width // 18)
    font = face("song_bold", max(8, width // 3), text or "样张")
    pen.text((width / 2, height / 2), text or "样张", font=font, fill="#f6d27a", anchor="mm")
    return picture


def border(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A frame of interlaced waves, its width a thirtieth of the longer side."""
    del text, rng
    picture = Image.new("RGBA", size)
    pen, (width, height) = ImageDraw.Draw(picture), size
    band = max(size) / 32
    for inset in (0.0, band):
        frame = (inset, inset, width - 1 - inset, height - 1 - inset)
        pen.rectangle(frame, outline=colour, width=max(1, round(band / 10)))
    for wave in range(6):
        shift = math.pi * wave / 3
        for start, end in _sides(width, height, band / 2):
            pen.line(_wave(start, end, band * 0.42, shift), fill=colour, width=1)
    return picture


def _sides(width: int, height: int, inset: float) -> list[tuple[tuple[float, float], ...]]:
    """Return the middle lines of a frame's four sides as (start, end)."""
    right, bottom = width - inset, height - inset
    corners = [(inset, inset), (right, inset), (right, bottom), (inset, bottom)]
    return list(zip(corners, corners[1:] + corners[:1], strict=True))


def _wave(
    start: tuple[float, float], end: tuple[float, float], swing: float, shift: float
) -> list[tuple[float, float]]:
    """Return the points of a sine wave about a line; eight swings of it make one length."""
    length = math.dist(start, end)
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    points = []
    for place in range(0, round(length), 3):
        side = swing * math.sin(place / (swing * 1.2) + shift)
        points.append(
            (
                start[0] + along[0] * place - along[1] * side,
                start[1] + along[1] * place + along[0] * side,
            )
        )
    return points


def holes(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A column of sprocket holes, as along continuous forms."""
    del text, rng
    picture = Image.new("RGBA", size)
    pen, (width, height) = ImageDraw.Draw(picture), size
    for top in range(width, height - width, round(width * 3.2)):
        pen.ellipse((0, top, width - 1, top + width - 1), fill=colour)
    return picture


def watermark(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """Large slanting words, so faint that print over them is read without effort."""
    del rng
    mask = Image.new("L", size)
    words = text or "样张"
    font = face("hei", max(8, round(min(size) * 0.42)), words)
    middle = (size[0] / 2, size[1] / 2)
    ImageDraw.Draw(mask).text(middle, words, font=font, fill=22, anchor="mm")
    printed = Image.new("RGBA", size, ImageColor.getrgb(colour))
    printed.putalpha(mask.rotate(18))
    return printed
