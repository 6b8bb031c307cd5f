"""The quality gate: is a picture good enough to read, and if not, what should the person do?"""

import cv2
import numpy as np

from models.engines import Image
from models.records import Quality, Warning

COMMON_SIDE = 1000
"""Pictures are judged with their longer side scaled down to this, so that figures compare."""
TILE = 64
"""Sharpness is taken tile by tile: an empty margin says nothing about the print."""
SHARPEST = 98
"""Percentile of the tiles that speaks for the print; the very sharpest may be a speck of dust."""

EMPTY_SHARPNESS = 3.0
"""Below this there is no edge anywhere …"""
SHADED_CONTRAST = 20.0
"""… and up to this nothing but soft shade: an empty table, not a paper out of focus."""
EMPTY_CONTRAST = 5.0
"""Below this nothing at all is darker or lighter than the rest."""
BLURRED = 40.0
"""Small print is lost below this; a sharp picture of a paper measures many times more."""
SOFT = 150.0
DARK = 45.0
"""Mean luminance of a photo whose print drowns in noise; on a dark table it is still twice this."""
DIM = 75.0
GLARE = 0.01
"""Share of the picture in burnt-out patches from which print is likely to be lost."""
UNREADABLE_PIXELS = 80_000
"""Fewer pixels cannot hold the print of any paper: 300 × 200 is lost, 400 × 256 is not."""
FEW_PIXELS = 160_000

_BURNT = 250
_WHITE_PAPER = 240
_PATCH = 0.002
_GLARE_SIDE = 256


def measure(image: Image) -> Quality:
    """Return the measured quality of a page picture, with its grade."""
    grey = _common(image)
    sharpness, brightness = _sharpness(grey), float(grey.mean())
    contrast, glare = float(grey.std()), _glare(grey)
    pixels = image.shape[0] * image.shape[1]
    poor = (
        sharpness < BLURRED
        or contrast < EMPTY_CONTRAST
        or brightness < DARK
        or pixels < UNREADABLE_PIXELS
    )
    fair = sharpness < SOFT or brightness < DIM or glare > GLARE or pixels < FEW_PIXELS
    return Quality(
        sharpness=round(sharpness, 1),
        brightness=round(brightness, 1),
        contrast=round(contrast, 1),
        glare=round(glare, 4),
        grade="poor" if poor else "fair" if fair else "good",
    )


def advise(quality: Quality, width: int, height: int) -> tuple[Warning, ...]:
    """Return what is wrong with a picture of that many pixels and what to do; nothing when good.

    ``no_paper`` and ``too_small`` mean that reading it makes no sense.
    """
    shaded = quality.sharpness < EMPTY_SHARPNESS and quality.contrast < SHADED_CONTRAST
    if shaded or quality.contrast < EMPTY_CONTRAST:
        return (_warning("no_paper", "图片中没有看到材料，请对准材料重新拍摄后上传。"),)
    found = {
        "too_small": width * height < UNREADABLE_PIXELS,
        "low_resolution": UNREADABLE_PIXELS <= width * height < FEW_PIXELS,
        "blurred": quality.sharpness < BLURRED,
        "dark": quality.brightness < DARK,
        "glare": quality.glare > GLARE,
    }
    return tuple(_warning(code, _ADVICE[code]) for code, holds in found.items() if holds)


_ADVICE = {
    "too_small": "图片分辨率过低，文字无法辨认，请上传原图，或靠近材料重新拍摄。",
    "low_resolution": "图片分辨率较低，部分小字可能认错，建议上传原图并核对识别结果。",
    "blurred": "图片模糊，请擦净镜头、对焦清楚后重新拍摄。",
    "dark": "图片过暗，请在光线充足处重新拍摄。",
    "glare": "图片有反光，部分文字可能看不清，请避开灯光或倾斜角度后重新拍摄。",
}


def _warning(code: str, message: str) -> Warning:
    return Warning(code=code, message=message)


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
    if share >= 1:
        return image
    height, width = (max(1, round(length * share)) for length in image.shape[:2])
    return np.asarray(cv2.resize(image, (width, height), interpolation=method), np.uint8)


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
