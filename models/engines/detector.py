"""Finding text lines with a DB detector on OpenVINO."""

from pathlib import Path

import cv2
import numpy as np

from models.engines import Image, Quad
from models.engines.network import read_network, start_network
from models.engines.textmap import find_lines

SHORTEST, LONGEST = 480, 960
"""A picture is scaled up until its short side is this long, and down until its long side is."""
THIN, CLOSE = 16, 24
"""Lines thinner than the first, in pixels of the scaled picture, are looked at again so closely
that they come out about as thick as the second."""
CLOSEST = 2000
"""Longest side of a closer look."""
GRID = 32
"""The detector takes sides that are multiples of this."""


class Detector:
    """Finds the text lines of a picture."""

    def __init__(self, path: Path, threads: int) -> None:
        self._network = start_network(read_network(path), "LATENCY", threads)

    def __call__(self, image: Image) -> list[Quad]:
        """Return the text lines of a picture, in reading order; empty when there is none.

        Most papers are told apart well on a small picture, at a fraction of the cost. Where the
        print turns out fine, the picture is looked at once more, from nearer.
        """
        if not image.size:
            return []
        scale = _first_scale(image)
        quads = self._look(image, scale)
        closer = _closer_scale(image, quads, scale)
        return self._look(image, closer) if closer > scale else quads

    def _look(self, image: Image, scale: float) -> list[Quad]:
        """Return the lines found on the picture at one scale, in pixels of the picture itself."""
        height, width = image.shape[:2]
        size = [max(round(side * scale / GRID), 1) * GRID for side in (width, height)]
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        scaled = cv2.resize(image, size, interpolation=method)
        return find_lines(self._network(scaled[None])[0][0, 0], width, height)


def _first_scale(image: Image) -> float:
    """Return how much a picture is enlarged for the first look."""
    short, long = sorted(image.shape[:2])
    scale: float = min(max(SHORTEST / short, 1.0), LONGEST / long)
    return scale


def _closer_scale(image: Image, quads: list[Quad], scale: float) -> float:
    """Return how much the picture is enlarged to see the finer quarter of its lines well."""
    fine = float(np.percentile([_thickness(quad) * scale for quad in quads] or [THIN], 25))
    wanted = scale * CLOSE / fine if fine < THIN else scale
    return min(wanted, float(CLOSEST / max(image.shape[:2])))


def _thickness(quad: Quad) -> float:
    """Return the length of a quad's shortest side."""
    return float(np.linalg.norm(quad - np.roll(quad, 1, axis=0), axis=1).min())
