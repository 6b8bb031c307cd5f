"""Where vectors may be kept besides the index, to find passages by meaning that share no word."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray


class Near(NamedTuple):
    """A passage whose vector lies close to a question's."""

    entry: str
    place: int


class VectorStore(Protocol):
    """Vectors of the passages of entries, found by likeness.

    It proposes passages and no more: the index itself says what is still there, who may find it,
    and how close it really is.

    Each method raises ``EngineUnavailableError`` when the store cannot be reached.
    """

    def put(self, entry: str, rows: NDArray[np.float32]) -> None:
        """Keep the vectors of an entry's passages, in their order, in place of those it had."""
        ...

    def remove(self, entry: str) -> None:
        """Forget the vectors of an entry; one that has none is no error."""
        ...

    def nearest(self, question: NDArray[np.float32], count: int) -> Sequence[Near]:
        """Return passages whose vectors are closest to a question's, the closest first."""
        ...
