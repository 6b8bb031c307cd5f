"""A picture for a simulated licence."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

SIZE: Final = (240, 160)
PAPER, INK = "#f4f1e8", "#8a2b2b"


def draw_thumbnail(title: str) -> bytes:
    """Return a small PNG that stands for a licence: a frame, a seal and lines, no print.

    The longer the title, the more lines: pictures of different licences differ.
    """
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((6, 6, SIZE[0] - 7, SIZE[1] - 7), outline=INK, width=2)
    pen.ellipse((180, 100, 224, 144), outline=INK, width=3)
    for line in range(len(title)):
        pen.line((20, 24 + 10 * line, 150, 24 + 10 * line), fill=INK)
    content = BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()
