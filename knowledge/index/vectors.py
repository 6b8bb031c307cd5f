"""Vectors of length 1, kept in one byte per dimension."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Vectors:
    """Rows of numbers from -127 to 127, and what one step of each row is worth."""

    steps: NDArray[np.int8]
    sizes: NDArray[np.float32]

    @classmethod
    def of(cls, rows: NDArray[np.float32]) -> Self:
        """Round rows to 255 steps each."""
        sizes = np.abs(rows).max(axis=1, initial=0) / 127
        steps = np.rint(rows / np.maximum(sizes, 1e-12)[:, None]).astype(np.int8)
        return cls(steps, sizes.astype(np.float32))

    def rows(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the rows at some places, as far as they are kept."""
        return self.steps[places].astype(np.float32) * self.sizes[places, None]

    def likeness(
        self, question: NDArray[np.float32], places: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the cosine of a question with the rows at some places."""
        # BLAS would wait for threads of its own, which is long where others work as well.
        rows = self.steps[places].astype(np.float32)
        found: NDArray[np.float32] = np.einsum("ij,j->i", rows, question)
        return found * self.sizes[places]


def join(several: Sequence[Vectors], kept: Sequence[NDArray[np.bool_]]) -> Vectors:
    """Return the rows to be kept, in the order they stand."""
    pairs = list(zip(several, kept, strict=True))
    return Vectors(
        np.concatenate([each.steps[keep] for each, keep in pairs]),
        np.concatenate([each.sizes[keep] for each, keep in pairs]),
    )
