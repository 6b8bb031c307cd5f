"""What is done to a paper that an officer should hear of: shown on a screen, edited, stamped.

Each takes a picture and a source of chance and returns a new picture, like the effects of
``degrade``.
"""

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from eval.specimens.degrade import compressed
from eval.specimens.fonts import face

SUBPIXELS = 3
"""A screen's pixel is drawn this many times larger each way: red, green and blue stand apart."""
APERTURE = 0.32
"""Blur of lens and sensor, as a share of the distance of the camera's pixels."""


def reshot(picture: Image.Image, rng: Random) -> Image.Image:
    """Photograph the picture on a screen: its grid of pixels beats with that of the camera."""
    screen = _lit(np.asarray(picture.convert("RGB"), np.float32))
    pitch = SUBPIXELS / rng.uniform(0.9, 1.7)
    soft = cv2.GaussianBlur(screen, (0, 0), APERTURE * pitch * rng.uniform(1.0, 1.3))
    seen = _photographed(soft, pitch, rng.uniform(-4, 4))
    noise = np.random.default_rng(rng.getrandbits(32))
    grain = noise.normal(0, rng.uniform(1.5, 4), (*seen.shape[:2], 1))
    shot = Image.fromarray(np.clip(seen + grain, 0, 255).astype(np.uint8))
    return compressed(shot, rng)


def _lit(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a picture as a screen shows it: stripes of red, green and blue, and dark gaps."""
    large = np.repeat(np.repeat(picture, SUBPIXELS, axis=0), SUBPIXELS, axis=1)
    lit = np.full_like(large, 0.12)
    for channel in range(3):
        lit[:, channel::SUBPIXELS, channel] = 1.0
    lit[SUBPIXELS - 1 :: SUBPIXELS] *= 0.55
    shown = large * lit
    return np.asarray(shown * (picture.mean() / shown.mean()), np.float32)


def _photographed(screen: NDArray[np.float32], pitch: float, turn: float) -> NDArray[np.float32]:
    """Return what a camera with pixels at this distance sees, held a little askew."""
    height, width = screen.shape[:2]
    size = (round(width / pitch), round(height / pitch))
    move = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1 / pitch)
    move[:, 2] += size[0] / 2 - width / 2, size[1] / 2 - height / 2
    flags = cv2.INTER_LINEAR
    seen = cv2.warpAffine(screen, move, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen, np.float32)


def edited(picture: Image.Image, box: tuple[int, int, int, int], text: str) -> Image.Image:
    """Paint over what stands in a box with the colour of its paper and write something else."""
    left, top, right, bottom = box
    part = np.asarray(picture.convert("RGB").crop(box), np.float32).reshape(-1, 3)
    bright = part.sum(axis=1)
    paper = np.median(part[bright >= np.median(bright)], axis=0)
    ink = np.median(part[bright <= np.percentile(bright, 5)], axis=0)
    changed = picture.convert("RGB")
    pen = ImageDraw.Draw(changed)
    pen.rectangle(box, fill=_colour(paper))
    font = face("hei", max(8, round((bottom - top) * 0.68)), text)
    pen.text(
        ((left + right) / 2, (top + bottom) / 2), text, font=font, fill=_colour(ink), anchor="mm"
    )
    return changed


def stamped(picture: Image.Image, text: str, rng: Random) -> Image.Image:
    """Stamp words into the lower half of a paper, a little askew."""
    changed = picture.convert("RGB")
    width, height = changed.size
    size = max(14, min(width, height) // 16)
    font = face("song_bold", size, text)
    room = round(font.getlength(text)) + size
    mask = Image.new("L", (room, 2 * size))
    pen = ImageDraw.Draw(mask)
    pen.rectangle((2, 2, room - 3, 2 * size - 3), outline=210, width=max(2, size // 12))
    pen.text((room / 2, size), text, font=font, fill=210, anchor="mm")
    mask = mask.rotate(rng.uniform(-6, 6), Image.Resampling.BICUBIC)
    place = (round((width - room) * rng.uniform(0.3, 0.6)), round(height * rng.uniform(0.5, 0.7)))
    changed.paste((40, 42, 60), place, mask)
    return changed


def _colour(levels: NDArray[np.float32]) -> tuple[int, int, int]:
    red, green, blue = (round(float(level)) for level in levels)
    return red, green, blue
