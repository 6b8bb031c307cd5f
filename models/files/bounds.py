"""How much an archive and its XML may cost to open."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """Whatever goes beyond them is refused, not attempted."""

    max_files: int = 2_000
    """Inside an archive."""
    max_unpacked: int = 200_000_000
    """Bytes of all files inside an archive."""
    max_depth: int = 60
    """Elements within each other in an XML file."""
    max_elements: int = 500_000
    """Of one XML file."""
