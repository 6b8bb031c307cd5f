"""What happens to a paper before it is uploaded: a desk, a phone, a copier.

Each effect takes a picture and a source of chance and returns a new picture. They are mild enough
that a careful person still reads every field.
"""

import io
from collections.abc import Callable
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Plane = NDArray[np.float32]
Effect = Callable[[Image.Image, Random], Image.Image]

DESKS = (
    (152, 116, 78),
    (196, 190, 180),
    (64, 60, 58),
    (120, 92, 70),
    (214, 212, 208),
    (92, 104, 112),
)
"""Colours of the desks papers are photographed on."""


def on_desk(picture: Image.Image, rng: Random) -> Image.Image:
    """Lay the paper on a desk, turned by up to 8 degrees and seen at a slant."""
    width, height = picture.size
    room = round(max(picture.size) * rng.uniform(0.05, 0.12))
    size = (width + 2 * room, height + 2 * room)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-8, 8), 1.0)
    turned = corners @ turn[:, :2].T + turn[:, 2] + room
    slant = min(picture.size) * 0.035
    moved = turned + np.array([[rng.uniform(-slant, slant) for _ in "xy"] for _ in corners])
    shrunk = _into(moved.astype(np.float32), size)
    return _lay(picture, cv2.getPerspectiveTransform(corners, shrunk), desk(size, rng))


def _into(corners: Plane, size: tuple[int, int]) -> Plane:
    """Shrink corners about the middle until they lie inside a picture of ``size``."""
    middle = np.array(size, dtype=np.float32) / 2
    reach = np.abs(corners - middle).max(axis=0) / (middle * 0.98)
    return np.asarray(middle + (corners - middle) / max(1.0, float(reach.max())), dtype=np.float32)


def _lay(picture: Image.Image, move: NDArray[np.float64], ground: Image.Image) -> Image.Image:
    """Lay a picture on a ground by a perspective transform, with a soft shadow at its edge."""
    size = ground.size
    paper = cv2.warpPerspective(np.asarray(picture), move, size, flags=cv2.INTER_AREA)
    cover = np.full((picture.height, picture.width), 255, dtype=np.uint8)
    mask = cv2.warpPerspective(cover, move, size, flags=cv2.INTER_LINEAR)[..., None] / 255
    shadow = cv2.GaussianBlur(mask[..., 0], (0, 0), 9)[..., None] * 0.35
    under = np.asarray(ground) * (1 - shadow)
    return _clip(paper * mask + under * (1 - mask))


def desk(size: tuple[int, int], rng: Random) -> Image.Image:
    """Return a desk with a grain along its length."""
    noise = np.random.default_rng(rng.getrandbits(32))
    grain = cv2.GaussianBlur(noise.normal(0, 40, (size[1], size[0])), (0, 0), 24, sigmaY=1.2)
    colour = np.array(rng.choice(DESKS), dtype=np.float64)
    return _clip(colour + grain[..., None] + noise.normal(0, 3, (size[1], size[0], 1)))


def blurred(picture: Image.Image, rng: Random) -> Image.Image:
    """Slightly out of focus."""
    sigma = rng.uniform(0.5, 1.0) * min(picture.size) / 1000
    return Image.fromarray(cv2.GaussianBlur(np.asarray(picture), (0, 0), max(0.4, sigma)))


def noisy(picture: Image.Image, rng: Random) -> Image.Image:
    """The grain of a photo taken in poor light."""
    noise = np.random.default_rng(rng.getrandbits(32))
    grain = noise.normal(0, rng.uniform(3, 8), (picture.height, picture.width, 1))
    return _clip(np.asarray(picture) + grain)


def uneven_light(picture: Image.Image, rng: Random) -> Image.Image:
    """Brighter on one side than on the other."""
    across, down = _axes(picture)
    slope = (across - 0.5) * rng.uniform(-0.4, 0.4) + (down - 0.5) * rng.uniform(-0.4, 0.4)
    return _clip(np.asarray(picture) * (rng.uniform(0.85, 1.05) + slope)[..., None])


