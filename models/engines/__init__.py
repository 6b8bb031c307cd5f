"""Engines that turn pictures into text, and what they promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""A picture: height × width × 3, RGB."""
Quad = NDArray[np.float32]
"""Four corners (x, y) of a text line, clockwise from its top left: 4 × 2, in pixels."""


@dataclass(frozen=True)
class Reading:
    """What an engine read on one line crop; the three tuples are as long as ``text`` or empty."""

    text: str
    confidence: float
    scores: tuple[float, ...] = ()
    """Confidence of each character, 0 to 1."""
    centres: tuple[float, ...] = ()
    """Centre of each character along the crop, 0 to 1."""


class Engine(Protocol):
    """An OCR engine: finds text lines and reads them. One engine belongs to one worker."""

    name: str

    def detect(self, image: Image) -> list[Quad]:
        """Return the text lines of a picture; empty when there is none."""
        ...

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        """Read upright line crops, one reading each, in order; an unreadable one has no text."""
        ...
