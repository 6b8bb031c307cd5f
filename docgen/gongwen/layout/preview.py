"""What a laid-out document looks like: a picture of each page."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2

SCALE = 1.5
"""Pixels a point: 108 dpi."""


def preview(pdf: bytes, scale: float = SCALE) -> Iterator[bytes]:
    """Yield each page of a PDF we made as PNG."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            held = BytesIO()
            page.render(scale=scale).to_pil().convert("RGB").save(held, "PNG")
            yield held.getvalue()
    finally:
        document.close()
