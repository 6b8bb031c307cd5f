"""Find the cells between the ruled lines of a page."""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.placing.layout import whole
from extractors.tables.rulings import find_rulings
from models.engines import Image
from models.records import Box

LOWEST = 0.7
"""A cell is at least this many character heights high and wide."""
FULL = 0.7
"""A cell fills at least this share of the rectangle around it."""
WHOLE = 0.9
"""What fills more than this share of the page is no cell of a table."""


def find_cells(picture: Image, height: float) -> tuple[Box, ...]:
    """Return the cells of every ruled table, in pixels of the page, in no order that matters.

    A cell is closed by ruled lines on all sides. ``height`` is how high print is, in pixels.
    """
    mask, scale = find_rulings(picture, height)
    ground = np.asarray(mask == 0, np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ground, connectivity=4)
    high, wide = mask.shape
    least, most = LOWEST * height * scale, WHOLE * high * wide
    boxes = [
        (x, y, x + w, y + h)
        for x, y, w, h, area in stats[1:].tolist()
        if min(w, h) >= least and FULL * w * h <= area and w * h < most
    ]
    return tuple(
        whole((x / scale, y / scale, right / scale, bottom / scale))
        for x, y, right, bottom in boxes
        if min(x, y) > 0 and right < wide and bottom < high
    )


def cell_of(point: tuple[float, float], cells: Sequence[Box]) -> Box | None:
    """Return the smallest cell in which a point lies; None outside of every table."""
    x, y = point
    around = [box for box in cells if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
    return min(around, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), default=None)
