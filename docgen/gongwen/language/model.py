"""How probable a character is after the four before it (Kneser-Ney, as a back-off model)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

ORDER: Final = 5
BITS: Final = 12
"""Of a character's number: five of them make one key of 60 bits."""
UNKNOWN, EDGE = 0, 1
"""Numbers of a character the model does not know, and of the edges of a sentence."""
STEP: Final = 1 / 10
"""Logarithms (base 10) are kept in steps of this size, in one byte."""

Ids = NDArray[np.int64]
Keys = NDArray[np.uint64]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Table:
    """The runs of one length, ascending by key, with what each says."""

    keys: Keys
    probability: Bytes
    """Of the last character after those before it, as ``-log10`` in steps."""
    backoff: Bytes
    """What a run gives on to shorter ones where it was never continued so, likewise."""

    def find(self, keys: Keys) -> tuple[Ids, NDArray[np.bool_]]:
        """Return the row of each key, and whether it is there at all.

        Rising keys are found several times as fast: neighbours are read from memory together.
        """
        rows = np.searchsorted(self.keys, keys)
        np.minimum(rows, len(self.keys) - 1, out=rows)
        return rows, self.keys[rows] == keys


class LanguageModel:
    """Characters by number, and tables of their runs from one to five."""

    def __init__(self, characters: str, tables: Sequence[Table]) -> None:
        self.characters = characters
        """Those the model knows; the first has the number after ``EDGE``."""
        self.tables = tuple(tables)
        self._numbers = np.zeros(0x110000, np.uint16)
        codes = np.frombuffer(characters.encode("utf-32-le"), np.uint32)
        self._numbers[codes] = np.arange(len(characters)) + EDGE + 1
        self._codes = np.concatenate([np.zeros(EDGE + 1, np.uint32), codes])

    @property
    def size(self) -> int:
        """How many numbers there are, with those of the unknown and the edge."""
        return len(self.characters) + EDGE + 1

    def ids(self, text: str) -> Ids:
        """Return the number of each character; ``UNKNOWN`` for one it does not know."""
        return self.numbers(np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32))

    def numbers(self, codes: NDArray[np.uint32]) -> Ids:
        """Return the number of each character, given by its code point."""
        return self._numbers[codes].astype(np.int64)

    def character(self, number: int) -> str:
        """Return the character of a number that is neither ``UNKNOWN`` nor ``EDGE``."""
        return self.characters[number - EDGE - 1]

    def codes(self, numbers: Ids) -> NDArray[np.uint32]:
        """Return the code point of each number; 0 for ``UNKNOWN`` and ``EDGE``."""
        return self._codes[numbers]

    def padded(self, text: str) -> Ids:
        """Return the numbers with the edges before and behind that scoring a sentence needs."""
        edge = np.full(ORDER - 1, EDGE, np.int64)
        return np.concatenate([edge, self.ids(text), edge])

    def scores(self, runs: Ids) -> NDArray[np.float32]:
        """Return ``log10`` of the last character of each run of five after the four before it.

        Args:
            runs: numbers, one run of ``ORDER`` a row.
        """
        return self.judge(runs)[0]

    def judge(self, runs: Ids) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """Return the scores of runs, and how many last characters of each are a known run."""
        # Of single characters every one has its row, in the order of the numbers.
        steps = self.tables[0].probability[runs[:, -1]].astype(np.int32)
        known_length = np.ones(len(runs), np.uint8)
        going, whole = np.arange(len(runs)), runs[:, -1].astype(np.uint64)
        for length in range(2, ORDER + 1):
            whole |= runs[going, -length].astype(np.uint64) << np.uint64(BITS * (length - 1))
            order = np.argsort(whole)
            going, whole = going[order], whole[order]
            rows, known = self.tables[length - 2].find(whole >> np.uint64(BITS))
            # After a context that never occurred, longer ones did not either.
            going, whole = going[known], whole[known]
            backoff = self.tables[length - 2].backoff[rows[known]]
            found, there = self.tables[length - 1].find(whole)
            told = self.tables[length - 1].probability[found]
            steps[going] = np.where(there, told, steps[going] + backoff)
            known_length[going[there]] = length
        scored: NDArray[np.float32] = steps * np.float32(-STEP)
        return scored, known_length

    @cached_property
    def costs(self) -> Bytes:
        """Return ``-log10`` of every character (column) after every other one (row), in steps.

        The sum of two bytes fits into one: ``learning.WORST`` is nine powers of ten.
        """
        single, double = self.tables[:2]
        steps = single.backoff[:, None] + single.probability
        keys = double.keys.astype(np.int64)
        steps[keys >> BITS, keys & ((1 << BITS) - 1)] = double.probability
        return steps

    @cached_property
    def costs_before(self) -> Bytes:
        """Return the same, the character behind by row."""
        return np.ascontiguousarray(self.costs.T)

    @cached_property
    def pairs(self) -> NDArray[np.float16]:
        """Return ``log10`` of every character (column) after every other one (row)."""
        told: NDArray[np.float16] = (self.costs * np.float32(-STEP)).astype(np.float16)
        return told
