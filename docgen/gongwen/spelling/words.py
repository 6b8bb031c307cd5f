"""Words of two characters by their sound, for two characters in a row that sound like one."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import BITS, EDGE, STEP, Ids, LanguageModel
from docgen.gongwen.spelling.alike import (
    NEAR_SOUND,
    READINGS,
    SAME_SOUND,
    SAME_SYLLABLE,
    Alike,
    near,
)
from docgen.gongwen.spelling.stretches import stretches

LEAST_USUAL: Final = -6.8
"""How usual (``log10``) two characters in a row must be to count as a word."""
LEAST_JOINED: Final = 0.3
"""How much likelier (``log10``) the second must be after the first than anywhere."""
SYLLABLES: Final = 1024

Bytes = NDArray[np.uint8]


class Words:
    """Finds the words that sound like two characters."""

    def __init__(self, model: LanguageModel, alike: Alike) -> None:
        self._loose = _loose(alike.syllables)
        rows = np.full(model.size, -1, np.int64)
        codes = np.frombuffer(alike.characters.encode("utf-32-le"), np.uint32)
        numbers = model.numbers(codes)
        rows[numbers[numbers > EDGE]] = np.flatnonzero(numbers > EDGE)
        self._readings = alike.readings.astype(np.int64)
        self._row_of = rows
        first, second = _usual(model)
        spoken = (rows[first] >= 0) & (rows[second] >= 0)
        first, second = first[spoken], second[spoken]
        keys, owner = self._keys(rows[first], rows[second])
        order = np.argsort(keys, kind="stable")
        self._sorted, owner = keys[order], owner[order]
        self._first, self._second = first[owner], second[owner]

    def find(self, one: Ids, other: Ids) -> tuple[Ids, Ids, Bytes]:
        """Return what two characters in a row, given by their rows in ``Alike``, may have been.

        Returns:
            Of each proposal the place of the pair among those given, its two numbers, and how
            alike each of the two sounds.
        """
        keys, owner = self._keys(one, other)
        begins = np.searchsorted(self._sorted, keys)
        counts = np.searchsorted(self._sorted, keys, side="right") - begins
        which, found = stretches(begins, counts)
        pair = owner[which]
        meant = np.stack([self._first[found], self._second[found]], axis=1)
        _, unique = np.unique(
            (pair << (2 * BITS)) | (meant[:, 0] << BITS) | meant[:, 1], return_index=True
        )
        pair, meant = pair[unique], meant[unique]
        written = np.stack([one[pair], other[pair]], axis=1)
        return pair, meant, self._heard(written, self._row_of[meant])

    def _keys(self, one: Ids, other: Ids) -> tuple[Ids, Ids]:
        """Return one key for each way to read two characters, and which pair it is of."""
        first = self._loose[self._readings[one] >> 3][:, :, None]
        second = self._loose[self._readings[other] >> 3][:, None, :]
        keys = np.where((first > 0) & (second > 0), first * SYLLABLES + second, 0)
        keys = keys.reshape(len(one), READINGS * READINGS)
        owner, _ = np.nonzero(keys)
        return keys[keys > 0], owner

    def _heard(self, written: Ids, meant: Ids) -> Bytes:
        one = self._readings[written][..., :, None]
        other = self._readings[meant][..., None, :]
        there = (one > 0) & (other > 0)
        tone = (there & (one == other)).any(axis=(-1, -2))
        syllable = (there & (one >> 3 == other >> 3)).any(axis=(-1, -2))
        loose = NEAR_SOUND + 0 * meant
        return np.where(tone, SAME_SOUND, np.where(syllable, SAME_SYLLABLE, loose)).astype(np.uint8)


def _loose(syllables: tuple[str, ...]) -> Ids:
    """Return for each syllable (from 1 on) one number shared by all that are easily confused."""
    numbers = {syllable: at for at, syllable in enumerate(syllables, start=1)}
    shared = np.arange(len(syllables) + 1)
    for _ in range(3):
        for syllable, at in numbers.items():
            others = [numbers[other] for other, _ in near(syllable) if other in numbers]
            shared[at] = min([int(shared[at]), *(int(shared[other]) for other in others)])
    return shared


def _usual(model: LanguageModel) -> tuple[Ids, Ids]:
    """Return the characters of usual words, the most usual first."""
    single = model.tables[0].probability.astype(np.int64)
    keys = model.tables[1].keys.astype(np.int64)
    first, second = keys >> BITS, keys & ((1 << BITS) - 1)
    after = model.tables[1].probability.astype(np.int64)
    usual = -STEP * (single[first] + after)
    joined = STEP * (single[second] - after)
    kept = (first > EDGE) & (second > EDGE) & (usual > LEAST_USUAL) & (joined > LEAST_JOINED)
    order = np.argsort(-usual[kept], kind="stable")
    return first[kept][order], second[kept][order]
