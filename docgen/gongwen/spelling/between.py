"""What goes best between two characters, of all that may stand there."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import Ids, LanguageModel
from docgen.gongwen.spelling.stretches import stretches

AT_ONCE: Final = 500
"""Gaps that all characters are tried in at once."""
NEVER: Final = 999
"""More than any two characters cost (``-log10``, in steps of the model)."""


class Between:
    """Fills gaps with some characters of a model."""

    def __init__(self, model: LanguageModel, numbers: Ids) -> None:
        self._model = model
        self._others = np.setdiff1d(np.arange(model.size), numbers)

    def best(self, before: Ids, after: Ids, most: int) -> tuple[Ids, Ids]:
        """Return what goes best into each gap: so many, and all that go as well as the last.

        Returns:
            The place of a gap among those given, rising, and a number; as many rows as there are
            proposals.
        """
        gaps, which = np.unique(np.stack([before, after], axis=1), axis=0, return_inverse=True)
        nothing = np.zeros(0, np.int64)
        gap, number = [nothing], [nothing]
        for at in range(0, len(gaps), AT_ONCE):
            row, found = self._fitting(gaps[at : at + AT_ONCE], most)
            gap.append(row + at)
            number.append(found)
        counts = np.bincount(np.concatenate(gap), minlength=len(gaps))
        begins = np.cumsum(counts) - counts
        which = which.reshape(len(before))
        place, row = stretches(begins[which], counts[which])
        return place, np.concatenate(number)[row]

    def _fitting(self, gaps: Ids, most: int) -> tuple[Ids, Ids]:
        costs: NDArray[np.int16] = np.add(
            self._model.costs[gaps[:, 0]], self._model.costs_before[gaps[:, 1]], dtype=np.int16
        )
        costs[:, self._others] = NEVER
        last = np.partition(costs, most - 1, axis=1)[:, most - 1 : most]
        row, number = np.nonzero(costs <= last)
        return row, number
