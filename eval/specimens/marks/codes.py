"""Machine-readable codes."""

from random import Random

import numpy as np
import zxingcpp
from PIL import Image, ImageColor


def qr(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A QR code as large as fits, without quiet zone."""
    del rng
    return _print(_modules(text, zxingcpp.BarcodeFormat.QRCode), size, colour)


def code39(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A Code 39 bar code over the whole width."""
    del rng
    bars = _modules(text, zxingcpp.BarcodeFormat.Code39)
    return _print(bars.crop((0, 0, bars.width, 1)), size, colour)


def _modules(text: str, kind: zxingcpp.BarcodeFormat) -> Image.Image:
    """Return the dark modules of a code as a mask, one pixel each."""
    drawn = zxingcpp.create_barcode(text, kind).to_image(scale=1, add_quiet_zones=False)
    return Image.fromarray(255 - np.asarray(drawn))


def _print(modules: Image.Image, size: tuple[int, int], colour: str) -> Image.Image:
    """Print a mask of modules in a colour; whole pixels each, so that edges stay sharp."""
    across, down = max(1, size[0] // modules.width), max(1, size[1] // modules.height)
    mask = modules.resize((modules.width * across, modules.height * down), Image.Resampling.NEAREST)
    printed = Image.new("RGBA", size)
    printed.paste(Image.new("RGBA", mask.size, ImageColor.getrgb(colour)), (0, 0), mask)
    return printed
