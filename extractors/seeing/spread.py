"""Lay out anew what lies on its side beside upright papers, so that a page reads one way.

Two cards photographed together often lie crosswise. The one on its side is cut out, turned and laid
below the rest; the picture of the page shows it there.
"""

import numpy as np
from numpy.typing import NDArray

from models.engines import Engine, Image, Quad
from models.records import Box

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

TALL = 1.5
"""A line this much higher than wide runs from top to bottom."""
LEAST = 3
"""Fewer such lines close together are a note down the margin, not a paper."""
NEAR = 5.0
"""Lines of one paper are not farther from each other than this many line widths."""
MARGIN = 2.5
"""Around its lines a paper reaches this many line widths farther."""


def spread(image: Image, quads: list[Quad], engine: Engine) -> tuple[Image, list[Quad]]:
    """Return a picture and its lines with every paper that lies on its side turned and laid below.

    ``quads`` are the lines of a picture most of which is upright. Where nothing lies on its side,
    both come back as they are.
    """
    boxes = np.array([_box(quad) for quad in quads]).reshape(-1, 4)
    for place in _lying(boxes):
        inside = _within(boxes, place)
        if (~_tall(boxes) & inside).sum() > inside.sum() / LEAST:
            continue
        image, added = _laid_below(image, place, engine)
        kept = [quad for quad, within in zip(quads, inside, strict=True) if not within]
        quads = kept + added
        boxes = np.array([_box(quad) for quad in quads]).reshape(-1, 4)
    return image, quads


def _lying(boxes: Numbers) -> list[Box]:
    """Return where papers lie whose lines run from top to bottom."""
    tall = boxes[_tall(boxes)]
    if len(tall) < LEAST:
        return []
    thickness = float(np.median(tall[:, 2] - tall[:, 0]))
    groups: list[list[int]] = []
    for place, box in enumerate(tall):
        near = [g for g in groups if any(_apart(box, tall[i]) < NEAR * thickness for i in g)]
        groups = [g for g in groups if g not in near] + [sum(near, [place])]
    return [_hull(tall[group], MARGIN * thickness) for group in groups if len(group) >= LEAST]


def _laid_below(image: Image, place: Box, engine: Engine) -> tuple[Image, list[Quad]]:
    """Return the picture with a place emptied and its content turned below, and the lines there."""
    left, top, right, bottom = _clipped(place, image)
    turned = np.ascontiguousarray(np.rot90(image[top:bottom, left:right], k=-1))
    height, width = image.shape[:2]
    size = (height + turned.shape[0], max(width, turned.shape[1]))
    ground = np.median(image[::8, ::8].reshape(-1, 3), axis=0)
    canvas = np.empty((*size, 3), np.uint8)
    canvas[:] = ground
    canvas[:height, :width] = image
    canvas[top:bottom, left:right] = ground
    canvas[height:, : turned.shape[1]] = turned
    return canvas, [quad + np.array([0, height], np.float32) for quad in engine.detect(turned)]


def _box(quad: Quad) -> tuple[float, float, float, float]:
    return (*quad.min(axis=0), *quad.max(axis=0))


def _tall(boxes: Numbers) -> Flags:
    tall: Flags = boxes[:, 3] - boxes[:, 1] > TALL * (boxes[:, 2] - boxes[:, 0])
    return tall


def _within(boxes: Numbers, place: Box) -> Flags:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    within: Flags = (place[0] < x) & (x < place[2]) & (place[1] < y) & (y < place[3])
    return within


def _apart(a: Numbers, b: Numbers) -> float:
    """Return how far two boxes are apart, 0 where they overlap."""
    across = max(b[0] - a[2], a[0] - b[2], 0)
    down = max(b[1] - a[3], a[1] - b[3], 0)
    return float(np.hypot(across, down))


def _hull(boxes: Numbers, margin: float) -> Box:
    low, high = boxes[:, :2].min(axis=0) - margin, boxes[:, 2:].max(axis=0) + margin
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def _clipped(place: Box, image: Image) -> Box:
    height, width = image.shape[:2]
    return max(place[0], 0), max(place[1], 0), min(place[2], width), min(place[3], height)
