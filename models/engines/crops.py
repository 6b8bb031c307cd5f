"""Text lines cut out of a picture, upright and of one height."""

from collections.abc import Iterable

import cv2
import numpy as np

from models.engines import Image, Quad

HEIGHT = 48
"""Height of a line crop in pixels: what the recognition weights were trained on."""
TALL = 1.5
"""A crop this much higher than wide holds a line that runs from top to bottom."""
LONGEST = 3200
"""Widest crop in pixels; a longer line is squeezed, for its cost grows with its length."""


def cut(image: Image, quads: Iterable[Quad]) -> list[Image]:
    """Return each quad's line as a picture ``HEIGHT`` pixels high, in the order of the quads.

    A quad may reach beyond the picture: the border is repeated there. A line that runs from top to
    bottom is turned to run from left to right.
    """
    return [_flatten(image, np.asarray(quad, np.float32)) for quad in quads]


def fit(crop: Image) -> Image:
    """Scale a line crop to ``HEIGHT``, keeping its proportions up to a width of ``LONGEST``."""
    height, width = crop.shape[:2]
    if height == HEIGHT and width <= LONGEST:
        return crop
    size = min(max(round(width * HEIGHT / height), 1), LONGEST), HEIGHT
    method = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    scaled: Image = cv2.resize(crop, size, interpolation=method)
    return scaled


def _flatten(image: Image, quad: Quad) -> Image:
    """Return the quad as an upright rectangle of line height."""
    width, height = (max(side, 1.0) for side in _sides(quad))
    thickness = width if height >= TALL * width else height
    # Warping skips pixels when it shrinks: it goes to a multiple of the height, not below the
    # line's own, and the rest is shrunk by areas.
    scale = HEIGHT * int(np.ceil(thickness / HEIGHT)) / thickness
    across, down = max(round(width * scale), 1), max(round(height * scale), 1)
    corners = np.array([[0, 0], [across, 0], [across, down], [0, down]], np.float32)
    flat: Image = cv2.warpPerspective(
        image,
        cv2.getPerspectiveTransform(quad, corners),
        (across, down),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return fit(np.rot90(flat) if height >= TALL * width else flat)


def _sides(quad: Quad) -> tuple[float, float]:
    """Return the width and height of a quad: the longer of each two opposite sides."""
    top, right, bottom, left = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    return float(max(top, bottom)), float(max(left, right))
