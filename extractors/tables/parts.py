"""Take lines apart where a ruled line or a box to tick runs through them."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TypeVar

from extractors.placing.layout import character_edges
from models.records import Line

UPRIGHT = 1.5
"""A line this much higher than wide runs from top to bottom and is not taken apart."""
WIDE = 1.0
"""No character is wider than this share of its line's height."""

Side = TypeVar("Side", bound=Hashable)


def taken_apart(line: Line, side_of: Callable[[float], Side | None]) -> Iterator[tuple[Side, Line]]:
    """Yield the parts of a line, each with what ``side_of`` says of its characters' centres.

    ``side_of`` takes a place from left to right in pixels; where it says None is left out.
    """
    left, top, right, bottom = line.box
    if bottom - top > UPRIGHT * (right - left):
        middle = side_of((left + right) / 2)
        if middle is not None:
            yield middle, line
        return
    sides = [side_of(centre) for centre in character_centres(line)]
    for side, places in groupby(range(len(sides)), key=sides.__getitem__):
        if side is not None:
            yield side, _part(line, list(places))


def character_centres(line: Line) -> list[float]:
    """Return the centre of each character from left to right, in pixels."""
    left, _, right, _ = line.box
    if line.centres:
        return [left + centre * (right - left) for centre in line.centres]
    return [(a + b) / 2 for a, b in pairwise(character_edges(line))]


def _part(line: Line, places: Sequence[int]) -> Line:
    """Return some of a line's characters; room before the first and after the last is no part."""
    first, last = places[0], places[-1] + 1
    edges, centres = character_edges(line), character_centres(line)
    half = WIDE * (line.box[3] - line.box[1]) / 2
    left = max(edges[first], centres[first] - half)
    right = max(min(edges[last], centres[last - 1] + half), left + 1)
    return line.model_copy(
        update={
            "text": line.text[first:last],
            "box": (round(left), line.box[1], round(right), line.box[3]),
            "scores": line.scores[first:last],
            "centres": tuple((centres[i] - left) / (right - left) for i in places),
        }
    )
