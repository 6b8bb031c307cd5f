"""A value written on a patch of plain colour, where all others stand on grained paper."""

import cv2
import numpy as np

from extractors.signals.declared import SignalSpec
from extractors.signals.sight import Sight
from models.engines import Image
from models.records import Box, FieldValue, State

WINDOW = 5
"""Pixels of the squares that are called flat when no level in them differs by more than …"""
STEP = 1
BURNT, BLACK = 252, 4
"""At the ends of the scale everything is flat."""
LEAST = 100
"""A patch with fewer pixels between these tells nothing."""
PEERS = 4
"""So many other lines must show what is usual on this paper."""
SHORTEST = 3
"""Characters of a line from which it counts."""


def flat_patch(sight: Sight, signal: SignalSpec) -> str | None:
    """Name the first field whose paper is flat while that of the other lines is not."""
    if not sight.photographed:
        return None
    lines = [line for line in sight.lines if len(line.text) >= SHORTEST]
    shares = [share for line in lines if (share := flat_share(sight.picture, line.box)) is not None]
    if len(shares) < PEERS or float(np.median(shares)) > signal.limits["usual"]:
        return None
    for field in sight.document.fields:
        share = _share_of(field, sight.picture)
        if share is not None and share >= signal.limits["flat"]:
            return _title(field, sight)
    return None


def flat_share(picture: Image, box: Box) -> float | None:
    """Return the share of a box that is flat to the level; None where that tells nothing."""
    left, top, right, bottom = box
    crop = picture[top:bottom, left:right]
    if min(crop.shape[:2]) < 2 * WINDOW:
        return None
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
    square = np.ones((WINDOW, WINDOW), np.uint8)
    spread = cv2.subtract(cv2.dilate(grey, square), cv2.erode(grey, square))
    telling = (grey < BURNT) & (grey > BLACK)
    if telling.sum() < LEAST:
        return None
    return float(((spread <= STEP) & telling).sum() / telling.sum())


def _share_of(field: FieldValue, picture: Image) -> float | None:
    if field.state is State.UNREAD or field.evidence.box is None or len(field.text) < SHORTEST:
        return None
    return flat_share(picture, field.evidence.box)


def _title(field: FieldValue, sight: Sight) -> str:
    titles = {spec.key: spec.title for spec in sight.kind.fields} if sight.kind else {}
    return titles.get(field.key, field.key)
