"""What the index asks of whatever turns texts into vectors."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Encoder(Protocol):
    """An embedding, of ours or of an endpoint."""

    @property
    def size(self) -> int:
        """The number of dimensions of a vector."""

    @property
    def name(self) -> str:
        """Which embedding it is: another one whenever its vectors cannot be compared."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 per text, or of zeros where a text tells it nothing.

        Raises ``EngineUnavailableError`` when it cannot be asked now.
        """
