"""Builders of printed lines and pages, so that a test names only what it is about."""

from models.records import Line, Page

SIZE = 20
"""Height of a printed character in pixels; a Chinese one is as wide."""


def printed(text: str, x: int, y: int, *, size: int = SIZE, **more: object) -> Line:
    """A line of print whose upper left corner is at (x, y)."""
    wide = sum(1.0 if ord(char) > 0x2E80 else 0.55 for char in text)
    values = {"text": text, "confidence": 0.99, "box": (x, y, x + round(wide * size), y + size)}
    return Line.model_validate(values | more)


def page_of(*lines: Line, width: int = 1000, height: int = 800) -> Page:
    return Page(number=1, width=width, height=height, lines=lines)
