"""Reading line crops with a CTC recogniser on OpenVINO."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import openvino as ov

from models.engines import Image, Reading
from models.engines.crops import fit
from models.engines.ctc import decode
from models.engines.network import read_characters, read_recogniser, start_network

STRIDE = 8
"""Pixels of a crop per timestep of the recogniser."""
GRID = 32
"""Crops are padded to a multiple of this width, for each new width costs a preparation."""


class Recogniser:
    """Reads line crops, one at a time on each thread, the widest first.

    A crop as wide as the one before needs no preparation. Crops are not stacked: on a processor
    that gains nothing, costs padding, and makes a reading depend on its neighbours.
    """

    def __init__(self, path: Path, threads: int) -> None:
        network = start_network(read_recogniser(path), "THROUGHPUT", threads)
        self._characters = read_characters(path)
        self._queue = ov.AsyncInferQueue(network)

    def __call__(self, crops: Sequence[Image]) -> list[Reading]:
        """Read upright line crops of any height, one reading each, in order."""
        readings = [Reading(text="", confidence=0.0) for _ in crops]

        def keep(request: ov.InferRequest, place: int, timesteps: float) -> None:
            best, classes = (request.get_output_tensor(n).data[0, :, 0] for n in (0, 1))
            readings[place] = decode(classes, best, self._characters, timesteps)

        self._queue.set_callback(lambda request, line: keep(request, *line))
        lines = [(place, fit(crop)) for place, crop in enumerate(crops) if crop.size]
        for place, line in sorted(lines, key=lambda placed: -placed[1].shape[1]):
            self._queue.start_async({0: _pad(line)[None]}, (place, line.shape[1] / STRIDE))
        self._queue.wait_all()
        return readings


def padded_width(width: int) -> int:
    """Return the width in which the recogniser sees a line crop."""
    return -(-width // GRID) * GRID


def _pad(line: Image) -> Image:
    """Return a line whose right edge is drawn out to its padded width."""
    width = line.shape[1]
    padded: Image = cv2.copyMakeBorder(
        line, 0, 0, 0, padded_width(width) - width, borderType=cv2.BORDER_REPLICATE
    )
    return padded
