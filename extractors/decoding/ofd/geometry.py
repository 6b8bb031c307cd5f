"""Numbers, boxes and matrices of an OFD: millimetres, the y axis pointing down."""

import math
from dataclasses import dataclass

Point = tuple[float, float]
_HUGE = 1e6
"""Millimetres; nothing drawn on paper is a kilometre away."""


@dataclass(frozen=True)
class Matrix:
    """The affine map (x, y) → (ax + cy + e, bx + dy + f)."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def __call__(self, x: float, y: float) -> Point:
        """Return the point that (x, y) is mapped to."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: "Matrix") -> "Matrix":
        """Return the map that applies ``first`` and then this one."""
        origin = self(first.e, first.f)
        x, y = self.turned(first.a, first.b), self.turned(first.c, first.d)
        return Matrix(*x, *y, *origin)

    def turned(self, dx: float, dy: float) -> Point:
        """Return a direction after the map."""
        return self.a * dx + self.c * dy, self.b * dx + self.d * dy

    @property
    def scale(self) -> float:
        """How much lengths grow, on average."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def upright(self) -> bool:
        """Whether what it maps keeps its direction and is not mirrored."""
        slant = max(abs(self.b), abs(self.c))
        return self.a > 0 and self.d > 0 and slant < 0.02 * min(self.a, self.d)


def numbers(text: str) -> list[float]:
    """Return the numbers of an attribute; raises ``ValueError`` for words and absurd sizes."""
    found = [float(each) for each in text.replace(",", " ").split()]
    if not all(abs(each) < _HUGE for each in found):  # also refuses what is no number at all
        raise ValueError("a number beyond any paper")
    return found


def box_of(text: str) -> tuple[float, float, float, float]:
    """Return left, top, width, height of an ``ST_Box``."""
    left, top, width, height = numbers(text)[:4]
    return left, top, width, height


def placing(boundary: str, ctm: str) -> Matrix:
    """Return the map from an object's own space to that of its page or block (8.5)."""
    left, top, *_ = box_of(boundary) if boundary else (0.0, 0.0)
    own = Matrix(*numbers(ctm)[:6]) if ctm else Matrix()
    return Matrix(e=left, f=top).after(own)
