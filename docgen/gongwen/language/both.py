"""How probable characters are after those before them, and before those after them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from docgen.gongwen.language.learning import learn
from docgen.gongwen.language.model import BITS, ORDER, Bytes, Ids, Keys, LanguageModel, Table

MASK: Final = np.uint64((1 << BITS) - 1)
ABSENT: Final = 255
"""Kept instead of a probability where a run is known in the other direction only."""


@dataclass(frozen=True)
class BothWays:
    """Two models of the same characters and runs; kept together their runs are kept once."""

    onward: LanguageModel
    back: LanguageModel
    """Reads from right to left."""

    def arrays(self) -> dict[str, Bytes]:
        """Return what to keep; keys go as differences, byte by byte, which packs well."""
        arrays = {"characters": np.frombuffer(self.onward.characters.encode(), np.uint8)}
        for length in range(1, ORDER + 1):
            onward, back = self.onward.tables[length - 1], self.back.tables[length - 1]
            mirrored = _mirror(back.keys, length)
            keys = np.union1d(onward.keys, mirrored)
            planes = np.diff(keys, prepend=np.uint64(0)).astype("<u8").view(np.uint8).reshape(-1, 8)
            arrays[f"keys{length}"] = np.ascontiguousarray(planes.T)
            for name, table, own in (("", onward, onward.keys), ("back_", back, mirrored)):
                rows = np.searchsorted(keys, own)
                probability = np.full(len(keys), ABSENT, np.uint8)
                backoff = np.zeros(len(keys), np.uint8)
                probability[rows], backoff[rows] = table.probability, table.backoff
                arrays[f"{name}probability{length}"] = probability
                arrays[f"{name}backoff{length}"] = backoff
        return arrays

    @classmethod
    def of(cls, arrays: Mapping[str, Bytes]) -> Self:
        """Return the models that were kept so; raises ``KeyError`` where something is missing."""
        characters = bytes(arrays["characters"]).decode()
        onward, back = [], []
        for length in range(1, ORDER + 1):
            planes = np.ascontiguousarray(arrays[f"keys{length}"].T)
            keys = np.cumsum(planes.view("<u8").ravel(), dtype=np.uint64)
            mirrored = _mirror(keys, length)
            order = np.argsort(mirrored)
            onward.append(_table(arrays, "", length, keys, None))
            back.append(_table(arrays, "back_", length, mirrored, order))
        return cls(LanguageModel(characters, onward), LanguageModel(characters, back))


def learn_both(sentences: Sequence[str]) -> BothWays:
    """Return the models of some sentences; a sentence given twice counts twice."""
    return BothWays(learn(sentences), learn([each[::-1] for each in sentences]))


def _table(
    arrays: Mapping[str, Bytes], name: str, length: int, keys: Keys, order: Ids | None
) -> Table:
    probability, backoff = arrays[f"{name}probability{length}"], arrays[f"{name}backoff{length}"]
    there = np.flatnonzero(probability != ABSENT) if order is None else order
    if order is not None:
        there = there[probability[there] != ABSENT]
    return Table(keys[there], probability[there], backoff[there])


def _mirror(keys: Keys, length: int) -> Keys:
    """Return the keys of the same runs read from right to left."""
    mirrored = np.zeros_like(keys)
    for _ in range(length):
        mirrored = (mirrored << np.uint64(BITS)) | (keys & MASK)
        keys = keys >> np.uint64(BITS)
    return mirrored
