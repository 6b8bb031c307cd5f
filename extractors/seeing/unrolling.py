"""The text around a seal as a straight line."""

import cv2
import numpy as np

from models.engines import Image
from models.records import Box

STRIP = 48
"""Height of the unrolled text in pixels."""


def unroll(picture: Image, seal: Box, ring: tuple[float, float], arc: tuple[float, float]) -> Image:
    """Return a part of a seal's ring as a straight strip of dark strokes on white.

    ``ring`` is its inner and outer edge as shares of the radius; ``arc`` the angles at which the
    strip begins and ends, in degrees clockwise from the top. An arc that runs backwards, as
    ``(230, 130)`` along the bottom, is text whose feet point outwards.
    """
    left, top, right, bottom = seal
    across, down = (right - left) / 2, (bottom - top) / 2
    inner, outer = ring
    start, end = arc
    turn = np.radians(abs(end - start))
    length = round(STRIP * turn * (inner + outer) / 2 / (outer - inner))
    angles = np.radians(np.linspace(start, end, length))[np.newaxis, :]
    edges = (outer, inner) if end > start else (inner, outer)
    radii = np.linspace(*edges, STRIP)[:, np.newaxis]
    x = ((left + right) / 2 + across * radii * np.sin(angles)).astype(np.float32)
    y = ((top + bottom) / 2 - down * radii * np.cos(angles)).astype(np.float32)
    strip = cv2.remap(picture, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    # Green and blue are dark where the ink is red, and the mean keeps the strokes smooth.
    grey = strip[:, :, 1:].mean(axis=2, keepdims=True)
    return np.ascontiguousarray(grey.repeat(3, axis=2).astype(np.uint8))
