"""The colours of number plates (GA 36-2018), and where on a picture they are."""

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from models.engines import Image

Mask = NDArray[np.uint8]

BANDS: Mapping[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "蓝": ((95, 80, 40), (130, 255, 255)),
    "黄": ((14, 80, 80), (36, 255, 255)),
    "绿": ((38, 30, 60), (92, 255, 255)),
    "黑": ((0, 0, 0), (180, 255, 75)),
    "白": ((0, 0, 130), (180, 45, 255)),
}
"""Lowest and highest hue (0 to 180), saturation and value of each colour."""
PLAIN = ("蓝", "黄", "绿")
"""Colours that stand out from a picture; black and white are everywhere."""
ENOUGH = 0.35
"""A plate shows this share of its own colour at least; characters and dirt take the rest."""
END = 0.3
"""A large new-energy plate is yellow over this share of its width, green over the rest."""


def mask_of(picture: Image, colour: str) -> Mask:
    """Return where a picture has a colour, as 0 and 255."""
    low, high = BANDS[colour]
    hsv = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
    return np.asarray(cv2.inRange(hsv, np.array(low), np.array(high)), np.uint8)


def colour_of(plate: Image) -> tuple[str, float]:
    """Return the colour of a plate cut out of its picture, and the share of it that has it."""
    shares = {colour: _share(plate, colour) for colour in BANDS}
    end = max(1, round(plate.shape[1] * END))
    if _share(plate[:, :end], "黄") >= ENOUGH and _share(plate[:, end:], "绿") >= ENOUGH:
        return "黄绿", shares["黄"] + shares["绿"]
    vivid = max(PLAIN, key=lambda colour: shares[colour])
    if shares[vivid] >= ENOUGH:
        return vivid, shares[vivid]
    pale = max(("黑", "白"), key=lambda colour: shares[colour])
    return (pale, shares[pale]) if shares[pale] >= 0.5 else ("", 0.0)


def _share(picture: Image, colour: str) -> float:
    return float(mask_of(picture, colour).mean()) / 255 if picture.size else 0.0
