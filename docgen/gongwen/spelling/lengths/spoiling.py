"""Drops and doubles characters of correct sentences, and lets others slip in, as typing does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from docgen.gongwen.language.model import EDGE, LanguageModel
from docgen.gongwen.spelling.lengths.evidence import PARTICLES
from docgen.gongwen.spelling.recipe import HAN

KINDS: Final = {"drop": 0.5, "double": 0.2, "particle": 0.15, "slip": 0.15}
"""How often a fault is of each kind: a character is left out, is written twice, is followed by a
particle, or by a character that often follows it."""
SPOILED: Final = 0.8
"""The share of sentences that get a fault."""


@dataclass(frozen=True)
class Spoiled:
    """A sentence as written, and the edit that puts it right."""

    written: str
    place: int
    """Of the character too many, of the last where it is there twice, or of the one before which
    a character is missing; -1 where nothing is wrong."""
    missing: str
    """Empty where a character is too many."""


class Spoiler:
    """Makes such faults; the same seed makes the same."""

    def __init__(self, model: LanguageModel, seed: int = 0) -> None:
        self._model, self._random = model, np.random.default_rng(seed)
        self._han = np.array([bool(HAN.match(each)) for each in model.characters])

    def spoil(self, sentence: str) -> Spoiled:
        """Return a sentence with one fault or none."""
        able = [at for at, each in enumerate(sentence) if HAN.match(each)]
        if not able or self._random.random() > SPOILED:
            return Spoiled(sentence, -1, "")
        at = able[int(self._random.integers(len(able)))]
        kind = str(self._random.choice(list(KINDS), p=list(KINDS.values())))
        if kind == "drop":
            return lacking(sentence, at)
        put = {"double": sentence[at], "particle": self._one_of(PARTICLES)}.get(kind)
        return with_extra(sentence, at + 1, put or self._follower(sentence[at]))

    def _one_of(self, several: Sequence[str]) -> str:
        return several[int(self._random.integers(len(several)))]

    def _follower(self, character: str) -> str:
        """Return a character drawn by how often it follows one."""
        after = self._model.pairs[self._model.ids(character)[0], EDGE + 1 :].astype(np.float64)
        chance = np.where(self._han, np.power(10.0, after), 0)
        return self._model.characters[
            int(self._random.choice(len(chance), p=chance / chance.sum()))
        ]


def lacking(sentence: str, at: int) -> Spoiled:
    """Return a sentence without one of its characters."""
    written, missing = sentence[:at] + sentence[at + 1 :], sentence[at]
    while written[at : at + 1] == missing:
        at += 1
    return Spoiled(written, at, missing)


def with_extra(sentence: str, at: int, character: str) -> Spoiled:
    """Return a sentence with one character more."""
    while sentence[at : at + 1] == character:
        at += 1
    return Spoiled(sentence[:at] + character + sentence[at:], at, "")
