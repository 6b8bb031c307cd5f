"""Many sentences side by side in one row of numbers, so that they are scored together."""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.both import BothWays
from docgen.gongwen.language.model import EDGE, ORDER, Ids, LanguageModel

SENTENCE: Final = re.compile(r"[^。！？；\n]*[。！？；\n]?")
BREAKS: Final = "，、：,: 　"
LONGEST: Final = 5_000
"""Characters of a sentence: a longer one is none, and is looked at in pieces."""
GAP: Final = ORDER - 1
"""Edges between two sentences."""


class Strip:
    """A row of numbers read in one direction, and what the model of it says."""

    def __init__(
        self, model: LanguageModel, ids: Ids, scored: NDArray[np.bool_], owner: Ids
    ) -> None:
        self.model, self.ids, self.scored, self.owner = model, ids, scored, owner
        self.scores = np.zeros(len(ids), np.float32)
        self.known = np.zeros(len(ids), np.uint8)
        """How many characters up to each place are a run that the model knows."""
        self.score(np.flatnonzero(scored))

    def on(self, ids: Ids) -> Self:
        """Return a strip like it over other numbers, which are the same as yet."""
        made = copy(self)
        made.ids, made.scores, made.known = ids, self.scores.copy(), self.known.copy()
        return made

    def score(self, places: Ids) -> None:
        """Judge the characters at some places anew."""
        if len(places):
            windows = self.ids[places[:, None] + np.arange(1 - ORDER, 1)]
            self.scores[places], self.known[places] = self.model.judge(windows)

    def score_from(self, place: int) -> None:
        """Judge anew what a character has an influence on."""
        touched = np.arange(place, min(place + ORDER, len(self.ids)))
        self.score(touched[self.scored[touched]])


class Sheet:
    """Sentences as numbers of the model, with edges between them."""

    def __init__(self, model: BothWays, sentences: Sequence[str]) -> None:
        sizes = np.array([len(each) for each in sentences], np.int64)
        self.sizes = sizes
        """How many characters each sentence has."""
        self.begins = GAP + np.cumsum(sizes + GAP) - (sizes + GAP)
        """Where each sentence begins."""
        length = int(GAP + (sizes + GAP).sum())
        joined = np.frombuffer("".join(sentences).encode("utf-32-le", "replace"), np.uint32)
        within = np.arange(len(joined)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        self.places = np.repeat(self.begins, sizes) + within
        """Where the characters stand."""
        self.codes = np.zeros(length, np.uint32)
        self.codes[self.places] = joined
        self.ids: Ids = np.full(length, EDGE, np.int64)
        self.ids[self.places] = model.onward.numbers(joined)
        owner = np.repeat(np.arange(len(sizes)), sizes + GAP)
        self.owner = np.concatenate([np.zeros(GAP, np.int64), owner])
        """Which sentence a place belongs to, from its first character to its last edge."""
        self.onward = self._strip(model.onward)
        """Each character after those before it; the end of a sentence too tells something."""
        self.back = self._strip(model.back, back=True)
        """The same from the last place to the first."""

    def _strip(self, model: LanguageModel, *, back: bool = False) -> Strip:
        edges = self.begins - 1 if back else self.begins + self.sizes
        scored, owner = np.zeros(len(self.ids), bool), self.owner.copy()
        scored[self.places] = scored[edges] = True
        owner[edges] = np.arange(len(edges))
        way = slice(None, None, -1 if back else 1)
        return Strip(model, self.ids[way], scored[way], owner[way])

    @property
    def scores(self) -> NDArray[np.float32]:
        """Return how probable each character is after those before it (``log10``)."""
        return self.onward.scores

    def put(self, place: int, number: int) -> None:
        """Write another character, and judge what it touches anew."""
        self.ids[place] = number
        self.onward.score_from(place)
        self.back.score_from(len(self.ids) - 1 - place)

    def sums(self, width: int) -> NDArray[np.float32]:
        """Return the sum of the scores of each place and those after it, ``width`` in all."""
        total = np.concatenate([[0], np.cumsum(self.scores, dtype=np.float64), np.zeros(width)])
        total[len(self.scores) + 1 :] = total[len(self.scores)]
        summed: NDArray[np.float32] = (total[width:-1] - total[: -width - 1]).astype(np.float32)
        return summed

    def likelihoods(self) -> NDArray[np.float32]:
        """Return the mean score of each sentence's characters, the least likely fifth left out."""
        ordered = np.sort(self.scores[self.places] - 100.0 * self.owner[self.places])[::-1]
        kept = (self.sizes * 4) // 5 + 1
        begins = np.cumsum(self.sizes) - self.sizes
        total = np.concatenate(
            [[0], np.cumsum(ordered + 100.0 * np.repeat(np.arange(len(self.sizes)), self.sizes))]
        )
        mean: NDArray[np.float32] = (
            (total[begins + np.minimum(kept, self.sizes)] - total[begins])
            / np.minimum(kept, self.sizes)
        ).astype(np.float32)
        return mean

    def copy(self) -> Self:
        """Return a sheet like it that may be written on."""
        made = copy(self)
        made.ids = self.ids.copy()
        made.onward, made.back = self.onward.on(made.ids), self.back.on(made.ids[::-1])
        return made


Placed = tuple[int, str]
"""A sentence and where in the text it begins."""


def sentences_of(text: str) -> Iterator[Placed]:
    """Yield the sentences of a text with their places; blanks around one are left out."""
    for match in SENTENCE.finditer(text):
        for start, piece in _pieces(match.start(), match.group()):
            sentence = piece.strip()
            if sentence:
                yield start + piece.index(sentence), sentence


def _pieces(start: int, sentence: str) -> Iterator[Placed]:
    while len(sentence) > LONGEST:
        end = max(sentence.rfind(mark, 1, LONGEST) for mark in BREAKS) + 1 or LONGEST
        yield start, sentence[:end]
        start, sentence = start + end, sentence[end:]
    yield start, sentence
