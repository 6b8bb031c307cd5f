"""What goes best between two characters, of all that may stand there."""

from typing import Final

import numpy as np

from docgen.gongwen.language.model import Ids, LanguageModel

AT_ONCE: Final = 500
"""Gaps that all characters are tried in at once."""
NEVER: Final = -99
"""Less than any character of a model is worth (``log10``)."""


class Between:
    """Fills gaps with some characters of a model."""

    def __init__(self, model: LanguageModel, numbers: Ids) -> None:
        self._after, self._before = model.pairs, np.ascontiguousarray(model.pairs.T)
        self._other = np.ones(model.size, bool)
        self._other[numbers] = False

    def best(self, before: Ids, after: Ids, most: int) -> Ids:
        """Return for each gap a row of so many numbers, the best in no order."""
        gaps, which = np.unique(np.stack([before, after], axis=1), axis=0, return_inverse=True)
        blocks = [gaps[at : at + AT_ONCE] for at in range(0, len(gaps), AT_ONCE)]
        found = [np.zeros((0, most), np.int64), *(self._fitting(each, most) for each in blocks)]
        best: Ids = np.concatenate(found)[which.reshape(len(before))]
        return best

    def _fitting(self, gaps: Ids, most: int) -> Ids:
        fit = self._after[gaps[:, 0]] + self._before[gaps[:, 1]]
        fit[:, self._other] = NEVER
        best: Ids = np.argpartition(-fit, most, axis=1)[:, :most].astype(np.int64)
        return best
