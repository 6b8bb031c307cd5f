"""A picture of a seal alone: the text on its rim, the rows inside, the number at its foot."""

import math
import re
from collections import Counter
from collections.abc import Sequence

import cv2
import numpy as np

from extractors.photos.shot import Shot, Sighting
from extractors.placing.boxes import overlap
from extractors.placing.form import Found
from extractors.seeing.look import lines_of
from extractors.seeing.red_ink import red_areas
from extractors.seeing.unrolling import unroll
from models.engines import Image, Reading
from models.records import Box, Line

LARGE = 0.4
"""A seal alone takes more than this share of the picture's shorter side."""
SLENDER = 0.55
"""The shorter axis of an oval seal is at least this share of the longer one."""
BESIDE = 2
"""More lines than this outside the seal make the picture a paper with a seal on it."""
SAME = 0.3
"""Lines that share more than this are the same row."""
RINGS = ((0.58, 0.94), (0.68, 0.95))
"""Between which shares of the radius the text on the rim may stand."""
RIMS = (150, 130, 110)
"""Degrees to either side of the top that the text on the rim may reach."""
FEET = (50, 70)
"""Degrees to either side of the foot that the number may reach."""
WITHIN = 0.64
"""Rows inside lie nearer to the centre than this share of the radius."""
NUMBER = re.compile(r"\d{8,18}")
WORD = re.compile(r"\w{2,}")
"""A row says something; a single character is an emblem misread."""
KIND = re.compile(r"(章|专用|合同|财务)$")
WORDING = re.compile(r"[\u4e00-\u9fff（）()·A-Za-z]{4,}")
"""What the rim says begins and ends with no digit: those are the number's."""


def find_seals(shot: Shot) -> list[Sighting]:
    """Return the one seal that a picture shows, or nothing where there is more to be seen."""
    page = shot.page
    areas = red_areas(shot.picture, (0, 0, page.width, page.height))
    if not areas or not _is_seal(areas[0], page.width, page.height):
        return []
    seal = areas[0]
    inside = [line for line in page.lines if overlap(line.box, seal) > 0.5]
    if len(page.lines) - len(inside) > BESIDE:
        return []
    found = _rim(shot, seal) | _foot(shot, seal) | _rows(shot, seal)
    if "seal_text" not in found:
        return []
    return [Sighting(seal, "图片上只有一枚印章，没有其他材料", found)]


def _is_seal(area: Box, width: int, height: int) -> bool:
    across, down = area[2] - area[0], area[3] - area[1]
    large = max(across, down) >= LARGE * min(width, height)
    return large and min(across, down) >= SLENDER * max(across, down)


def _rim(shot: Shot, seal: Box) -> dict[str, Found]:
    strips = [unroll(shot.picture, seal, ring, (-rim, rim)) for ring in RINGS for rim in RIMS]
    best = _best(shot.engine.recognise(strips), WORDING)
    return {"seal_text": _found(*best, seal)} if best else {}


def _foot(shot: Shot, seal: Box) -> dict[str, Found]:
    strips = [
        unroll(shot.picture, seal, ring, (180 + foot, 180 - foot))
        for ring in RINGS
        for foot in FEET
    ]
    best = _best(shot.engine.recognise(strips), NUMBER)
    return {"seal_number": _found(*best, seal)} if best else {}


def _rows(shot: Shot, seal: Box) -> dict[str, Found]:
    """Return the row that names the kind of seal, and the first of the other rows."""
    lines = [_moved(line, seal) for line in lines_of(_inside(shot.picture, seal), shot.engine)]
    seen = [line for line in shot.page.lines if _reach(line.box, seal) < WITHIN]
    lines += [line for line in seen if all(overlap(line.box, o.box) < SAME for o in lines)]
    named = [line for line in lines if WORD.search(line.text) and not NUMBER.search(line.text)]
    rows = sorted(named, key=lambda line: line.box[1])
    kinds = [line for line in rows if KIND.search(line.text)]
    others = [line for line in rows if line not in kinds]
    found = {"seal_type": kinds[:1], "seal_inner": others[:1]}
    return {key: _of_line(line) for key, lines in found.items() for line in lines}


def _inside(picture: Image, seal: Box) -> Image:
    """Return the inside of a seal on plain paper: what stands around it would be read with it."""
    left, top, right, bottom = seal
    across, down = right - left, bottom - top
    whole = picture[top:bottom, left:right]
    paper = np.percentile(whole, 75, axis=(0, 1)).astype(np.uint8)
    inside = np.ascontiguousarray(np.broadcast_to(paper, whole.shape))
    disc = np.zeros((down, across), np.uint8)
    axes = (round(across / 2 * WITHIN), round(down / 2 * WITHIN))
    cv2.ellipse(disc, (across // 2, down // 2), axes, 0, 0, 360, 1, -1)
    inside[disc > 0] = whole[disc > 0]
    return inside


def _best(readings: Sequence[Reading], wanted: re.Pattern[str]) -> tuple[Reading, str] | None:
    """Return the part that is wanted as most strips read it, with the surest of these readings."""
    parts = [(reading, wanted.search(reading.text)) for reading in readings]
    fitting = [(reading, part[0]) for reading, part in parts if part]
    votes = Counter(text for _, text in fitting)
    return max(fitting, key=lambda pair: (votes[pair[1]], pair[0].confidence), default=None)


def _found(reading: Reading, text: str, seal: Box) -> Found:
    start = reading.text.index(text)
    scores = reading.scores[start : start + len(text)] or (reading.confidence,) * len(text)
    return Found(text, scores, seal)


def _of_line(line: Line) -> Found:
    return Found(line.text, line.scores or (line.confidence,) * len(line.text), line.box)


def _moved(line: Line, seal: Box) -> Line:
    """Return a line found inside a seal with its box where the seal is."""
    left, top, right, bottom = line.box
    box = (left + seal[0], top + seal[1], right + seal[0], bottom + seal[1])
    return line.model_copy(update={"box": box})


def _reach(box: Box, seal: Box) -> float:
    """Return how far from a seal's centre a box lies, its rim being 1."""
    across = ((box[0] + box[2]) / 2 - (seal[0] + seal[2]) / 2) / ((seal[2] - seal[0]) / 2)
    down = ((box[1] + box[3]) / 2 - (seal[1] + seal[3]) / 2) / ((seal[3] - seal[1]) / 2)
    return math.hypot(across, down)
