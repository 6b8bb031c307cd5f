"""Look at a page: stand it upright, find its lines and read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from extractors.quality import cut_sides, measure
from extractors.raw import RawPage
from extractors.seeing.barcodes import read_barcodes
from extractors.seeing.heads import CLEAR, GAIN, on_their_heads
from extractors.seeing.spread import spread
from models.engines import Engine, Image, Quad, Reading
from models.engines.crops import cut
from models.records import Box, Line, Page

TRIAL_LINES = 6
"""Lines tried both ways up; the longest ones tell the most."""
SLANT = 0.6
"""Degrees of slant from which a page is turned level."""
FAINT = 0.5
"""Readings below this confidence are noise: speckles, stamps, pictures."""


def look(raw: RawPage, engine: Engine) -> tuple[Page, Image]:
    """Return the page with its lines and barcodes, and its upright picture.

    A page that carries its own text is taken as it stands. Boxes are in pixels of the picture.
    """
    if raw.lines:
        return _page(raw, raw.image, 0, raw.lines), raw.image
    upright = _spread(_upright(Sheet(raw.image, engine.detect(raw.image)), engine), engine)
    height, width = upright.image.shape[:2]
    sheet, cut = _level(upright), cut_sides(upright.quads, width, height)
    return _page(raw, sheet.image, sheet.turned, _read(sheet, engine), cut), sheet.image


@dataclass(frozen=True)
class Sheet:
    """A picture with the places of its lines, and how far it has been turned."""

    image: Image
    quads: list[Quad]
    turned: int = 0
    known: Mapping[int, Reading] = field(default_factory=dict)
    """Lines that have been read already, by their place in ``quads``."""

    def turn(self, quarters: int) -> "Sheet":
        """Return the sheet turned clockwise by quarters, the places with it."""
        image, quads = self.image, self.quads
        for _ in range(quarters):
            bottom = image.shape[0]
            quads = [np.stack([bottom - quad[:, 1], quad[:, 0]], axis=1) for quad in quads]
            image = np.rot90(image, k=-1)
        return Sheet(
            np.ascontiguousarray(image),
            [_clockwise(quad) for quad in quads],
            (self.turned + 90 * quarters) % 360,
        )


def _page(
    raw: RawPage,
    picture: Image,
    turned: int,
    lines: tuple[Line, ...],
    cut: tuple[str, ...] = (),
) -> Page:
    height, width = picture.shape[:2]
    return Page(
        number=raw.number,
        width=width,
        height=height,
        turned=turned,
        text_layer=bool(raw.lines),
        quality=measure(picture, () if raw.lines else lines, cut=cut),
        lines=lines,
        data=raw.data,
        barcodes=read_barcodes(picture),
    )


def _upright(sheet: Sheet, engine: Engine) -> Sheet:
    """Turn a page that lies on its side or stands on its head, by trying the likely ways."""
    if _lies(sheet.quads):
        sheet = sheet.turn(1)
    order = sorted(range(len(sheet.quads)), key=lambda i: -_width(sheet.quads[i]))[:TRIAL_LINES]
    crops = cut(sheet.image, [sheet.quads[i] for i in order])
    standing = engine.recognise(crops)
    as_it_is = replace(sheet, known=dict(zip(order, standing, strict=True)))
    if _certainty(standing) >= CLEAR:
        return as_it_is
    turned = engine.recognise([np.rot90(crop, 2) for crop in crops])
    upside_down = _certainty(turned) > _certainty(standing) + GAIN
    return sheet.turn(2) if upside_down else as_it_is


def _spread(sheet: Sheet, engine: Engine) -> Sheet:
    """Turn papers that lie on their side beside upright ones."""
    image, quads = spread(sheet.image, sheet.quads, engine)
    return sheet if image is sheet.image else Sheet(image, quads, sheet.turned)


def _level(sheet: Sheet) -> Sheet:
    """Turn a slanted page level, so that what stands in one row lies in one row."""
    angle = _slant(sheet.quads)
    if abs(angle) < SLANT:
        return sheet
    height, width = sheet.image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    sine, cosine = abs(matrix[0, 1]), abs(matrix[0, 0])
    size = (round(height * sine + width * cosine), round(height * cosine + width * sine))
    matrix[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
    image = cv2.warpAffine(sheet.image, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    quads = [np.asarray(quad @ matrix[:, :2].T + matrix[:, 2], np.float32) for quad in sheet.quads]
    return replace(sheet, image=np.asarray(image, np.uint8), quads=quads)


def lines_of(image: Image, engine: Engine) -> tuple[Line, ...]:
    """Return the lines of an upright picture."""
    return _read(Sheet(image, engine.detect(image)), engine)


def _read(sheet: Sheet, engine: Engine) -> tuple[Line, ...]:
    """Read every line, the right way up."""
    crops = cut(sheet.image, sheet.quads)
    rest = [i for i in range(len(crops)) if i not in sheet.known]
    read = dict(zip(rest, engine.recognise([crops[i] for i in rest]), strict=True))
    readings = [sheet.known[i] if i in sheet.known else read[i] for i in range(len(crops))]
    turned = on_their_heads(crops, sheet.quads, readings, engine)
    return tuple(
        _line(turned.get(i, reading), quad, sheet.image, upside_down=i in turned)
        for i, (reading, quad) in enumerate(zip(readings, sheet.quads, strict=True))
        if turned.get(i, reading).text.strip() and turned.get(i, reading).confidence >= FAINT
    )


def _line(reading: Reading, quad: Quad, image: Image, *, upside_down: bool) -> Line:
    return Line(
        text=reading.text,
        confidence=reading.confidence,
        box=_box(quad, image),
        scores=reading.scores,
        centres=reading.centres,
        slope=_slope(quad),
        upside_down=upside_down,
    )


def _box(quad: Quad, image: Image) -> Box:
    """Return the upright rectangle around a quad, within the picture."""
    height, width = image.shape[:2]
    x, y = np.clip(quad[:, 0], 0, width), np.clip(quad[:, 1], 0, height)
    return int(x.min()), int(y.min()), int(np.ceil(x.max())), int(np.ceil(y.max()))


def _slope(quad: Quad) -> float:
    """Return how far a line falls to the right; a line higher than wide tells nothing."""
    edge = quad[1] - quad[0] + quad[2] - quad[3]
    return float(edge[1] / edge[0]) if edge[0] > 2 * _height(quad) else 0.0


def _certainty(readings: list[Reading]) -> float:
    """Return the mean confidence, longer readings weighing more; 0 when nothing is read."""
    weight = sum(len(reading.text) for reading in readings)
    return sum(r.confidence * len(r.text) for r in readings) / weight if weight else 0.0


def _lies(quads: list[Quad]) -> bool:
    """Tell whether the long lines run from top to bottom."""
    spans = [np.ptp(quad, axis=0) for quad in quads]
    down = sum(y for x, y in spans if y > 1.5 * x)
    across = sum(x for x, y in spans if x > 1.5 * y)
    return bool(down > across)


def _slant(quads: list[Quad]) -> float:
    """Return the usual slant of the long lines in degrees, positive when they fall."""
    long = [quad for quad in quads if _width(quad) > 3 * _height(quad)]
    if not long:
        return 0.0
    edges = np.array([quad[1] - quad[0] + quad[2] - quad[3] for quad in long])
    angles = np.degrees(np.arctan2(edges[:, 1], edges[:, 0]))
    order = np.argsort(angles)
    share = np.cumsum(np.abs(edges[order, 0]))
    return float(angles[order][np.searchsorted(share, share[-1] / 2)])


def _clockwise(quad: Quad) -> Quad:
    """Return the corners clockwise from the top left as the quad stands now."""
    start = int(np.argmin(quad.sum(axis=1)))
    return np.asarray(np.roll(quad, -start, axis=0), np.float32)


def _width(quad: Quad) -> float:
    return float(np.linalg.norm(quad[1] - quad[0]))


def _height(quad: Quad) -> float:
    return float(np.linalg.norm(quad[3] - quad[0]))
