"""An engine that finds nothing: for work that needs no recognition, and for tests."""

from collections.abc import Sequence

from models.engines import Image, Quad, Reading


class NullEngine:
    """Sees no line on any picture and reads nothing on any crop."""

    name = "null"

    def detect(self, image: Image) -> list[Quad]:  # noqa: ARG002 - the protocol names it
        """Return no line."""
        return []

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        """Return one empty reading for each crop."""
        return [Reading(text="", confidence=0.0) for _ in crops]
