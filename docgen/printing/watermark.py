"""Marks every page of a PDF as no original: large pale words across it."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.stamp import StaticStampStyle

from docgen.printing.field import A4_HEIGHT, POINTS_PER_MM
from models.fonts import SHIPPED

FONT = SHIPPED / "NotoSansCJKsc-Regular.otf"
GREY = (120, 120, 120)
PALE = 70
"""How much of the words' grey is seen, of 255: what is printed stays readable."""
PIXELS = 1240, 1754
"""Of the picture that covers a page: 150 dots an inch."""
SIZE = 150
ANGLE = 52
A4_WIDTH = 210 * POINTS_PER_MM


def mark_pages(pdf: bytes, words: str) -> bytes:
    """Return the PDF with ``words`` across each of its A4 pages."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    style = StaticStampStyle(background=_picture(words), background_opacity=1, border_width=0)
    box = BoxConstraints(width=round(A4_WIDTH), height=round(A4_HEIGHT))
    stamp = style.create_stamp(writer, box, {})
    for page in range(writer.prev.root["/Pages"]["/Count"]):
        stamp.apply(page, 0, 0)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@lru_cache(maxsize=8)
def _picture(words: str) -> PdfImage:
    mask = Image.new("L", PIXELS)
    font = ImageFont.truetype(FONT, SIZE)
    middle = (PIXELS[0] / 2, PIXELS[1] / 2)
    ImageDraw.Draw(mask).text(middle, words, font=font, fill=PALE, anchor="mm")
    picture = Image.new("RGB", PIXELS, GREY)
    picture.putalpha(mask.rotate(ANGLE, resample=Image.Resampling.BICUBIC))
    return PdfImage(picture)
