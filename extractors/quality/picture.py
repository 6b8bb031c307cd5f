"""What a picture is like as a whole: sharpness, light, glare."""

import cv2
import numpy as np

from extractors.scaling import scaled
from models.engines import Image

COMMON_SIDE = 1000
"""Pictures are judged with their longer side scaled down to this, so that figures compare."""
TILE = 64
"""Sharpness is taken tile by tile: an empty margin says nothing about the print."""
SHARPEST = 98
"""Percentile of the tiles that speaks for the print; the very sharpest may be a speck of dust."""

_BURNT = 250
_WHITE_PAPER = 240
_PATCH = 0.002
_WHITE = 253
_DARKEST = 1
_GLARE_SIDE = 256


def measure_picture(image: Image) -> dict[str, float]:
    """Return the figures of a picture that need no print, by their names in ``Quality``."""
    grey = _common(image)
    return {
        "sharpness": round(_sharpness(grey), 1),
        "brightness": round(float(grey.mean()), 1),
        "contrast": round(float(grey.std()), 1),
        "glare": round(_glare(grey), 4),
        "burnt": round(float((grey >= _WHITE).mean()), 3),
        "darkest": round(float(np.percentile(grey, _DARKEST)), 1),
        "pixels": image.shape[0] * image.shape[1],
    }


def _common(image: Image) -> Image:
    """Return the picture in grey at the common size.

    A large one is first thinned out to twice that size: averaging every pixel of a phone photo
    would take longer than all the rest and change no verdict.
    """
    thinned = _shrunk(image, 2 * COMMON_SIDE, cv2.INTER_NEAREST)
    return _shrunk(cv2.cvtColor(thinned, cv2.COLOR_RGB2GRAY), COMMON_SIDE, cv2.INTER_AREA)


def _shrunk(image: Image, side: int, method: int) -> Image:
    """Return the picture with its longer side at most ``side``."""
    share = side / max(image.shape[:2])
    return image if share >= 1 else scaled(image, share, method)


def _sharpness(grey: Image) -> float:
    """Return the variance of the Laplacian in the sharpest tiles."""
    edges = cv2.Laplacian(grey, cv2.CV_32F)
    rows, columns = (max(1, length // TILE) for length in grey.shape)
    edges = edges[: rows * TILE, : columns * TILE]
    size = (columns, rows)
    mean = cv2.resize(edges, size, interpolation=cv2.INTER_AREA)
    square = cv2.resize(edges * edges, size, interpolation=cv2.INTER_AREA)
    return float(np.percentile(square - mean * mean, SHARPEST))


def _glare(grey: Image) -> float:
    """Return the share of burnt-out patches that lie inside the picture.

    White paper is no glare, nor is a white margin, which reaches the border of the picture.
    """
    small = _shrunk(grey, _GLARE_SIDE, cv2.INTER_AREA)
    if np.percentile(small, 75) >= _WHITE_PAPER:
        return 0.0
    height, width = small.shape
    _, _, patches, _ = cv2.connectedComponentsWithStats((small >= _BURNT).astype(np.uint8))
    burnt = sum(
        int(area)
        for left, top, across, down, area in patches[1:]
        if left > 0 and top > 0 and left + across < width and top + down < height
        if area > _PATCH * small.size
    )
    return burnt / int(small.size)
