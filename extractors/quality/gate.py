"""Grade a picture by what was measured on it, and say what to do about its faults."""

from collections.abc import Sequence

from extractors.placing.boxes import around, overlap
from extractors.quality.covering import covered_share
from extractors.quality.edges import SIDES
from extractors.quality.faults import found
from extractors.quality.lettering import measure_lettering
from extractors.quality.picture import measure_picture
from models.engines import Image
from models.records import Box, Document, Line, Page, Quality, Warning

CUT = "cropped"
"""Code of print that runs out of the picture."""
MOSTLY = 0.5
"""Lines that lie on a paper by more than this share belong to it."""
NEAR = 0.1
"""A paper whose print ends within this share of the picture's side can be cut there."""
_NAMES = dict(zip(SIDES, "左上右下", strict=True))


def measure(
    picture: Image,
    lines: Sequence[Line] = (),
    box: Box | None = None,
    cut: Sequence[str] = (),
) -> Quality:
    """Return the measured quality of a picture with the lines found on it, and its grade.

    ``box`` is the part to be judged, in pixels; without it, all. ``cut`` are the sides at which
    print is known to run out of the picture.
    """
    left, top, right, bottom = box or (0, 0, picture.shape[1], picture.shape[0])
    part = picture[top:bottom, left:right]
    figures = measure_picture(part) | measure_lettering(picture, lines)
    covered = covered_share(picture, box or around(line.box for line in lines)) if lines else 0.0
    told = {"covered": round(covered, 3), "cut": tuple(cut), "grade": "good"}
    quality = Quality.model_validate(figures | told)
    return quality.model_copy(update={"grade": _grade(quality)})


def judge(document: Document, page: Page, picture: Image) -> Document:
    """Return the document with the quality of its own part of the page.

    Where the text was given, or there is nothing of it on the picture, the page's own stands.
    """
    quality, box = page.quality, document.box
    lines = [line for line in page.lines if box and overlap(line.box, box) > MOSTLY]
    if box and lines and not page.text_layer:
        own = measure(picture, lines, box, _cut(box, page))
        quality = own if own.contrast else quality
    return document.model_copy(update={"quality": quality})


def _cut(box: Box, page: Page) -> tuple[str, ...]:
    """Return the sides at which the picture cuts this paper: a slant leaves a little room."""
    room = (NEAR * page.width, NEAR * page.height)
    gaps = (box[0] / room[0], box[1] / room[1])
    far = ((page.width - box[2]) / room[0], (page.height - box[3]) / room[1])
    reached = dict(zip(SIDES, (*gaps, *far), strict=True))
    cut = page.quality.cut if page.quality else ()
    return tuple(side for side in cut if reached[side] <= 1)


def advise(quality: Quality) -> tuple[Warning, ...]:
    """Return what is wrong with a picture and what to do; nothing when it is good.

    ``no_paper`` and ``too_small`` mean that reading it makes no sense.
    """
    faults = found(quality)
    told = [Warning(code=fault.code, message=fault.message) for fault in faults]
    if quality.cut and not any(fault.alone for fault in faults):
        told.append(_cropped(quality.cut))
    return tuple(told)


def _grade(quality: Quality) -> str:
    grades = {fault.grade for fault in found(quality)}
    if "poor" in grades:
        return "poor"
    return "fair" if grades or quality.cut else "good"


def _cropped(cut: Sequence[str]) -> Warning:
    """Name where the picture ends too early: a corner, a side, or several."""
    across = [_NAMES[side] for side in cut if side in {"left", "right"}]
    down = [_NAMES[side] for side in cut if side in {"top", "bottom"}]
    corner = len(across) == len(down) == 1
    where = f"{across[0]}{down[0]}角" if corner else "、".join(f"{s}边" for s in (*across, *down))
    return Warning(code=CUT, message=f"{where}被裁切，请把证件四边都拍进画面，重新拍摄。")
