"""What forms are printed on: paper and the fine coloured lines of security print."""

from collections.abc import Callable, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

Ground = Callable[[tuple[int, int], Sequence[str], Random], Image.Image]
Plane = NDArray[np.float64]


def plain(size: tuple[int, int], tints: Sequence[str], rng: Random) -> Image.Image:
    """Paper of the first tint with a little grain."""
    colour = np.array(ImageColor.getrgb(tints[0])[:3], dtype=np.float64)
    return _picture(np.broadcast_to(colour, (size[1], size[0], 3)), rng)


def security(size: tuple[int, int], tints: Sequence[str], rng: Random) -> Image.Image:
    """A wash from tint to tint under bundles of fine waves, as on licences and cards."""
    across, down = _axes(size)
    paper = _wash(across, tints)
    for turn in (0.35, -0.5, 1.2):
        waves = _waves(across, down, turn, rng.uniform(0, 6))
        paper -= waves[..., None] * np.array([16, 10, 12])
    return _picture(paper, rng)


def watermarked(size: tuple[int, int], tints: Sequence[str], rng: Random) -> Image.Image:
    """Paper with broad faint bands, as certificates have."""
    across, down = _axes(size)
    paper = _wash(down, tints)
    bands = np.sin(down * 2.2 + 2.5 * np.sin(across * 0.8)) > 0.93
    paper -= bands[..., None] * np.array([4, 6, 12])
    return _picture(paper, rng)


GROUNDS: dict[str, Ground] = {"plain": plain, "security": security, "watermarked": watermarked}


def _axes(size: tuple[int, int]) -> tuple[Plane, Plane]:
    """Return the place of each pixel across and down, in units of a tenth of the width."""
    unit = size[0] / 10
    across, down = np.meshgrid(np.arange(size[0]) / unit, np.arange(size[1]) / unit)
    return across, down


def _wash(along: Plane, tints: Sequence[str]) -> Plane:
    """Return colours that go from tint to tint along an axis."""
    stops = np.linspace(0, along.max(), len(tints))
    colours = np.array([ImageColor.getrgb(tint)[:3] for tint in tints], dtype=np.float64)
    return np.stack([np.interp(along, stops, colours[:, band]) for band in range(3)], axis=-1)


def _waves(across: Plane, down: Plane, turn: float, phase: float) -> Plane:
    """Return fine parallel waves turned by ``turn``, 0 to 1."""
    along = across * np.cos(turn) + down * np.sin(turn)
    beside = down * np.cos(turn) - across * np.sin(turn)
    comb = np.sin((beside + 0.25 * np.sin(along * 2.1 + phase)) * 42)
    return np.asarray(np.clip(comb - 0.55, 0, 1) * 1.6)


def _picture(paper: Plane, rng: Random) -> Image.Image:
    """Return the picture of a paper with grain."""
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, 1.5, paper.shape[:2])
    return Image.fromarray(np.clip(paper + grain[..., None], 0, 255).astype(np.uint8))
