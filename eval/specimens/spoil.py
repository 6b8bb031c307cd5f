"""Faults of a photograph, each by a strength that can be raised step by step.

Unlike the effects of ``degrade``, which a careful person can read through, these go on until
nothing can be read: they show where reading falls.
"""

import io
from collections.abc import Callable

import cv2
import numpy as np
from PIL import Image as Pillow

from models.engines import Image

Spoil = Callable[[Image, float], Image]

SKIN = (224, 172, 142)
READ_NOISE = 4.0
"""Standard deviation of a sensor's noise, which darkness does not make smaller."""


def blur(picture: Image, sigma: float) -> Image:
    """Out of focus by a Gaussian of ``sigma`` pixels."""
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)


def shrink(picture: Image, share: float) -> Image:
    """Made smaller to a share of each side."""
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def darken(picture: Image, share: float) -> Image:
    """Taken with a share of the light, the sensor's noise staying."""
    noise = np.random.default_rng(1).normal(0, READ_NOISE, (*picture.shape[:2], 1))
    return _clip(picture * share + noise)


def fade(picture: Image, share: float) -> Image:
    """Printed with a share of the ink: everything comes nearer to the paper."""
    paper = np.percentile(picture, 75, axis=(0, 1))
    return _clip(paper + (picture - paper) * share)


def overexpose(picture: Image, gain: float) -> Image:
    """Taken with so many times the light."""
    return _clip(picture * float(gain))


def shine(picture: Image, radius: float) -> Image:
    """With a burnt-out patch in the middle, its radius a share of the shorter side."""
    height, width = picture.shape[:2]
    spot = np.zeros((height, width), np.float32)
    middle = (width // 2, height // 2)
    cv2.circle(spot, middle, round(radius * min(height, width)), 1.0, -1)
    light = cv2.GaussianBlur(spot, (0, 0), 0.01 * min(height, width))[..., None]
    return _clip(picture * (1 - light) + 255 * light)


def cut(picture: Image, share: float) -> Image:
    """Without a share of its right side."""
    return np.ascontiguousarray(picture[:, : round(picture.shape[1] * (1 - share))])


def cover(picture: Image, reach: float) -> Image:
    """With a finger that reaches in from the right, by a share of the width."""
    height, width = picture.shape[:2]
    thick = round(0.16 * min(height, width))
    hand = np.zeros((height, width), np.float32)
    tip = round(width * (1 - reach)) + thick // 2
    cv2.line(hand, (width + thick, round(0.7 * height)), (tip, round(0.6 * height)), 1.0, thick)
    soft = cv2.GaussianBlur(hand, (0, 0), 2.0)[..., None]
    shade = 1 - 0.25 * cv2.GaussianBlur(1 - hand, (0, 0), thick / 5)[..., None]
    return _clip(picture * (1 - soft) + np.array(SKIN) * shade * soft)


def compress(picture: Image, quality: float) -> Image:
    """Saved as JPEG of this quality."""
    buffer = io.BytesIO()
    Pillow.fromarray(picture).save(buffer, "JPEG", quality=round(quality))
    return np.asarray(Pillow.open(buffer).convert("RGB"))


def _clip(levels: np.ndarray) -> Image:
    return np.asarray(np.clip(levels, 0, 255), np.uint8)
