"""Text lines cut out of a picture, upright and of one height."""

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

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
    return [fit(_flatten(image, np.asarray(quad, np.float32))) for quad in quads]


def fit(crop: Image) -> Image:
    """Scale a line crop to ``HEIGHT``, keeping its proportions up to a width of ``LONGEST``."""
    height, width = crop.shape[:2]
    if height == HEIGHT and width <= LONGEST:
        return crop
    new_width = min(max(round(width * HEIGHT / height), 1), LONGEST)
    method = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    scaled: Image = cv2.resize(crop, (new_width, HEIGHT), interpolation=method)
    return scaled


def _flatten(image: Image, quad: Quad) -> Image:
    """Return the quad as an upright rectangle of its own size."""
    top, right, bottom, left = (_length(quad, corner) for corner in range(4))
    width, height = max(round(max(top, bottom)), 1), max(round(max(left, right)), 1)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    flat: Image = cv2.warpPerspective(
        image,
        cv2.getPerspectiveTransform(quad, corners),
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.rot90(flat) if height >= TALL * width else flat


def _length(quad: NDArray[np.float32], corner: int) -> float:
    """Return the length of the side that starts at a corner."""
    return float(np.linalg.norm(quad[(corner + 1) % 4] - quad[corner]))
