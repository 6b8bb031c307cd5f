"""What keeps a saved index from being read by whoever has the disk; the key is the service's."""

from typing import Protocol


class Seal(Protocol):
    """Seals and opens bytes, each for one place; what was sealed for another does not open."""

    def seal(self, data: bytes, place: str) -> bytes:
        """Return bytes that nobody reads without the key."""
        ...

    def open(self, sealed: bytes, place: str) -> bytes:
        """Return what was sealed for a place; raises a ``ServiceError`` when it is not that."""
        ...
