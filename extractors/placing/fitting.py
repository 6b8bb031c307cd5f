"""Lay a printed form's plan over a paper, so that places without a label can be found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.placing.labels import Hit
from extractors.placing.layout import Rectangle

LONG = 4
"""One label of this many characters is enough to move and scale a plan."""
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
    """Fit the plan to the labels found; None when too few of them are."""
    known = [hit for hit in hits if hit.label in anchors]
    if len(known) == 1 and len(known[0].label) >= LONG:
        return _from_one(known[0], anchors[known[0].label])
    if len(known) < 2:
        return None
    several = len(known) > 2
    # Two labels must tell the turn of the plan, for which their height is too uncertain.
    points = _corners if several else _ends
    plan = np.array([point for hit in known for point in points(anchors[hit.label])])
    found = np.array(
        [point for hit in known for point in points((hit.left, hit.top, hit.right, hit.bottom))]
    )
    estimate = cv2.estimateAffine2D if several else cv2.estimateAffinePartial2D
    limit = STRAY * float(np.ptp(found[:, 0]) or 1.0)
    matrix, _ = estimate(plan, found, method=cv2.RANSAC, ransacReprojThreshold=max(limit, 4.0))
    return None if matrix is None or not _sane(matrix) else Fit(np.asarray(matrix, np.float64))


def _from_one(hit: Hit, place: Rectangle) -> Fit:
    """Move and scale the plan so that one label lies where it was found."""
    scale = (hit.right - hit.left) / (place[2] - place[0])
    across = (hit.left + hit.right - scale * (place[0] + place[2])) / 2
    down = (hit.top + hit.bottom - scale * (place[1] + place[3])) / 2
    return Fit(np.array([[scale, 0, across], [0, scale, down]]))


def _corners(box: Rectangle) -> list[tuple[float, float]]:
    left, top, right, bottom = box
    return [(left, top), (right, bottom)]


def _ends(box: Rectangle) -> list[tuple[float, float]]:
    left, top, right, bottom = box
    return [(left, (top + bottom) / 2), (right, (top + bottom) / 2)]


def _sane(matrix: NDArray[np.float64]) -> bool:
    """Refuse a fit that mirrors the form or squeezes one side to less than half the other."""
    across, down = matrix[0, 0], matrix[1, 1]
    return bool(across > 0 and down > 0 and 0.5 < across / down < 2.0)
