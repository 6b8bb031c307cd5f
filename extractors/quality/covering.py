"""A finger on the paper: skin that reaches from the picture's edge into the print."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.engines import Image
from models.records import Box

SMALL = 400
"""Skin is looked for on a picture whose long side is between this many pixels and twice as many."""
SKIN = ((40, 138, 85), (255, 173, 122))
"""Lowest and highest Y, Cr and Cb of skin in any light that shows print."""
MOST = 0.3
"""Where more of the print's area than this has the colour of skin, the paper or the table does."""
SMOOTH = 12.0
"""Standard deviation of luminance up to which skin is skin: a printed ground has strokes."""
GRAIN = 5
"""Specks smaller than this many pixels are no hand."""

Mask = NDArray[np.uint8]


def covered_share(picture: Image, print_box: Box) -> float:
    """Return the share of the print's box that lies under skin reaching in from the picture's edge.

    0 where a paper or table of that colour makes it impossible to tell.
    """
    small, step = thinned(picture)
    left, top, right, bottom = (edge // step for edge in print_box)
    inside = hand(small)[top:bottom, left:right]
    share = float(inside.mean()) if inside.size else 0.0
    if not 0 < share <= MOST:
        return 0.0
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)[top:bottom, left:right]
    return share if float(grey[inside > 0].std()) <= SMOOTH else 0.0


def thinned(picture: Image) -> tuple[Image, int]:
    """Return every n-th pixel of a large picture, and n."""
    step = max(1, max(picture.shape[:2]) // SMALL)
    return np.ascontiguousarray(picture[::step, ::step]), step


def hand(small: Image) -> Mask:
    """Return where there is skin connected to the edge of the picture, as 0 and 1."""
    skin = cv2.inRange(cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb), *map(np.array, SKIN))
    opened = cv2.morphologyEx(skin, cv2.MORPH_OPEN, np.ones((GRAIN, GRAIN), np.uint8))
    _, parts = cv2.connectedComponents(opened)
    rim = np.concatenate([parts[0], parts[-1], parts[:, 0], parts[:, -1]])
    return np.isin(parts, np.setdiff1d(rim, [0])).astype(np.uint8)
