"""The QR code that leads from a printed form to its record."""

from io import BytesIO

import zxingcpp
from PIL import Image

LEVEL = "M"
"""Error correction that survives a fold or a stamp over some modules."""
PIXELS_PER_MODULE = 8


def qr_svg(text: str) -> str:
    """Return the QR code of a text as SVG without a margin."""
    return str(_code(text).to_svg(add_quiet_zones=False))


def qr_png(text: str) -> bytes:
    """Return the QR code of a text as PNG without a margin."""
    pixels = _code(text).to_image(scale=PIXELS_PER_MODULE, add_quiet_zones=False)
    out = BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def _code(text: str) -> zxingcpp.Barcode:
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
