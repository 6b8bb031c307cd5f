"""Values beside what hides print: a reflection, a finger, the end of the picture."""

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.quality.covering import Mask, hand, thinned
from extractors.quality.edges import SIDES
from models.engines import Image
from models.records import Box, Document, FieldValue, Page, Quality, State, Support

BURNT = 250
"""Luminance from which nothing printed can be seen."""
BESIDE = 0.6
"""A value with something hidden within this many of its heights may go on under it."""
LEAST = 0.03
"""Share of a value's surroundings that must be hidden."""
SETTLED = frozenset({Support.PROVEN, Support.GIVEN})
"""What a check digit or a code proves is whole."""


def doubt_hidden(document: Document, page: Page, picture: Image) -> Document:
    """Return the document with no value sure of which a part may be hidden."""
    quality = document.quality
    if quality is None or not (quality.glare or quality.covered or quality.cut):
        return document
    scene = Scene.of(picture, page, quality)
    fields = tuple(
        field.model_copy(update={"state": State.CONFIRM}) if _doubtful(field, scene) else field
        for field in document.fields
    )
    return document.model_copy(update={"fields": fields})


@dataclass(frozen=True)
class Scene:
    """What hides print on a page: places as a thinned-out mask, and the sides that are cut."""

    mask: Mask
    step: int
    edges: dict[str, int]
    """For each side that cuts the paper, where the page ends there."""

    @classmethod
    def of(cls, picture: Image, page: Page, quality: Quality) -> "Scene":
        """Look for what the quality says is there."""
        small, step = thinned(picture)
        mask = np.zeros(small.shape[:2], np.uint8)
        if quality.glare:
            mask |= np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY) >= BURNT, np.uint8)
        if quality.covered:
            mask |= hand(small)
        ends = dict(zip(SIDES, (0, 0, page.width, page.height), strict=True))
        return cls(mask, step, {side: ends[side] for side in quality.cut})

    def hides(self, box: Box) -> bool:
        """Tell whether a value in this box may go on where it cannot be seen."""
        around = BESIDE * min(box[2] - box[0], box[3] - box[1])
        grown = (box[0] - around, box[1], box[2] + around, box[3])
        left, top, right, bottom = (max(0, round(edge / self.step)) for edge in grown)
        beside = self.mask[top:bottom, left:right]
        reached = any(
            abs(box[SIDES.index(side)] - end) <= around for side, end in self.edges.items()
        )
        return reached or bool(beside.size and float(beside.mean()) > LEAST)


def _doubtful(field: FieldValue, scene: Scene) -> bool:
    sure = field.state is State.SURE and field.support not in SETTLED
    return sure and field.evidence.box is not None and scene.hides(field.evidence.box)
