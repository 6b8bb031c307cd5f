"""Which characters were written for which others: people make the same mistakes again."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

CODE: Final = np.uint64(32)
"""Bits of a code point in a key."""

Codes = NDArray[np.uint32]


@dataclass(frozen=True)
class Mistakes:
    """Pairs of characters, ascending by key, with how often each was seen."""

    keys: NDArray[np.uint64]
    """The code point of what was written, and behind it that of what was meant."""
    times: NDArray[np.uint16]

    def seen(self, written: Codes, meant: Codes) -> NDArray[np.float32]:
        """Return how often each was written for the other, as ``log(1 + times)``."""
        keys = (written.astype(np.uint64) << CODE) | meant.astype(np.uint64)
        if not len(self.keys):
            return np.zeros(len(keys), np.float32)
        rows = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        seen = np.where(self.keys[rows] == keys, self.times[rows], 0)
        return np.log1p(seen).astype(np.float32)

    def arrays(self) -> dict[str, NDArray[np.uint8]]:
        """Return what to keep, as bytes."""
        return {
            "mistakes": self.keys.astype("<u8").view(np.uint8),
            "mistakes_times": self.times.astype("<u2").view(np.uint8),
        }

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.uint8]]) -> Self:
        """Return what was kept so; raises ``KeyError`` where something is missing."""
        return cls(
            arrays["mistakes"].view("<u8").astype(np.uint64),
            arrays["mistakes_times"].view("<u2").astype(np.uint16),
        )


def learn_mistakes(pairs: Iterable[tuple[str, str]]) -> Mistakes:
    """Return the mistakes of texts as written, each beside the same as it should read.

    Texts of different length are passed over: which character stands for which is not known.
    """
    counted = Counter(
        (ord(written) << int(CODE)) | ord(meant)
        for source, target in pairs
        if len(source) == len(target)
        for written, meant in zip(source, target, strict=True)
        if written != meant
    )
    keys = sorted(counted)
    most = np.iinfo(np.uint16).max
    times = [min(counted[key], most) for key in keys]
    return Mistakes(np.array(keys, np.uint64), np.array(times, np.uint16))
