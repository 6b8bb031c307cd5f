"""Lay a printed form's plan over a paper, so that places without a label can be found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.labels import Hit

Rectangle = tuple[float, float, float, float]

ENOUGH = 2
"""Labels needed to fit a plan at all; with two it is moved, turned and scaled only."""
STRAY = 0.06
"""Labels farther off the plan than this share of its width are misread ones."""


@dataclass(frozen=True)
class Fit:
    """How the plan of a form lies on a paper: a 2 × 3 affine matrix."""

    matrix: NDArray[np.float64]

    def place(self, zone: Rectangle) -> Rectangle:
        """Return a rectangle of the plan as the upright rectangle around it on the paper."""
        left, top, right, bottom = zone
        corners = np.array([[left, top, 1], [right, top, 1], [right, bottom, 1], [left, bottom, 1]])
        points = corners @ self.matrix.T
        low, high = points.min(axis=0), points.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def fit(hits: Sequence[Hit], anchors: Mapping[str, Rectangle]) -> Fit | None:
    """Fit the plan to the labels found; None when too few of them are.

    A label printed twice on the plan is not used: nobody could tell which one was found.
    """
    known = [hit for hit in hits if hit.label in anchors]
    if len(known) < ENOUGH:
        return None
    plan = np.array([corner for hit in known for corner in _corners(anchors[hit.label])])
    found = np.array(
        [
            corner
            for hit in known
            for corner in _corners((hit.left, hit.top, hit.right, hit.bottom))
        ]
    )
    estimate = cv2.estimateAffine2D if len(known) > ENOUGH else cv2.estimateAffinePartial2D
    limit = STRAY * float(np.ptp(found[:, 0]) or 1.0)
    matrix, _ = estimate(plan, found, method=cv2.RANSAC, ransacReprojThreshold=max(limit, 4.0))
    return None if matrix is None or not _sane(matrix) else Fit(np.asarray(matrix, np.float64))


def _corners(box: Rectangle) -> list[tuple[float, float]]:
    left, top, right, bottom = box
    return [(left, top), (right, bottom)]


def _sane(matrix: NDArray[np.float64]) -> bool:
    """Refuse a fit that mirrors the form or squeezes one side to less than half the other."""
    across, down = matrix[0, 0], matrix[1, 1]
    return bool(across > 0 and down > 0 and 0.5 < across / down < 2.0)
