"""Puts mistakes of the kinds people make into correct sentences: too few real ones are known."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import STEP, Ids, LanguageModel
from docgen.gongwen.spelling.alike import FAR_SOUND, NEAR_SOUND, SAME_SOUND, SAME_SYLLABLE, Alike
from docgen.gongwen.spelling.words import Words

KINDS: Final = {"same": 0.42, "near": 0.14, "shape": 0.22, "word": 0.22}
"""How often a mistake is of each kind: a character by sound or shape, or a word by sound."""
NUMBERS: Final = (0.3, 0.45, 0.15, 0.1)
"""How often a sentence gets none, one, two or three."""
LEANING: Final = 0.4
"""The power of how usual something is with which it is written by mistake."""

Weights = NDArray[np.float64]


class Spoiler:
    """Writes something else for what is meant; the same seed gives the same mistakes."""

    def __init__(self, model: LanguageModel, alike: Alike, seed: int = 0) -> None:
        self._model, self._alike, self._words = model, alike, Words(model, alike)
        self._rows = {character: row for row, character in enumerate(alike.characters)}
        self._random = np.random.default_rng(seed)
        single = model.tables[0].probability.astype(np.float64)
        usual = np.power(10.0, -STEP * LEANING * single)
        self._usual = {each: usual[model.ids(each)[0]] for each in alike.known}

    def spoil(self, sentence: str) -> str:
        """Return a sentence with some mistakes, as long as before."""
        written = list(sentence)
        able = [at for at, each in enumerate(sentence) if each in self._rows]
        number = int(self._random.choice(len(NUMBERS), p=NUMBERS))
        for _ in range(number if able else 0):
            at = able[int(self._random.integers(len(able)))]
            kind = str(self._random.choice(list(KINDS), p=list(KINDS.values())))
            wrong = self._word(sentence, at) if kind == "word" else self._one(sentence[at], kind)
            written[at : at + len(wrong)] = wrong
        return "".join(written)

    def _one(self, character: str, kind: str) -> str:
        row, alike = self._rows[character], self._alike
        rows = slice(alike.starts[row], alike.starts[row + 1])
        sound, shape = alike.sound[rows], alike.shape[rows]
        wanted = {
            "same": np.isin(sound, (SAME_SOUND, SAME_SYLLABLE)) * (1.0 + (sound == SAME_SOUND)),
            "near": np.isin(sound, (NEAR_SOUND, FAR_SOUND)) * (0.2 + (sound == NEAR_SOUND)),
            "shape": np.maximum(shape / 255.0, 0) ** 2,
        }[kind]
        others = [alike.known[each] for each in alike.meant[rows]]
        return self._drawn(others, wanted * [self._usual[each] for each in others])

    def _word(self, sentence: str, at: int) -> str:
        pair = sentence[at : at + 2]
        if len(pair) < len("一二") or any(each not in self._rows for each in pair):
            return ""
        one, other = (np.array([self._rows[each]], np.int64) for each in pair)
        _, meant, sound = self._words.find(one, other)
        words = ["".join(self._model.character(int(number)) for number in each) for each in meant]
        weights = self._weights(meant) * (1.0 + (sound == SAME_SOUND).sum(axis=1))
        return self._drawn(words, weights * [word != pair for word in words])

    def _weights(self, meant: Ids) -> Weights:
        after = self._model.pairs[meant[:, 0], meant[:, 1]].astype(np.float64)
        first = self._model.tables[0].probability[meant[:, 0]] * -STEP
        return np.power(10.0, LEANING * (after + first))

    def _drawn(
        self,
        others: Sequence[str],
        weights: Weights,
    ) -> str:
        total = float(np.sum(weights))
        if total <= 0:
            return ""
        return others[int(self._random.choice(len(others), p=np.asarray(weights) / total))]
