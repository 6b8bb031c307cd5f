"""Finding text lines with a DB detector on OpenVINO."""

from pathlib import Path

import cv2

from models.engines import Image, Quad
from models.engines.network import read_network, start_network
from models.engines.textmap import find_lines

SHORTEST, LONGEST = 480, 960
"""A picture is scaled up until its short side is this long, and down until its long side is.

Lines are found on so small a picture as well as on one of twice the size, at a fraction of the
cost; they are read on the picture itself.
"""
GRID = 32
"""The detector takes sides that are multiples of this."""


class Detector:
    """Finds the text lines of a picture."""

    def __init__(self, path: Path, threads: int) -> None:
        self._network = start_network(read_network(path), "LATENCY", threads)

    def __call__(self, image: Image) -> list[Quad]:
        """Return the text lines of a picture, in reading order; empty when there is none."""
        if not image.size:
            return []
        probabilities = self._network(_scale(image)[None])[0]
        height, width = image.shape[:2]
        return find_lines(probabilities[0, 0], width, height)


def seen_size(width: int, height: int) -> tuple[int, int]:
    """Return the width and height in which the detector sees a picture."""
    scale = max(SHORTEST / min(width, height), 1.0)
    scale = min(scale, LONGEST / max(width, height))
    across, down = (max(round(side * scale / GRID), 1) * GRID for side in (width, height))
    return across, down


def _scale(image: Image) -> Image:
    height, width = image.shape[:2]
    size = seen_size(width, height)
    method = cv2.INTER_AREA if size[0] < width else cv2.INTER_LINEAR
    scaled: Image = cv2.resize(image, size, interpolation=method)
    return scaled
