"""Number plates on a photograph: by their print, or else by their colour and shape."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.checks import CHECKS
from extractors.judging.repair import repair
from extractors.photos.colours import PLAIN, colour_of, mask_of
from extractors.photos.shot import Shot, Sighting
from extractors.placing.boxes import overlap
from extractors.placing.form import Found
from extractors.scaling import scaled
from models.engines import Engine, Image, Quad, Reading
from models.records import Box

SIDE = 800
"""Plates are looked for by colour on a picture whose long side is at most this many pixels."""
SMALLEST = 0.0015
"""A plate smaller than this share of the picture cannot be read."""
FILLED = 0.6
"""The colour fills at least this share of the rectangle around it."""
SHAPES = (1.5, 5.5)
"""Width by height of a plate, seen from the side or from the front."""
TWO_ROWS = 2.4
"""A plate less wide than this by its height bears two rows: 440 × 220 mm behind lorries."""
MOST = 6
HEIGHT = 96
"""Height in pixels to which a plate is brought to be read."""
MARKS = re.compile(r"[\s·•・.‧∙●-]")
AGREED, ALONE = 0.99, 0.6
"""How sure a colour is whose plate has as many characters as it should, and one whose has not."""
LONG = 8
"""Characters of a new-energy plate; it is green, or yellow and green, and no other plate is."""
FEW_LINES = 4
"""A page with more print than this is a paper that mentions a number, not a plate."""


@dataclass(frozen=True)
class Plate:
    """A plate that was read: its place, its picture, what stands on it."""

    box: Box
    reading: Reading
    colour: str

    @property
    def text(self) -> str:
        """The characters without the dot."""
        return MARKS.sub("", self.reading.text)

    @property
    def agrees(self) -> bool:
        """Whether the colour is one of plates with so many characters."""
        return (len(self.text) == LONG) == (self.colour in {"绿", "黄绿"})


def find_plates(shot: Shot) -> list[Sighting]:
    """Return every number plate on a photograph, the most certain first."""
    return [
        Sighting(plate.box, f"图片上有{plate.colour}色的机动车号牌", _found(plate))
        for plate in plates_on(shot)
    ]


def plates_on(shot: Shot) -> list[Plate]:
    """Return the plates of a photograph that read like one, each once."""
    candidates = [plate for plate in (*_printed(shot), *_coloured(shot)) if _reads_like_one(plate)]
    chosen: list[Plate] = []
    for plate in sorted(candidates, key=_certainty, reverse=True):
        if all(overlap(plate.box, other.box) < 0.3 for other in chosen):
            chosen.append(plate)
    return chosen


def _printed(shot: Shot) -> Iterator[Plate]:
    """Yield the lines that were read already and stand on the colour of a plate."""
    if len(shot.page.lines) > FEW_LINES:
        return
    for line in shot.page.lines:
        left, top, right, bottom = line.box
        colour, _ = colour_of(shot.picture[top:bottom, left:right])
        if colour:
            yield Plate(line.box, Reading(line.text, line.confidence, line.scores), colour)


def _coloured(shot: Shot) -> Iterator[Plate]:
    """Yield what is read on rectangles of a plate's colour, either way up.

    A photograph has little print by which to tell which way up it is.
    """
    for quad in _rectangles(shot.picture):
        cut = _straightened(shot.picture, quad)
        colour, _ = colour_of(cut)
        for stands in (cut, np.ascontiguousarray(np.rot90(cut, 2))) if colour else ():
            yield Plate(_around(quad), _read(stands, shot.engine), colour)


def _rectangles(picture: Image) -> list[Quad]:
    """Return the rectangles of a plate's colour and shape, the largest first."""
    scale = min(1.0, SIDE / max(picture.shape[:2]))
    small = scaled(picture, scale)
    found: list[tuple[float, Quad]] = []
    for colour in PLAIN:
        closed = cv2.morphologyEx(mask_of(small, colour), cv2.MORPH_CLOSE, np.ones((5, 11)))
        outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        found += [(area, quad / scale) for area, quad in _plate_like(outlines, small.shape)]
    return [quad for _, quad in sorted(found, key=lambda pair: -pair[0])[:MOST]]


def _plate_like(
    outlines: Iterable[np.ndarray], shape: tuple[int, ...]
) -> Iterator[tuple[float, Quad]]:
    for outline in outlines:
        area = float(cv2.contourArea(outline))
        quad = _ordered(np.asarray(cv2.boxPoints(cv2.minAreaRect(outline)), np.float32))
        width = float(np.linalg.norm(quad[1] - quad[0]))
        height = float(np.linalg.norm(quad[3] - quad[0]))
        if area < SMALLEST * shape[0] * shape[1] or area < FILLED * width * height:
            continue
        if SHAPES[0] <= width / max(height, 1.0) <= SHAPES[1]:
            yield area, quad


def _ordered(corners: Quad) -> Quad:
    """Return four corners clockwise from the top left."""
    total, apart = corners.sum(axis=1), corners[:, 1] - corners[:, 0]
    order = [total.argmin(), apart.argmin(), total.argmax(), apart.argmax()]
    return np.asarray(corners[order], np.float32)


def _straightened(picture: Image, quad: Quad) -> Image:
    width = float(np.linalg.norm(quad[1] - quad[0]))
    height = max(float(np.linalg.norm(quad[3] - quad[0])), 1.0)
    size = (max(8, round(HEIGHT * width / height)), HEIGHT)
    goal = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    move = cv2.getPerspectiveTransform(quad, goal)
    return np.asarray(cv2.warpPerspective(picture, move, size), np.uint8)


def _read(cut: Image, engine: Engine) -> Reading:
    """Read a straightened plate, two rows one after the other."""
    height, width = cut.shape[:2]
    if width >= TWO_ROWS * height:
        return engine.recognise([cut])[0]
    upper, lower = cut[: round(height * 0.42)], cut[round(height * 0.36) :]
    rows = engine.recognise([np.ascontiguousarray(upper), np.ascontiguousarray(lower)])
    text = "".join(MARKS.sub("", row.text) for row in rows)
    return Reading(text, min(row.confidence for row in rows))


def _reads_like_one(plate: Plate) -> bool:
    try:
        CHECKS["plate"](plate.text)
    except ValueError:
        return repair(plate.text, "plate") is not None
    return True


def _certainty(plate: Plate) -> tuple[bool, float]:
    return plate.agrees, plate.reading.confidence


def _around(quad: Quad) -> Box:
    (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
    return max(0, int(left)), max(0, int(top)), int(right), int(bottom)


def _found(plate: Plate) -> dict[str, Found]:
    reading, sure = plate.reading, AGREED if plate.agrees else ALONE
    each = reading.scores or (reading.confidence,) * len(reading.text)
    pairs = zip(reading.text, each, strict=True)
    scores = tuple(score for character, score in pairs if not MARKS.match(character))
    return {
        "plate_no": Found(plate.text, scores, plate.box),
        "color": Found(plate.colour, (sure,) * len(plate.colour), plate.box),
    }
