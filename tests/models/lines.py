"""Pictures of printed lines, drawn with the font the product ships."""

import numpy as np
from PIL import Image as Pictures
from PIL import ImageDraw, ImageFont

from models.engines import Image
from models.fonts import SHIPPED

FONT = SHIPPED / "NotoSansCJKsc-Regular.otf"
TEXT = "道路运输经营许可证 2026"
SIZE = 40


def draw(*lines: str, width: int = 900) -> Image:
    """Print lines one below the other, black on white, with a margin."""
    font = ImageFont.truetype(str(FONT), SIZE)
    sheet = Pictures.new("RGB", (width, 100 + 2 * SIZE * len(lines)), "white")
    pen = ImageDraw.Draw(sheet)
    for row, line in enumerate(lines):
        pen.text((60, 50 + 2 * SIZE * row), line, font=font, fill="black")
    return np.asarray(sheet)


def squeezed(text: str) -> str:
    return text.replace(" ", "")
