"""A picture of a seal alone: the text on its rim, the rows inside, the number at its foot."""

import math
import re
from collections.abc import Sequence

from extractors.boxes import overlap
from extractors.form import Found
from extractors.photos.shot import Shot, Sighting
from extractors.red_ink import red_areas
from extractors.unrolling import unroll
from models.engines import Reading
from models.records import Box, Line

LARGE = 0.4
"""A seal alone takes more than this share of the picture's shorter side."""
SLENDER = 0.55
"""The shorter axis of an oval seal is at least this share of the longer one."""
BESIDE = 2
"""More lines than this outside the seal make the picture a paper with a seal on it."""
RINGS = ((0.58, 0.94), (0.68, 0.95))
"""Between which shares of the radius the text on the rim may stand."""
RIMS = (150, 130, 110)
"""Degrees to either side of the top that the text on the rim may reach."""
FEET = (50, 70)
"""Degrees to either side of the foot that the number may reach."""
WITHIN = 0.7
"""Rows inside lie nearer to the centre than this share of the radius."""
NUMBER = re.compile(r"\d{8,18}")
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
    found = _rim(shot, seal) | _foot(shot, seal) | _rows(inside, seal)
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


def _rows(inside: Sequence[Line], seal: Box) -> dict[str, Found]:
    """Return the row that names the kind of seal, and the first of the other rows."""
    within = [line for line in inside if _reach(line.box, seal) < WITHIN]
    rows = sorted(within, key=lambda line: line.box[1])
    kinds = [line for line in rows if KIND.search(line.text)]
    found = {"seal_type": _of_line(kinds[0])} if kinds else {}
    others = [line for line in rows if line not in kinds]
    return found | ({"seal_inner": _of_line(others[0])} if others else {})


def _reach(box: Box, seal: Box) -> float:
    """Return how far from a seal's centre a box lies, its rim being 1."""
    across = ((box[0] + box[2]) / 2 - (seal[0] + seal[2]) / 2) / ((seal[2] - seal[0]) / 2)
    down = ((box[1] + box[3]) / 2 - (seal[1] + seal[3]) / 2) / ((seal[3] - seal[1]) / 2)
    return math.hypot(across, down)


def _best(readings: Sequence[Reading], wanted: re.Pattern[str]) -> tuple[Reading, str] | None:
    """Return the surest reading with the part of it that is wanted; of equals the longest."""
    parts = [(reading, wanted.search(reading.text)) for reading in readings]
    fitting = [(reading, part[0]) for reading, part in parts if part]
    return max(fitting, key=lambda pair: (round(pair[0].confidence, 1), len(pair[1])), default=None)


def _found(reading: Reading, text: str, seal: Box) -> Found:
    start = reading.text.index(text)
    scores = reading.scores[start : start + len(text)] or (reading.confidence,) * len(text)
    return Found(text, scores, seal)


def _of_line(line: Line) -> Found:
    return Found(line.text, line.scores or (line.confidence,) * len(line.text), line.box)
