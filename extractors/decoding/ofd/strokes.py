"""Paths in the abbreviated notation (GB/T 33190, 9.1) to lines of points."""

import math
from collections.abc import Callable, Iterator

from extractors.decoding.ofd.geometry import Point, numbers

_STEPS = 12
"""Straight pieces that stand for one curve."""
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_FLAT = 1e-3
"""Millimetres; an arc smaller than this is a straight line."""
MOST = 200_000
"""Points of one path."""


def polylines(path: str) -> list[list[Point]]:
    """Return the subpaths as points; raises ``ValueError`` for what is no path.

    >>> polylines("M 0 0 L 2 0 L 2 1 C")
    [[(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 0.0)]]
    """
    parts: list[list[Point]] = []
    count = 0
    for command, operands in _commands(path):
        if command in "SM" or not parts:
            parts.append([(operands[0], operands[1])] if operands else [(0.0, 0.0)])
        else:
            parts[-1] += _DRAWN[command](parts[-1], operands)
        count += _STEPS
        if count > MOST:
            raise ValueError("a path of too many points")
    return [part for part in parts if len(part) > 1]


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    words = iter(path.split())
    for word in words:
        command = word.upper()
        if command not in _OPERANDS:
            raise ValueError("a path with an unknown command")
        yield command, numbers(" ".join(next(words, "") for _ in range(_OPERANDS[command])))


def _line(_part: list[Point], operands: list[float]) -> list[Point]:
    x, y = operands
    return [(x, y)]


def _quadratic(part: list[Point], operands: list[float]) -> list[Point]:
    (x0, y0), (x1, y1, x2, y2) = part[-1], operands
    thirds = [x0 + 2 * (x1 - x0) / 3, y0 + 2 * (y1 - y0) / 3]
    thirds += [x2 + 2 * (x1 - x2) / 3, y2 + 2 * (y1 - y2) / 3]
    return _cubic(part, [*thirds, x2, y2])


def _cubic(part: list[Point], operands: list[float]) -> list[Point]:
    (x0, y0), (x1, y1, x2, y2, x3, y3) = part[-1], operands
    points = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        s = 1 - t
        weights = s**3, 3 * s * s * t, 3 * s * t * t, t**3
        x = sum(w * at for w, at in zip(weights, (x0, x1, x2, x3), strict=True))
        y = sum(w * at for w, at in zip(weights, (y0, y1, y2, y3), strict=True))
        points.append((x, y))
    return points


def _arc(part: list[Point], operands: list[float]) -> list[Point]:
    """Follow an elliptical arc as SVG defines it (SVG 1.1, F.6.5), which the standard copies."""
    (x0, y0), (rx, ry, degrees, large, sweep, x1, y1) = part[-1], operands
    rx, ry = abs(rx), abs(ry)
    if min(rx, ry) < _FLAT or math.dist((x0, y0), (x1, y1)) < _FLAT:
        return [(x1, y1)]
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    half_x, half_y = (x0 - x1) / 2, (y0 - y1) / 2
    u, v = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    grow = max(1.0, math.sqrt((u / rx) ** 2 + (v / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    square = (u * ry) ** 2 + (v * rx) ** 2
    reach = math.sqrt(max(0.0, ((rx * ry) ** 2 - square) / square))
    reach *= -1 if bool(large) == bool(sweep) else 1
    middle = reach * rx * v / ry, -reach * ry * u / rx
    start = math.atan2((v - middle[1]) / ry, (u - middle[0]) / rx)
    end = math.atan2((-v - middle[1]) / ry, (-u - middle[0]) / rx)
    turn = (end - start) % math.tau if sweep else -((start - end) % math.tau)
    points = []
    for step in range(1, _STEPS + 1):
        angle = start + turn * step / _STEPS
        x, y = middle[0] + rx * math.cos(angle), middle[1] + ry * math.sin(angle)
        points.append((cos * x - sin * y + (x0 + x1) / 2, sin * x + cos * y + (y0 + y1) / 2))
    return points


def _close(part: list[Point], _operands: list[float]) -> list[Point]:
    return [part[0]]


_DRAWN: dict[str, Callable[[list[Point], list[float]], list[Point]]] = {
    "L": _line,
    "Q": _quadratic,
    "B": _cubic,
    "A": _arc,
    "C": _close,
}
