"""The likeliest sequence of states for a sequence of things seen: dynamic programming."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def best_path(scores: Floats, steps: Floats) -> list[int]:
    """Return the best state of each row.

    ``scores``: for each row what speaks for each state; ``steps``: from state to state what the
    step gains, one table for all rows or one before each row but the first.
    """
    total, backs = scores[0], []
    for row, step in zip(scores[1:], _each(scores, steps), strict=True):
        ways = total[:, None] + step
        backs.append(ways.argmax(axis=0))
        total = ways.max(axis=0) + row
    path = [int(total.argmax())]
    for back in reversed(backs):
        path.append(int(back[path[-1]]))
    return path[::-1]


def chances(scores: Floats, steps: Floats) -> Floats:
    """Return the chance of each state in each row, over all sequences (forward-backward)."""
    ahead, behind = np.zeros_like(scores), np.zeros_like(scores)
    each = _each(scores, steps)
    ahead[0] = scores[0]
    for at in range(1, len(scores)):
        ahead[at] = _sum(ahead[at - 1][:, None] + each[at - 1]) + scores[at]
    for at in range(len(scores) - 2, -1, -1):
        behind[at] = _sum((each[at] + (behind[at + 1] + scores[at + 1])[None, :]).T)
    both = ahead + behind
    both -= both.max(axis=1, keepdims=True)
    shares: Floats = np.exp(both)
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def _each(scores: Floats, steps: Floats) -> Floats:
    states = scores.shape[1]
    return np.broadcast_to(steps, (len(scores) - 1, states, states))


def _sum(ways: Floats) -> Floats:
    """Return the logarithm of the summed chances of each column."""
    top = ways.max(axis=0)
    summed: Floats = top + np.log(np.exp(ways - top).sum(axis=0))
    return summed
