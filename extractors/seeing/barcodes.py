"""QR codes and bar codes on a page."""

import cv2
import zxingcpp

from models.engines import Image
from models.records import Barcode

FORMATS = (
    zxingcpp.BarcodeFormat.QRCode,
    zxingcpp.BarcodeFormat.Code39,
    zxingcpp.BarcodeFormat.Code128,
)
"""What papers carry: QR codes, the bar code of a vehicle licence, and of certificates."""
MAX_SIDE = 2000
"""Longer pictures are scaled down to this; the small code of a scanned invoice still decodes."""


def read_barcodes(image: Image) -> tuple[Barcode, ...]:
    """Return every code that decodes, with its upright box in pixels of ``image``."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    scale = min(1.0, MAX_SIDE / max(grey.shape))
    if scale < 1:
        height, width = (max(1, round(side * scale)) for side in grey.shape)
        grey = cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA)
    found = zxingcpp.read_barcodes(grey, formats=FORMATS, try_invert=False)
    return tuple(_barcode(code, scale) for code in found)


def _barcode(code: zxingcpp.Barcode, scale: float) -> Barcode:
    place = code.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    xs = [round(corner.x / scale) for corner in corners]
    ys = [round(corner.y / scale) for corner in corners]
    box = (min(xs), min(ys), max(xs), max(ys))
    return Barcode(format=str(code.format), text=code.text, box=box)
