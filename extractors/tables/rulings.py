"""Find the straight lines that are ruled on a page."""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.placing.layout import whole
from extractors.scaling import scaled
from models.engines import Image
from models.records import Box

Mask = NDArray[np.uint8]

UNIT = 32
"""Lines are looked for on a picture scaled so that print is this many pixels high."""
DARKER = 12
"""How much darker than its surroundings a ruled line is, of 255."""
FAINTEST = 64
"""What is left of a hairline, of 255, when a picture shrinks."""
RUN = (1.0, 0.8)
"""A ruled line that lies, or stands, is unbroken for at least so many character heights."""
LEAST = (2.5, 1.0)
"""And all its runs together are at least so many character heights long."""
BREAK = 0.5
"""Gaps up to this share of a character height are where a copy lost the line."""
THICK = 0.3
"""What is thicker than this share of a character height is a bar or a picture."""
SOLID = 0.75
"""At least this share of a line's length is ink; strokes of writing in one line have more gaps."""
LARGE = 6.0
"""Lines that hang together reach over this many character heights; smaller ones are writing."""


def find_rulings(picture: Image, height: float) -> tuple[Mask, float]:
    """Return the ruled lines of a level page as a mask, and its scale against the picture.

    ``height`` is how high print is in the picture, in pixels.
    """
    lying, standing, scale = _both(picture, height)
    return _together(lying, standing, height * scale), scale


def ruled_lines(picture: Image, height: float) -> tuple[Box, ...]:
    """Return the box around each ruled line of a level page, in its pixels."""
    lying, standing, scale = _both(picture, height)
    kept = _together(lying, standing, height * scale)
    return tuple(
        whole((x / scale, y / scale, (x + w) / scale, (y + h) / scale))
        for lines in (lying, standing)
        for x, y, w, h, _ in cv2.connectedComponentsWithStats(lines & kept)[2][1:].tolist()
    )


def _both(picture: Image, height: float) -> tuple[Mask, Mask, float]:
    """Return the lines that lie and those that stand, as masks, and their scale."""
    scale = min(1.0, UNIT / max(height, 1.0))
    ink = _shrunk(ink_of(picture, height), scale)
    unit = height * scale
    return _kept(ink, unit, lying=True), _kept(ink, unit, lying=False), scale


def _together(lying: Mask, standing: Mask, unit: float) -> Mask:
    return _large(cv2.dilate(lying | standing, np.ones((3, 3), np.uint8)), unit)


def ink_of(picture: Image, height: float) -> Mask:
    """Return what is darker than its surroundings, so that grey fields and shadows are paper."""
    grey = picture.min(axis=2)
    window = 2 * round(max(height, 8.0) / 2) + 1
    ink = cv2.adaptiveThreshold(
        grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, DARKER
    )
    return np.asarray(ink, np.uint8)


def _shrunk(ink: Mask, scale: float) -> Mask:
    """Return ink at a smaller scale; a hairline stays."""
    if scale == 1.0:
        return ink
    return np.asarray(scaled(ink * 255, scale) > FAINTEST, np.uint8)


def _kept(ink: Mask, unit: float, *, lying: bool) -> Mask:
    """Return the ink of one direction's lines, their gaps closed."""
    runs = cv2.dilate(ink, _bar(3, lying=not lying))
    runs = cv2.morphologyEx(runs, cv2.MORPH_OPEN, _bar(round(RUN[not lying] * unit), lying=lying))
    bars = cv2.morphologyEx(runs, cv2.MORPH_OPEN, _bar(round(THICK * unit), lying=not lying))
    runs &= 1 - bars
    lines = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, _bar(round(BREAK * unit), lying=lying))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lines)
    length = stats[1:, cv2.CC_STAT_WIDTH if lying else cv2.CC_STAT_HEIGHT]
    inked = _lengths(labels, runs, count, lying=lying)[1:]
    found = np.zeros(count, np.uint8)
    found[1:] = (length >= LEAST[not lying] * unit) & (inked >= SOLID * length)
    return np.asarray(found[labels], np.uint8)


def _lengths(
    labels: NDArray[np.int32], runs: Mask, count: int, *, lying: bool
) -> NDArray[np.int64]:
    """Return for each line in how many columns (or rows) of it there is ink."""
    rows, columns = np.nonzero((labels > 0) & (runs > 0))
    places = columns if lying else rows
    pairs = np.unique(labels[rows, columns].astype(np.int64) * max(labels.shape) + places)
    return np.bincount(pairs // max(labels.shape), minlength=count)


def _bar(length: int, *, lying: bool) -> Mask:
    return np.ones((1, length) if lying else (length, 1), np.uint8)


def _large(lines: Mask, unit: float) -> Mask:
    """Return the lines that hang together far enough to be ruled, not written."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lines)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    kept = np.zeros(count, np.uint8)
    kept[1:] = size[1:] >= LARGE * unit
    return np.asarray(kept[labels], np.uint8)
