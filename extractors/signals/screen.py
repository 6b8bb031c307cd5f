"""Pictures of a screen: the grid of its pixels in a photograph, the status bar in a screenshot."""

import re

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.signals.declared import SignalSpec
from extractors.signals.sight import Sight

Plane = NDArray[np.float32]

TILE = 128
"""Pixels of the squares whose spectra are compared: a grid is the same in all of them."""
FEWEST = 6
CALMEST = 2 / 3
"""This share of the tiles is kept, those with the least print, …"""
MOST = 40
"""… and of many no more than this, from all over the picture."""
RENDERED = 0.5
"""Where more of a picture than this is flat to the level no camera has made it."""
SLOW = 4.0
"""Blur that stands for print and light, taken away before."""
AROUND = 17
"""A peak stands out from the mean of so many neighbouring frequencies."""
LOWEST = 0.09
"""Lowest frequency of a grid, in cycles per pixel; print repeats more slowly."""
AXIS = 2
"""Frequencies this near to an axis belong to rows of print and rules, in steps of the spectrum."""
CLOCK = re.compile(r"^(上午|下午|凌晨|中午|晚上)?\d{1,2}[:：]\d{2}")


def screen_grid(sight: Sight, signal: SignalSpec) -> str | None:
    """Tell a periodic grid all over the picture, in its light or in its colours."""
    if not sight.photographed:
        return None
    grey = cv2.cvtColor(sight.picture, cv2.COLOR_RGB2GRAY)
    luma = grey.astype(np.float32)
    places = _calm(luma)
    if len(places) < FEWEST or float((cv2.Laplacian(grey, cv2.CV_16S) == 0).mean()) > RENDERED:
        return None
    colour = sight.picture[:, :, 0].astype(np.float32) - sight.picture[:, :, 2]
    beats = peak(luma, places, both_axes=True) >= signal.limits["luma"]
    fringes = peak(colour, places, both_axes=False) >= signal.limits["chroma"]
    return "" if beats or fringes else None


def peak(plane: Plane, places: list[tuple[int, int]], *, both_axes: bool) -> float:
    """Return how far the strongest frequency that all tiles share stands out, as a logarithm.

    The vertical axis, on which rows of print lie, is always left out; ``both_axes`` leaves out the
    other as well, where rules and edges of characters lie.
    """
    window = np.outer(np.hanning(TILE), np.hanning(TILE)).astype(np.float32)
    spectra = [_spectrum(plane[y : y + TILE, x : x + TILE], window) for y, x in places]
    shared = np.median(spectra, axis=0).astype(np.float32)
    excess = shared - cv2.blur(shared, (AROUND, AROUND))
    down, across = np.mgrid[:TILE, :TILE] - TILE // 2
    wanted = (np.hypot(down, across) > LOWEST * TILE) & (np.abs(across) > AXIS)
    if both_axes:
        wanted &= np.abs(down) > AXIS
    return float(excess[wanted].max())


def _calm(luma: Plane) -> list[tuple[int, int]]:
    """Return the corners of the tiles with the least print."""
    height, width = luma.shape
    corners = [
        (y, x) for y in range(0, height - TILE + 1, TILE) for x in range(0, width - TILE + 1, TILE)
    ]
    corners.sort(key=lambda at: float(luma[at[0] : at[0] + TILE, at[1] : at[1] + TILE].std()))
    calm = corners[: max(FEWEST, round(len(corners) * CALMEST))]
    return calm[:: -(-len(calm) // MOST)] if calm else []


def _spectrum(tile: Plane, window: Plane) -> Plane:
    fast = tile - cv2.GaussianBlur(tile, (0, 0), SLOW)
    return np.asarray(np.log1p(np.abs(np.fft.fftshift(np.fft.fft2(fast * window)))), np.float32)


def status_bar(sight: Sight, signal: SignalSpec) -> str | None:
    """Tell a slender upright picture whose first line begins with the time of day."""
    page = sight.page
    if page.turned or page.height < signal.limits["slenderness"] * page.width:
        return None
    bar = [line for line in page.lines if line.box[3] < signal.limits["height"] * page.height]
    return "" if any(CLOCK.match(line.text) for line in bar) else None
