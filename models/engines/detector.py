"""Finding text lines with a DB detector on OpenVINO."""

from pathlib import Path

import cv2

from models.engines import Image, Quad
from models.engines.network import read_network, start_network
from models.engines.textmap import find_lines

SHORT_SIDE, LONG_SIDE = 736, 2000
"""Pictures are scaled so that print is as large as the detector knows it."""
GRID = 32
"""The detector takes sides that are multiples of this."""


class Detector:
    """Finds the text lines of a picture."""

    def __init__(self, path: Path, threads: int) -> None:
        self._network = start_network(read_network(path), "LATENCY", threads)

    def __call__(self, image: Image) -> list[Quad]:
        """Return the text lines of a picture, in reading order; empty when there is none."""
        height, width = image.shape[:2]
        if not height or not width:
            return []
        scaled = cv2.resize(image, _size(width, height), interpolation=cv2.INTER_AREA)
        return find_lines(self._network(scaled[None])[0][0, 0], width, height)


def _size(width: int, height: int) -> tuple[int, int]:
    """Return the width and height a picture is scaled to."""
    scale = max(SHORT_SIDE / min(width, height), 1.0)
    scale = min(scale, LONG_SIDE / max(width, height))
    across, down = (max(round(side * scale / GRID), 1) * GRID for side in (width, height))
    return across, down