def shadow(picture: Image.Image, rng: Random) -> Image.Image:
    """The shadow of a hand or phone with a soft edge."""
    across, down = _axes(picture)
    edge = across * rng.uniform(-1, 1) + down * rng.uniform(-1, 1) - rng.uniform(-0.3, 0.5)
    dark = rng.uniform(0.2, 0.38) / (1 + np.exp(-edge * 14))
    return _clip(np.asarray(picture) * (1 - dark)[..., None])


def glare(picture: Image.Image, rng: Random) -> Image.Image:
    """A pale reflection that does not hide the print under it."""
    across, down = _axes(picture)
    place = (rng.uniform(0.15, 0.85), rng.uniform(0.15, 0.85))
    far = np.hypot(across - place[0], (down - place[1]) * picture.height / picture.width)
    light = rng.uniform(60, 105) * np.exp(-((far / rng.uniform(0.1, 0.18)) ** 2))
    return _clip(np.asarray(picture) + light[..., None])


def copied(picture: Image.Image, rng: Random) -> Image.Image:
    """A photocopy: grey, with more contrast, specks and a grey cast."""
    grey = np.asarray(picture.convert("L"), dtype=np.float64)
    noise = np.random.default_rng(rng.getrandbits(32))
    strong = (grey - 128) * rng.uniform(1.05, 1.25) + rng.uniform(132, 146)
    strong[noise.random(grey.shape) < 0.0004] = 60
    return _clip(np.repeat(strong[..., None], 3, axis=-1))


def low_resolution(picture: Image.Image, rng: Random) -> Image.Image:
    """Sent on by a chat program that made it smaller."""
    share = rng.uniform(0.62, 0.8)
    size = (round(picture.width * share), round(picture.height * share))
    return picture.resize(size, Image.Resampling.BILINEAR)


def compressed(picture: Image.Image, rng: Random) -> Image.Image:
    """Saved as JPEG of middling quality."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=rng.randint(55, 80))
    return Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")


EFFECTS: dict[str, Effect] = {
    "photocopy": copied,
    "photo": on_desk,
    "uneven_light": uneven_light,
    "shadow": shadow,
    "glare": glare,
    "low_resolution": low_resolution,
    "blur": blurred,
    "noise": noisy,
    "jpeg": compressed,
}
"""Name of each condition and its effect, in the order they happen to a paper."""

CHANCES = {
    "photocopy": 0.12,
    "photo": 0.75,
    "uneven_light": 0.5,
    "shadow": 0.3,
    "glare": 0.3,
    "low_resolution": 0.25,
    "blur": 0.4,
    "noise": 0.45,
    "jpeg": 1.0,
}
"""How often each effect befalls a paper."""

LIGHT = {"photo": 1.0, "uneven_light": 1.0, "noise": 0.5, "jpeg": 1.0}
"""The effects of a careful photo with a telephone."""


def degrade(
    picture: Image.Image, rng: Random, chances: dict[str, float] | None = None
) -> tuple[Image.Image, list[str]]:
    """Return the picture after what befell it, and the names of the conditions."""
    odds = CHANCES if chances is None else chances
    befell = [name for name in EFFECTS if rng.random() < odds.get(name, 0)]
    for name in befell:
        picture = EFFECTS[name](picture, rng)
    return picture, befell


def turned(picture: Image.Image, clockwise: int) -> Image.Image:
    """Return the picture turned clockwise by a multiple of 90 degrees."""
    return picture.rotate(-clockwise, expand=True)


def _axes(picture: Image.Image) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the place of each pixel across and down, 0 to 1."""
    across = np.linspace(0, 1, picture.width)
    down = np.linspace(0, 1, picture.height)
    grid = np.meshgrid(across, down)
    return grid[0], grid[1]


def _clip(levels: NDArray[np.floating]) -> Image.Image:
    """Return levels as a picture."""
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))
