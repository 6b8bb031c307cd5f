"""The vectors of passages, added to as passages come."""

import numpy as np
from numpy.typing import NDArray

FIRST_ROOM = 1024


class Vectors:
    """Rows of length 1, numbered in the order they are added."""

    def __init__(self, size: int) -> None:
        """Begin with no rows of ``size`` dimensions."""
        self._rows = np.zeros((FIRST_ROOM, size), np.float16)
        self._used = 0

    @property
    def bytes(self) -> int:
        """What the rows in use take in memory."""
        return int(self._rows[: self._used].nbytes)

    def add(self, rows: NDArray[np.float32]) -> None:
        """Add rows; room doubles when it runs out."""
        needed = self._used + len(rows)
        if needed > len(self._rows):
            wider = np.zeros((max(needed, 2 * len(self._rows)), rows.shape[1]), np.float16)
            wider[: self._used] = self._rows[: self._used]
            self._rows = wider
        self._rows[self._used : needed] = rows
        self._used = needed

    def likeness(
        self, question: NDArray[np.float32], places: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the cosine of a question with the passages at some places."""
        found: NDArray[np.float32] = self._rows[places].astype(np.float32) @ question
        return found
