"""Several stretches of one table, one behind the other."""

import numpy as np

from docgen.gongwen.language.model import Ids


def stretches(begins: Ids, counts: Ids) -> tuple[Ids, Ids]:
    """Return for each row of the stretches, in their order, which stretch it is of, and the row.

    >>> which, row = stretches(np.array([7, 2]), np.array([1, 3]))
    >>> which.tolist(), row.tolist()
    ([0, 1, 1, 1], [7, 2, 3, 4])
    """
    before = np.cumsum(counts) - counts
    which = np.repeat(np.arange(len(counts)), counts)
    return which, np.arange(len(which)) + (begins - before)[which]
