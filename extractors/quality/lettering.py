"""What the print on a picture is like: how high, how far from the paper, how crisp, how legible."""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.scaling import scaled
from models.engines import Image
from models.records import Box, Line

MOST_LINES = 12
"""The longest lines speak for all."""
COMMON_HEIGHT = 32
"""Lines are judged at this height in pixels, so that figures compare."""
INK, PAPER = 10, 75
"""Percentiles of the luminance in a line's box that stand for its ink and for its paper."""
SMALL = 25
"""Percentile of the heights that stands for a paper's small print."""
LEAST = 4
"""A box lower or narrower than this many pixels shows nothing."""


def measure_lettering(image: Image, lines: Sequence[Line]) -> dict[str, float]:
    """Return the figures of the print, by their names in ``Quality``; none without print."""
    longest = sorted(lines, key=lambda line: -len(line.text))[:MOST_LINES]
    boxes = [line.box for line in longest]
    crops = [grey for grey in (_grey(image, box) for box in boxes) if min(grey.shape) >= LEAST]
    if not crops:
        return {}
    return {
        "text_height": round(float(np.percentile([_height(line.box) for line in lines], SMALL)), 1),
        "ink": round(float(np.median([_ink(crop) for crop in crops])), 1),
        "crispness": round(float(np.median([_crispness(crop) for crop in crops])), 3),
        "legibility": round(_legibility(lines), 4),
    }


def _grey(image: Image, box: Box) -> Image:
    left, top, right, bottom = box
    crop = image[top:bottom, left:right]
    if not crop.size:
        return crop[..., 0]
    return np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), np.uint8)


def _height(box: Box) -> int:
    """Return how high the line is; one that runs down the page is as high as it is narrow."""
    return min(box[2] - box[0], box[3] - box[1])


def _ink(grey: Image) -> float:
    dark, light = np.percentile(grey, (INK, PAPER))
    return float(light - dark)


def _crispness(grey: Image) -> float:
    """Return how steep the strokes are for their darkness, whatever the size of the print."""
    share = COMMON_HEIGHT / min(grey.shape)
    method = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    small = scaled(grey.astype(np.float32), share, method)
    spread = float(small.var())
    return float(cv2.Laplacian(small, cv2.CV_32F).var()) / spread if spread else 0.0


def _legibility(lines: Sequence[Line]) -> float:
    """Return the mean confidence of the reading, long lines weighing more."""
    weight = sum(len(line.text) for line in lines)
    return sum(line.confidence * len(line.text) for line in lines) / weight if weight else 0.0
