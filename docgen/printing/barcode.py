"""The bar code (Code 128) of a number, for the readers at a counter."""

from io import BytesIO

import numpy as np
import zxingcpp
from PIL import Image

PIXELS_PER_MODULE = 4
HEIGHT = 0.17
"""Of the PNG, for its width."""
LONGEST = 32
"""Characters; a longer code would be too fine to print."""


def barcode_svg(text: str) -> str:
    """Return the bar code of a text as SVG without a margin; empty when it has none.

    Code 128 writes ASCII only.
    """
    return str(_code(text).to_svg(add_quiet_zones=False)) if _fits(text) else ""


def barcode_png(text: str) -> bytes:
    """Return the bar code of a text as PNG without a margin; empty when it has none."""
    if not _fits(text):
        return b""
    pixels = np.asarray(_code(text).to_image(scale=PIXELS_PER_MODULE, add_quiet_zones=False))
    pixels = pixels[: round(pixels.shape[1] * HEIGHT)]
    out = BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def white_png() -> bytes:
    """Return a white PNG for where a bar code would stand."""
    out = BytesIO()
    Image.new("L", (100, round(100 * HEIGHT)), "white").save(out, "PNG")
    return out.getvalue()


def _fits(text: str) -> bool:
    return text.isascii() and text.isprintable() and 0 < len(text) <= LONGEST


def _code(text: str) -> zxingcpp.Barcode:
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
