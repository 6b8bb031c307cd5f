"""Pages of PDFs beside each other in one picture, for the documentation."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import pypdfium2
from PIL import Image

WIDTH, HEIGHT = 480, 679
"""Of a page, in pixels."""
GAP, GROUND = 8, "#8a8f98"
SHARPER = 2
"""Pages are drawn larger and then made small, so that thin lines stay."""
LARGEST = 600_000
"""Bytes of a picture."""
QUALITIES = range(80, 30, -5)


def pages_of(pdf: bytes) -> Iterator[Image.Image]:
    """Yield a small picture of every page, seals included."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    for page in document:
        drawn = page.render(scale=SHARPER * WIDTH / page.get_width(), may_draw_forms=True)
        yield drawn.to_pil().convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def tile(pages: Sequence[Image.Image], across: int) -> Image.Image:
    """Return one picture of pages in rows of so many."""
    down = -(-len(pages) // across)
    size = (across * (WIDTH + GAP) + GAP, down * (HEIGHT + GAP) + GAP)
    picture = Image.new("RGB", size, GROUND)
    for place, page in enumerate(pages):
        row, column = divmod(place, across)
        picture.paste(page, (GAP + column * (WIDTH + GAP), GAP + row * (HEIGHT + GAP)))
    return picture


def packed(picture: Image.Image) -> bytes:
    """Return a picture as JPEG, as good as its size allows; raises ``ValueError`` if none is."""
    for quality in QUALITIES:
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= LARGEST:
            return out.getvalue()
    raise ValueError("the picture is too large")
