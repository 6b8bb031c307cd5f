"""Find the small square boxes in which an answer is ticked, and whether they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np

from extractors.placing.boxes import overlap
from extractors.tables.rulings import Mask, ink_of
from models.engines import Image
from models.records import Box

SIDES = (0.16, 0.28, 0.45)
"""The insides of boxes are looked for from each of these sizes on, in heights of print."""
SPAN = 2.0
"""Up to this many times that size."""
STRAIGHT = 0.8
"""The sides of a box are straight for this share of that size; the strokes of a tick are not."""
SQUARE = 0.78
"""The shorter side is at least this share of the longer one."""
FULL = 0.85
"""The inside of a box fills at least this share of the rectangle around it."""
ALIKE = 0.2
"""The boxes of one form differ in size by less than this share."""
INNER = 0.12
"""The frame's own ink reaches this share of the box into its inside."""
OUTER = 0.3
"""And no more than this share beyond its inside."""
TICKED = 0.07
"""From this share of ink inside a box is ticked; dust is less."""
REACH = 1.0
"""A tick is looked for above, below and left of a box up to this many of its sides."""
STROKE = 0.1
"""Ink outside that hangs on the frame is a tick from this share of the box's area on."""
PRESENT = 0.85
"""Three sides of a broken box are there to this share."""
CROWDED = 0.75
"""Where there is more ink than this share stands a seal or a picture."""


@dataclass(frozen=True)
class TickBox:
    """A box to tick; ``box`` is its inside, in pixels of the page."""

    box: Box
    ticked: bool

    @property
    def side(self) -> float:
        """The length of its sides."""
        left, top, right, bottom = self.box
        return (right - left + bottom - top) / 2

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2


def find_tick_boxes(picture: Image, height: float) -> tuple[TickBox, ...]:
    """Return what looks like a box to tick; a character such as 口 looks the same.

    ``height`` is how high print is in the picture, in pixels.
    """
    ink = ink_of(picture, height)
    found: list[Box] = []
    for box in (each for share in SIDES for each in _frames(ink, share * height)):
        if all(overlap(box, other) < 0.5 for other in found):
            found.append(box)
    return tuple(TickBox(box, _ticked(ink, box)) for box in found)


def alike(boxes: Iterable[TickBox]) -> tuple[TickBox, ...]:
    """Return the boxes that have the usual size: those of one form are printed alike."""
    found = tuple(boxes)
    usual = median(each.side for each in found) if found else 0.0
    return tuple(each for each in found if abs(each.side - usual) <= ALIKE * usual)


def find_broken_box(picture: Image, region: Box, side: float, height: float) -> Box | None:
    """Return where in a region a box of a known size stands of which a tick hides one side.

    The tick must reach into it. ``side`` is the length of its inside, in pixels.
    """
    left, top, right, bottom = region
    ink = ink_of(picture, height)[max(top, 0) : bottom, max(left, 0) : right]
    size = round(side) + 2
    if min(ink.shape) <= size:
        return None
    near = cv2.dilate(ink, np.ones((2, 2), np.uint8)).astype(np.float32)
    lying = cv2.boxFilter(near, -1, (size, 1), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    standing = cv2.boxFilter(near, -1, (1, size), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    down, across = ink.shape[0] - size + 1, ink.shape[1] - size + 1
    sides = np.stack([
        lying[:down, :across], lying[size - 1 :, :across],
        standing[:down, :across], standing[:down, size - 1 :],
    ])  # fmt: skip
    inside = cv2.boxFilter(ink.astype(np.float32), -1, (size, size), anchor=(0, 0))
    score = np.sort(sides, axis=0)[1] * (inside[:down, :across] < CROWDED)
    y, x = np.unravel_index(int(score.argmax()), score.shape)
    if score[y, x] < PRESENT:
        return None
    inner_left, inner_top = max(left, 0) + int(x) + 1, max(top, 0) + int(y) + 1
    return inner_left, inner_top, inner_left + size - 2, inner_top + size - 2


def _frames(ink: Mask, least: float) -> Iterator[Box]:
    """Yield the squares that straight strokes close in."""
    length = max(round(STRAIGHT * least), 3)
    lying = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    standing = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    ground = np.asarray((lying | standing) == 0, np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ground, connectivity=4)
    wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
    long, short = np.maximum(wide, high), np.minimum(wide, high)
    square = (short >= SQUARE * long) & (area >= FULL * wide * high)
    for x, y, w, h, _ in stats[square & (short >= least) & (long <= SPAN * least)].tolist():
        yield x, y, x + w, y + h


def _ticked(ink: Mask, box: Box) -> bool:
    """Tell whether there is ink inside a box, or a stroke that hangs on it."""
    left, top, right, bottom = box
    margin = max(round(INNER * (bottom - top)), 1)
    core = ink[top + margin : bottom - margin, left + margin : right - margin]
    return bool(core.size and core.mean() >= TICKED) or _hanging(ink, box)


def _hanging(ink: Mask, box: Box) -> bool:
    """Tell whether a stroke goes on from the frame; what is right of it is the answer's text."""
    left, top, right, bottom = box
    frame = max(round(OUTER * (bottom - top)), 3)
    reach = round(REACH * (bottom - top))
    x, y = max(left - reach, 0), max(top - reach, 0)
    window = ink[y : bottom + reach, x : right + frame]
    _, labels = cv2.connectedComponents(window, connectivity=8)
    inner = (
        slice(max(top - frame - y, 0), bottom + frame - y),
        slice(max(left - frame - x, 0), None),
    )
    own = np.unique(labels[inner])
    hanging = np.isin(labels, own[own > 0])
    hanging[inner] = False
    return bool(hanging.sum() >= STROKE * (right - left) * (bottom - top))
