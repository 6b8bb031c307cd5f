"""Text lines out of the probability map of a DB (differentiable binarization) detector."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.engines import Quad

INK = 0.3
"""A pixel of the map above this belongs to text."""
CORE = 0.5
"""In a shape that is no line, pixels of the map above this may still be those of lines."""
MOST_CORES = 8
"""A shape that falls into more parts than this is a pattern, not print."""
LONG = 2
"""A core less than this many times as wide as high may be a speck."""
SURE = 0.5
"""A line whose pixels are less probable than this on average is noise."""
SWELL = 1.6
"""The map shows shrunken lines: each side moves out by area x SWELL / perimeter."""
THINNEST = 3
"""A shape thinner than this many pixels of the map is noise."""
MOST = 1000
"""More shapes than this on one page are a pattern, not text."""


def find_lines(probabilities: NDArray[np.float32], width: int, height: int) -> list[Quad]:
    """Return the lines of a map, in reading order, in pixels of a ``width`` x ``height`` picture.

    Corners run clockwise from the top left and may lie outside the picture by the swelling.
    """
    ink = cv2.dilate((probabilities > INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    rows, columns = probabilities.shape
    scale = np.array([width / columns, height / rows], np.float32)
    shapes = [(contour, _quad(contour, probabilities)) for contour in contours[:MOST]]
    lines = [quad for _, quad in shapes if quad is not None]
    for contour, quad in shapes:
        if quad is None:
            cores = _cores(contour, probabilities)
            lines += [core for core in cores if not any(_holds(line, core) for line in lines)]
    return sort_lines([quad * scale for quad in lines])


def _cores(shape: NDArray[np.int32], probabilities: NDArray[np.float32]) -> list[Quad]:
    """Return the lines within a shape that is none itself, as where a seal touches print."""
    inside = np.zeros(probabilities.shape, np.uint8)
    cv2.drawContours(inside, [shape], -1, 1, cv2.FILLED)
    cores = ((probabilities > CORE) & (inside > 0)).astype(np.uint8)
    contours, _ = cv2.findContours(cores, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    quads = (_quad(contour, probabilities) for contour in contours)
    lines = [quad for quad in quads if quad is not None and _is_long(quad)]
    return lines if len(contours) <= MOST_CORES else []


def _is_long(quad: Quad) -> bool:
    """Tell whether a core is a line of some length, not a speck or a scrap of a margin."""
    across, down = np.ptp(quad, axis=0)
    return bool(across >= LONG * down)


def _holds(line: Quad, core: Quad) -> bool:
    """Tell whether the middle of a core lies in a line: it is the hole of a character there."""
    x, y = core.mean(axis=0)
    return cv2.pointPolygonTest(line, (float(x), float(y)), False) >= 0


def sort_lines(quads: list[Quad]) -> list[Quad]:
    """Sort lines from top to bottom, and from left to right among those of one row."""
    rows: list[list[Quad]] = []
    for quad in sorted(quads, key=_middle):
        if rows and _middle(quad) - _middle(rows[-1][-1]) < _height(quad) / 2:
            rows[-1].append(quad)
        else:
            rows.append([quad])
    return [quad for row in rows for quad in sorted(row, key=lambda quad: float(quad[0, 0]))]


def _quad(contour: NDArray[np.int32], probabilities: NDArray[np.float32]) -> Quad | None:
    """Return the swollen rectangle round one shape of the map, None when it is noise."""
    (x, y), (w, h), angle = cv2.minAreaRect(contour)
    if min(w, h) < THINNEST or _mean(probabilities, cv2.boxPoints(((x, y), (w, h), angle))) < SURE:
        return None
    grown = 2 * w * h * SWELL / (2 * (w + h))
    return _clockwise(cv2.boxPoints(((x, y), (w + grown, h + grown), angle)))


def _mean(probabilities: NDArray[np.float32], corners: NDArray[np.float32]) -> float:
    """Return the mean probability inside a rectangle of the map."""
    rows, columns = probabilities.shape
    left, top = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, (columns - 1, rows - 1))
    right, bottom = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, (columns - 1, rows - 1))
    inside = np.zeros((bottom - top + 1, right - left + 1), np.uint8)
    cv2.fillPoly(inside, [(corners - (left, top)).astype(np.int32)], 1)
    return float(cv2.mean(probabilities[top : bottom + 1, left : right + 1], inside)[0])


def _clockwise(corners: NDArray[np.float32]) -> Quad:
    """Order four corners clockwise from the top left."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def _middle(quad: Quad) -> float:
    """Return the height at which a line stands."""
    return float(quad[:, 1].mean())


def _height(quad: Quad) -> float:
    """Return the vertical extent of a line's left side."""
    return float(abs(quad[3, 1] - quad[0, 1]))
