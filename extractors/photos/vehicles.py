"""Photographs of a whole vehicle, and of the number struck into its frame."""

import re

from extractors.checks import CHECKS
from extractors.judging.repair import repair
from extractors.photos.plates import find_plates
from extractors.photos.shot import Shot, Sighting
from extractors.placing.form import Found
from models.records import Line

FAR = 0.5
"""A plate narrower than this share of the picture was taken with the vehicle around it."""
FEW_LINES = 4
"""A page with more print than this is a paper that mentions a number."""
VIN = re.compile(r"[0-9A-Z]{17}")
EDGES = re.compile(r"[^0-9A-Z]")
"""Makers set stars or other marks at both ends of the number."""


def find_vehicles(shot: Shot) -> list[Sighting]:
    """Return the vehicle a photograph shows: a plate with much around it.

    What else a photograph must show, such as the side it is taken from, is not looked at.
    """
    whole = (0, 0, shot.page.width, shot.page.height)
    return [
        Sighting(whole, "图片上有车辆及其号牌", plate.found)
        for plate in find_plates(shot)[:1]
        if plate.box[2] - plate.box[0] < FAR * shot.page.width
    ]


def find_struck_numbers(shot: Shot) -> list[Sighting]:
    """Return the vehicle identification number on a rubbing or a photograph of the frame."""
    lines = shot.page.lines
    if len(lines) > FEW_LINES:
        return []
    found = [(line, text) for line in lines if (text := _number(line))]
    return [
        Sighting(line.box, "图片上只有一个车辆识别代号", {"vin": _as_found(line, text)})
        for line, text in found[:1]
    ]


def _number(line: Line) -> str:
    """Return the number in a line, empty when there is none; a misread one is not put right."""
    text = EDGES.sub("", line.text.upper())
    if not VIN.fullmatch(text):
        return ""
    try:
        CHECKS["vin_form"](text)
    except ValueError:
        return text if repair(text, "vin") else ""
    return text


def _as_found(line: Line, text: str) -> Found:
    whole = len(line.scores) == len(line.text) == len(text)
    scores = line.scores if whole else (line.confidence,) * len(text)
    return Found(text, scores, line.box)
