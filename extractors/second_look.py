"""Look once more at the place of a value that was missed or failed its check."""

import cv2
import numpy as np

from extractors.placing.form import Form, Found
from extractors.placing.labels import Hit
from extractors.placing.layout import Rectangle
from models.engines import Engine, Image, Quad
from models.engines.crops import cut
from models.specs import FieldSpec

WIDEST = 14.0
"""Without a plan a value is looked for this many label heights to the right of its label."""
MARGIN = 0.15
"""The crop is this share of its height higher on both sides than the print it should hold."""
CLEAR = 0.6
"""Below this confidence a reading of a box that may hold dashes is taken for dashes."""
STROKE = 45
"""How much darker than its ground a stroke is, of 255."""
FLAT = 1.3
"""A dash is this many times as wide as high."""
MIN_INK = 5
"""Fewer dark pixels than this are dust."""
RULED = 0.8
"""A stroke that fills this share of the box from top to bottom is a line of the form."""
SEEN = 0.85
"""Confidence of a dash that was seen, not read."""
DASHES = frozenset("-—–一_=~.·")
"""What dashes of a blank box are read as."""


def look_again(
    form: Form, fields: list[FieldSpec], picture: Image, engine: Engine
) -> list[tuple[FieldSpec, Found]]:
    """Return what tight crops of each field's own places say; of places unknown, nothing.

    A box in which the form prints a blank's mark gives that mark.
    """
    placed = [(field, place) for field in fields for place in _places(form, field)]
    if not placed:
        return []
    crops = cut(picture, [_quad(form, place) for _, place in placed])
    readings = engine.recognise(crops)
    again: list[tuple[FieldSpec, Found]] = []
    for (field, place), crop, reading in zip(placed, crops, readings, strict=True):
        text, scores = reading.text.strip(), reading.scores
        if field.blank and _is_blank(text, reading.confidence, crop, required=field.required):
            text, scores = field.blank, (SEEN,) * len(field.blank)
        if text:
            box = form.layout.on_page(place)
            found = Found(text, scores or (reading.confidence,), box, sound=False)
            again.append((field, found))
    return again


def _is_blank(text: str, confidence: float, crop: Image, *, required: bool) -> bool:
    """Tell whether a box holds the mark of a blank one; a required box is never left empty."""
    unclear = set(text) <= DASHES or confidence < CLEAR
    return (required and unclear) or _has_dash(crop)


def _has_dash(crop: Image) -> bool:
    """Tell whether a short flat stroke stands alone in the middle of a crop."""
    grey = crop.min(axis=2).astype(np.int16)
    dark = (grey < np.median(grey) - STROKE).astype(np.uint8)
    _, _, stats, centres = cv2.connectedComponentsWithStats(dark)
    high, wide = dark.shape
    strokes = [
        width > FLAT * height
        for (left, _, width, height, area), (_, y) in zip(stats[1:], centres[1:], strict=True)
        if area >= MIN_INK
        and left > 0
        and left + width < wide
        and high / 5 < y < 4 * high / 5
        and height < RULED * high
    ]
    return strokes in ([True], [True, True])


def place_of(form: Form, field: FieldSpec) -> Rectangle | None:
    """Return where the value should stand: right of its label, or in its zone of the plan."""
    return next(iter(_places(form, field)), None)


def _places(form: Form, field: FieldSpec) -> list[Rectangle]:
    """Return every place the value may stand at; print may be off its label, but not its zone."""
    if field.lines > 1:
        return []
    found = form.labels(*field.labels)
    hits = [hit for hit in found if not hit.errors] or found
    beside = [_right_of(form, hits[0])] if len(hits) == 1 and field.where == "right" else []
    return beside + ([form.plan.place(field.zone)] if field.zone and form.plan else [])


def _right_of(form: Form, hit: Hit) -> Rectangle:
    height = hit.bottom - hit.top
    ends = [h.left for h in form.hits if h.row == hit.row and h.left > hit.right]
    right = min([*ends, hit.right + WIDEST * height, float(form.layout.frame[2])])
    return hit.right, hit.top - MARGIN * height, right, hit.bottom + MARGIN * height


def _quad(form: Form, place: Rectangle) -> Quad:
    """Return the place's corners on the page, in the reading direction of the paper."""
    corners = form.layout.corners(place)
    return np.array(corners, np.float32)
