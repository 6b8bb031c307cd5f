"""Texts as masks of ink, in pixels."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from eval.specimens.fonts import face
from eval.specimens.layout import Style

SMALLEST = 0.6
"""A text that does not fit is set smaller down to this share of its size."""
NEEDLE = 3
"""Pixels from one needle of a needle printer to the next."""


class TextDoesNotFitError(ValueError):
    """A text is too long for its place on the form."""


@dataclass(frozen=True)
class Setting:
    """How one text is set: font, style and size in pixels."""

    font: FreeTypeFont
    style: Style
    size: int

    def width(self, text: str) -> float:
        """Return the length of a text in pixels."""
        advance = self.font.getlength(text) * self.style.squeeze
        return advance + len(text) * self.style.spacing * self.size

    @property
    def height(self) -> int:
        """The height of a line from the top of its letters to their foot."""
        return sum(self.font.getmetrics())


def fit(
    text: str, family: str, style: Style, size: int, room: tuple[float, int]
) -> tuple[Setting, list[str]]:
    """Return the largest setting in which ``text`` fits ``room`` (width, lines), with its lines.

    Raises:
        TextDoesNotFitError: Not even the smallest setting fits.
    """
    width, most = room
    for step in range(100, round(SMALLEST * 100) - 1, -4):
        pixels = max(8, size * step // 100)
        setting = Setting(face(family, pixels, text), style, pixels)
        lines = wrap(text, setting, width)
        if len(lines) <= most:
            return setting, lines
    raise TextDoesNotFitError(f"{text!r} does not fit {width:.0f} pixels × {most} lines")


def wrap(text: str, setting: Setting, width: float) -> list[str]:
    """Break a text where the line is full; no limit when ``width`` is 0."""
    lines = [""]
    for character in text:
        if character == "\n":
            lines.append("")
        elif width and lines[-1] and setting.width(lines[-1] + character) > width:
            lines.append(character)
        else:
            lines[-1] += character
    return lines


def ink(text: str, setting: Setting, spread: float = 0) -> Image.Image:
    """Return a line of text as a mask; ``spread`` stretches the gaps to that width in pixels."""
    style, font = setting.style, setting.font
    gap = style.spacing * setting.size / style.squeeze
    if spread and len(text) > 1:
        natural = setting.width(text) - len(text) * style.spacing * setting.size
        gap = max(0.0, (spread - natural) / style.squeeze / (len(text) - 1))
    length = font.getlength(text) + gap * len(text)
    mask = Image.new("L", (max(1, round(length) + 4), setting.height))
    pen, left = ImageDraw.Draw(mask), 1.0
    for character in text:
        pen.text((left, 0), character, font=font, fill=255)
        if character == "0" and style.barred_zero:
            bar_zero(pen, left, setting)
        left += font.getlength(character) + gap
    if style.squeeze != 1:
        mask = mask.resize((max(1, round(mask.width * style.squeeze)), mask.height))
    return needles(mask) if style.dots else mask


def bar_zero(pen: ImageDraw.ImageDraw, left: float, setting: Setting) -> None:
    """Draw the bar that licence printers put across a zero."""
    _, top, right, bottom = setting.font.getbbox("0")
    middle, thickness = (top + bottom) / 2, max(1, setting.size // 18)
    pen.line(((left + right * 0.2, middle), (left + right * 0.85, middle)), 255, thickness)


def needles(mask: Image.Image) -> Image.Image:
    """Break a mask into the dots of a needle printer, dense enough to be read."""
    height, width = mask.height, mask.width
    down = np.where(np.arange(height) % NEEDLE == 0, 0.55, 1.0)
    across = np.where(np.arange(width) % NEEDLE == 0, 0.8, 1.0)
    return Image.fromarray((np.asarray(mask) * np.outer(down, across)).astype(np.uint8))
