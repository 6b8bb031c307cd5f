"""Text out of the probabilities of a CTC recogniser, character by character."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.engines import Reading

BLANK = 0


def decode(
    classes: NDArray[np.int64],
    probabilities: NDArray[np.float32],
    characters: Sequence[str],
    filled: float,
) -> Reading:
    """Return the reading of one line.

    ``classes`` and ``probabilities`` hold the best class of each timestep and how probable it is;
    ``filled`` is the number of timesteps the crop takes before the padding on its right begins.
    A character's score is the best of its timesteps, its centre their middle.
    """
    runs = [run for run in _runs(classes) if classes[run[0]] != BLANK]
    if not runs:
        return Reading(text="", confidence=0.0)
    scores = tuple(float(min(probabilities[start:end].max(), 1.0)) for start, end in runs)
    return Reading(
        text="".join(characters[classes[start]] for start, _ in runs),
        confidence=sum(scores) / len(scores),
        scores=scores,
        centres=tuple(min((start + end) / 2 / filled, 1.0) for start, end in runs),
    )


def _runs(classes: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return start and end of every stretch of equal classes."""
    changes = np.flatnonzero(np.diff(classes)) + 1
    return list(pairwise([0, *changes.tolist(), len(classes)]))
