"""Seals, portraits, codes and ornaments; every one is marked 样张 or 测试."""

from collections.abc import Callable
from random import Random

from PIL import Image

from eval.specimens.marks.answers import tick_box
from eval.specimens.marks.codes import code39, qr
from eval.specimens.marks.ornaments import badge, border, holes, portrait, watermark
from eval.specimens.marks.seals import lone_seal, oval_seal, round_seal, square_seal
from eval.specimens.marks.vehicles import car_front, number_plate, rubbing, struck_number

Mark = Callable[[tuple[int, int], str, str, Random], Image.Image]

MARKS: dict[str, Mark] = {
    "round_seal": round_seal,
    "oval_seal": oval_seal,
    "square_seal": square_seal,
    "lone_seal": lone_seal,
    "number_plate": number_plate,
    "car_front": car_front,
    "struck_number": struck_number,
    "rubbing": rubbing,
    "portrait": portrait,
    "badge": badge,
    "border": border,
    "holes": holes,
    "watermark": watermark,
    "tick_box": tick_box,
    "qr": qr,
    "code39": code39,
}
"""Each draws on a transparent picture: size in pixels, text, colour, source of chance."""

STAMPS = frozenset({"round_seal", "oval_seal", "square_seal"})
"""Marks of ink that lets through what is printed under it."""
