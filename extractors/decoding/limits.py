"""How much one upload may cost."""

from dataclasses import dataclass

from models.files.bounds import Bounds


@dataclass(frozen=True)
class Limits(Bounds):
    """Bounds of opening one upload; whatever goes beyond them is refused, not attempted."""

    max_bytes: int = 30_000_000
    max_pixels: int = 60_000_000
    """Of one picture as stored, read from its header before anything is decoded."""
    max_pages: int = 30
    max_points: int = 5_000
    """Longest side of a PDF page in points (1/72 inch): larger than any paper that is printed."""
    max_side: int = 4_096
    """Longest side of a page picture handed on; larger ones are scaled down."""
    min_side: int = 1_600
    """Longest side a PDF page is drawn at even when it is small, so that a card stays legible."""
    dpi: int = 200
    """Resolution a PDF page is drawn at, within the two sides above."""
    seconds: int = 30
    """Wall clock, and processor time, for one upload."""
    memory: int = 1_280 * 1024 * 1024
    """Address space of the child process in bytes."""
