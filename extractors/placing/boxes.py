"""Rectangles on a page, and how they lie on each other."""

from collections.abc import Iterable

from extractors.placing.layout import Rectangle
from models.records import Box


def overlap(a: Rectangle, b: Rectangle) -> float:
    """Return the area two boxes share as a part of the smaller one, 0 to 1.

    >>> overlap((0, 0, 10, 10), (5, 0, 15, 10)), overlap((0, 0, 1, 1), (2, 2, 3, 3))
    (0.5, 0.0)
    """
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return width * height / smaller if width > 0 and height > 0 and smaller else 0.0


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around some boxes; raises ``ValueError`` for none.

    >>> around([(0, 5, 10, 6), (3, 0, 4, 9)])
    (0, 0, 10, 9)
    """
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
