"""Many short texts as one run of bytes, which can stay on disk until one of them is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Texts:
    """Texts in UTF-8, one behind the other, and where each begins and ends."""

    content: NDArray[np.uint8]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[bytes]) -> Self:
        """Put texts behind one another."""
        sizes = np.fromiter(map(len, texts), np.int64, len(texts))
        content = np.frombuffer(b"".join(texts), np.uint8)
        return cls(content, np.append(0, np.cumsum(sizes)))

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> bytes:
        """Return one text."""
        return bytes(self.content[self.starts[place] : self.starts[place + 1]])


def join(several: Sequence[Texts], kept: Sequence[NDArray[np.bool_]]) -> Texts:
    """Return the texts to be kept, in the order they stand."""
    return Texts.of(
        [
            texts[int(place)]
            for texts, keep in zip(several, kept, strict=True)
            for place in np.flatnonzero(keep)
        ]
    )
