"""What follows from boxes already filled."""

import re
from collections.abc import Callable, Mapping

from models.records import FormValue
from prefill.sources.connector import Answer, Offer, Question

LARGE_NEW_ENERGY = re.compile(r".[A-Z]\d{5}[A-HJK]")
SMALL_NEW_ENERGY = re.compile(r".[A-Z][A-HJK][A-Z0-9]\d{4}")
ORDINARY = re.compile(r".[A-Z][A-Z0-9]{4}[A-Z0-9挂学警港澳使领]")
COLOUR_BY_LAST = {
    "挂": "黄",
    "学": "黄",
    "警": "白",
    "港": "黑",
    "澳": "黑",
    "使": "黑",
    "领": "黑",
}
COLOUR_BY_SIZE = {
    "重型": "黄",
    "中型": "黄",
    "大型": "黄",
    "轻型": "蓝",
    "小型": "蓝",
    "微型": "蓝",
}


def plate_colour(plate: str, vehicle_type: str) -> str:
    """Return the colour of a number plate (GA 36-2018), empty when it does not follow.

    >>> plate_colour("沪A12345D", ""), plate_colour("沪DY8276", "重型厢式货车")
    ('黄绿', '黄')
    >>> plate_colour("沪DY8276", "")
    ''
    """
    if LARGE_NEW_ENERGY.fullmatch(plate):
        return "黄绿"
    if SMALL_NEW_ENERGY.fullmatch(plate):
        return "渐变绿"
    if not ORDINARY.fullmatch(plate):
        return ""
    return COLOUR_BY_LAST.get(plate[-1]) or COLOUR_BY_SIZE.get(vehicle_type[:2], "")


def _from_plate(known: Mapping[str, str]) -> dict[str, str]:
    colour = plate_colour(known.get("plate_no", ""), known.get("vehicle_type", ""))
    return {"plate_color": colour}


Derivation = Callable[[Mapping[str, str]], Mapping[str, str]]

DERIVATIONS: dict[str, Derivation] = {
    "derived.plate_no": _from_plate,
}
"""Source → function from the boxes known to the boxes that follow; an empty text follows not."""


class DerivedConnector:
    """Answers by rule from the boxes already settled."""

    def __init__(self, derivations: Mapping[str, Derivation] = DERIVATIONS) -> None:
        self._derivations = derivations

    def ask(self, question: Question) -> Answer:
        """Return what follows; it is no surer than the box it follows from."""
        known = {key: box.value for key, box in question.known.items()}
        texts = self._derivations[question.source.id](known)
        root = question.known.get(question.source.subject, FormValue(key=""))
        offers = (
            Offer(key, texts[key], root.confidence, to_confirm=root.to_confirm)
            for key in question.keys
            if texts.get(key)
        )
        return Answer(tuple(offers), note="" if any(texts.values()) else "无法据此推导")
