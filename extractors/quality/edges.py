"""Print that runs out of the picture: the paper was not photographed whole."""

from collections.abc import Sequence

import numpy as np

from models.engines import Quad

TOUCHING = 0.03
"""A line this near to the picture's edge, in its own heights, goes on beyond it."""
ENOUGH = 2
"""So many lines, or …"""
LONG = 0.4
"""… one as long as this share of the picture prove it; a mark in a corner does not."""
SIDES = ("left", "top", "right", "bottom")


def cut_sides(quads: Sequence[Quad], width: int, height: int) -> tuple[str, ...]:
    """Return the sides of the picture (of these pixels) that cut through its print."""
    cut = []
    for place, side in enumerate(SIDES):
        touching = [quad for quad in quads if _gaps(quad, width, height)[place] <= TOUCHING]
        longest = max((float(np.ptp(quad[:, 0])) for quad in touching), default=0.0)
        if len(touching) >= ENOUGH or longest >= LONG * width:
            cut.append(side)
    return tuple(cut)


def _gaps(quad: Quad, width: int, height: int) -> tuple[float, float, float, float]:
    """Return how far a line ends from each side of the picture, in its own heights."""
    (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
    unit = max(min(right - left, bottom - top), 1.0)
    gaps = np.array((left, top, width - 1 - right, height - 1 - bottom)) / unit
    return float(gaps[0]), float(gaps[1]), float(gaps[2]), float(gaps[3])
