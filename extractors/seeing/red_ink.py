"""Red ink: where it is, what stands under it, and what a round seal says."""

from collections.abc import Callable, Collection, Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.placing.boxes import around, overlap
from extractors.scaling import scaled
from extractors.seeing.heads import CLEAR
from extractors.seeing.look import lines_of
from extractors.seeing.unrolling import unroll
from models.engines import Engine, Image
from models.records import Box, Line

REDNESS = 45
"""How far the red channel must stand above the green one for a pixel to be red or pink ink."""
AROUND = 200
"""Most pixels in a square of half an area's shorter side, but at most of this size, are paper."""
RIM = 5
"""Half as many pixels about a red stroke it fades into the paper."""
DARK, PALE = 0.35, 0.7
"""Red ink is brighter in the red channel than the second share of the paper, print under it darker;
below the first share all is black."""
SMALL = 800
"""Red areas are looked for on a picture whose long side is at most this many pixels."""
SAME = 0.5
"""Two lines that share more than this of the smaller one are the same print."""
SPREAD = 9
"""Strokes of one seal lie nearer to each other than this many pixels of that picture."""
LEAST = 0.05
"""A red area narrower and lower than this share of the paper's short side is a speck."""
ROUND = 0.78
"""The shorter side of a round seal is at least this share of the longer one."""
RING = (0.58, 0.94)
"""Between which shares of a seal's radius its circular text stands."""
SWEEP = 150
"""Degrees to either side of the top that the text may reach."""


Baring = Callable[[Image, Iterable[Box]], Image]
"""A way to see what stands under red ink in some areas of a picture."""


def red_areas(picture: Image, box: Box) -> list[Box]:
    """Return where on a paper there is red ink, the largest area first, in pixels of the page."""
    left, top, right, bottom = box
    crop = picture[top:bottom, left:right]
    if min(crop.shape[:2]) < 8:
        return []
    scale = min(1.0, SMALL / max(crop.shape[:2]))
    small = scaled(crop, scale)
    joined = cv2.dilate(_redness(small), np.ones((SPREAD, SPREAD), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    least = LEAST * min(small.shape[:2])
    areas = [
        (left + x / scale, top + y / scale, left + (x + w) / scale, top + (y + h) / scale)
        for x, y, w, h, _ in sorted(stats[1:].tolist(), key=lambda row: -row[4])
        if w >= least and h >= least
    ]
    return [(round(a), round(b), round(c), round(d)) for a, b, c, d in areas]


def without_red(picture: Image, areas: Iterable[Box]) -> Image:
    """Return a picture with the red ink taken away in some areas, its black print left.

    In the red channel red ink is nearly as bright as the paper around it, while black print stays
    dark also under a stamp: what is red and not much darker than the paper becomes paper.
    """
    bare = picture.copy()
    for left, top, right, bottom in areas:
        crop = picture[max(top, 0) : bottom, max(left, 0) : right]
        if min(crop.shape[:2]) < 1:
            continue
        red = np.ascontiguousarray(crop[..., 0])
        around = min(max(min(red.shape) // 2, 2), AROUND) | 1
        paper = cv2.medianBlur(red, around).astype(np.float32)
        share = np.clip((red / np.maximum(paper, 1) - DARK) / (PALE - DARK), 0, 1)
        inked = cv2.dilate(_redness(crop), np.ones((RIM, RIM), np.uint8))
        kept = np.where(inked > 0, share * paper, red).astype(np.uint8)
        bare[max(top, 0) : bottom, max(left, 0) : right] = kept[..., None]
    return bare


def in_red_light(picture: Image, areas: Iterable[Box]) -> Image:
    """Return a picture as red light shows it, everywhere: stamps fade, brown print stays legible.

    Many forms print their titles and labels in brown, which ``without_red`` takes for ink.
    """
    del areas
    return np.ascontiguousarray(picture[:, :, :1].repeat(3, axis=2))


def read_under_red(
    picture: Image,
    areas: Iterable[Box],
    lines: Collection[Line],
    engine: Engine,
    bare: Baring,
) -> tuple[Line, ...]:
    """Return the lines that stand in red areas once the red ink is taken away.

    ``bare`` takes it away; ``lines`` are those read with the ink on: the ones that touch an
    area are read to their ends.
    """
    found: list[Line] = []
    for area in areas:
        left, top, right, bottom = _with_touching(area, lines)
        x, y = max(left, 0), max(top, 0)
        crop = bare(picture[y:bottom, x:right], [(0, 0, right - x, bottom - y)])
        for line in lines_of(np.ascontiguousarray(crop), engine):
            box = line.box
            moved = (box[0] + x, box[1] + y, box[2] + x, box[3] + y)
            found.append(line.model_copy(update={"box": moved}))
    return tuple(found)


def _with_touching(area: Box, lines: Iterable[Line]) -> Box:
    """Return an area with some room beside it and with every line that touches it."""
    left, top, right, bottom = area
    across, down = 2 * (bottom - top), (bottom - top) // 4
    boxes = [(left - across, top - down, right + across, bottom + down)]
    for line in lines:
        if not line.curved and overlap(line.box, area):
            room = (line.box[3] - line.box[1]) // 4
            a, b, c, d = line.box
            boxes.append((a - room, b - room, c + room, d + room))
    return around(boxes)


def merged(
    lines: Iterable[Line], under: Collection[Line], areas: Collection[Box]
) -> tuple[Line, ...]:
    """Return the lines with those found under red ink in the place of less certain ones there.

    What was read within an area and is gone with the ink was print of the seal.
    """
    kept = [line for line in lines if not _of_seal(line, under, areas)]
    for new in under:
        same = [line for line in kept if overlap(line.box, new.box) > SAME]
        if all(_better(new, line) for line in same):
            kept = [line for line in kept if line not in same] + [new]
    return tuple(kept)


def _of_seal(line: Line, under: Collection[Line], areas: Collection[Box]) -> bool:
    within = any(_inside(line.box, area) for area in areas)
    return within and not any(overlap(line.box, other.box) > SAME for other in under)


def _inside(box: Box, area: Box) -> bool:
    return area[0] <= box[0] and area[1] <= box[1] and box[2] <= area[2] and box[3] <= area[3]


def _better(new: Line, old: Line) -> bool:
    """Tell whether a line without the ink over it was read better, or more of it was."""
    more = len(new.text) > len(old.text) and new.confidence >= CLEAR
    return more or new.confidence >= old.confidence


def read_seals(picture: Image, areas: Iterable[Box], engine: Engine) -> tuple[Line, ...]:
    """Return the circular text of every round seal, unrolled and read, as one line each."""
    seals = [area for area in areas if _is_round(area)]
    readings = engine.recognise([unroll(picture, seal, RING, (-SWEEP, SWEEP)) for seal in seals])
    return tuple(
        Line(text=reading.text, confidence=reading.confidence, box=seal, curved=True)
        for seal, reading in zip(seals, readings, strict=True)
        if reading.text.strip()
    )


def _redness(image: Image) -> NDArray[np.uint8]:
    red, green, blue = np.moveaxis(image.astype(np.int16), 2, 0)
    return np.asarray((red - green > REDNESS) & (red >= blue), np.uint8)


def _is_round(area: Box) -> bool:
    width, height = area[2] - area[0], area[3] - area[1]
    return min(width, height) >= ROUND * max(width, height)
