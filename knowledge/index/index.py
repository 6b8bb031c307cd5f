"""The index: entries come and go, and a question finds the passages that may be found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.encoder import StaticEncoder
from knowledge.entries.entry import Entry
from knowledge.entries.passages import Passage, passages_of
from knowledge.index.lexical import Lexical
from knowledge.index.scope import Scope, Terms, terms_of
from knowledge.index.segment import Fields
from knowledge.index.vectors import Vectors

BOOSTS: Final = MappingProxyType(
    {"title": 2.0, "path": 1.0, "questions": 2.0, "keywords": 3.0, "number": 3.0, "text": 1.0}
)
"""How many times over a term counts by where it stands."""
SHARE = 0.25
"""Of the meaning in a score; the rest is terms."""
CANDIDATES = 400
"""Passages whose meaning is looked at: those with the best terms."""


@dataclass(frozen=True)
class Hit:
    """A passage that was found."""

    passage: Passage
    score: float
    """From 0 to 1, comparable within one question only."""
    by_terms: float
    """BM25 as it is, comparable between questions of one index."""
    by_meaning: float
    """Cosine."""


class Index:
    """Passages of published entries. One writer at a time; readers see whole entries only."""

    def __init__(
        self, encoder: StaticEncoder, boosts: Mapping[str, float] = BOOSTS, share: float = SHARE
    ) -> None:
        """Begin empty."""
        self._encoder, self._share = encoder, share
        self._lexical = Lexical(boosts)
        self._vectors = Vectors(encoder.size)
        self._passages: list[Passage] = []
        self._places: dict[str, list[int]] = {}
        # Which circumstances there are, and by passage the number of its own, -1 once it is gone.
        self._terms: dict[Terms, int] = {}
        self._terms_of: list[int] = []

    def __len__(self) -> int:
        """Return how many passages can be found."""
        return sum(map(len, self._places.values()))

    def put(self, entries: Iterable[Entry]) -> None:
        """Add entries, each in place of the version that was in."""
        coming = [(entry, passage) for entry in entries for passage in passages_of(entry)]
        for entry in {entry.id: entry for entry, _ in coming}.values():
            self.remove(entry.id)
        begun = len(self._passages)
        self._lexical.add([_fields(*each) for each in coming])
        self._vectors.add(self._encoder.encode([_whole(*each) for each in coming]))
        for place, (entry, passage) in enumerate(coming, start=begun):
            self._places.setdefault(entry.id, []).append(place)
            self._passages.append(passage)
            self._terms_of.append(self._terms.setdefault(terms_of(entry), len(self._terms)))

    def remove(self, entry_id: str) -> None:
        """Take an entry out; one that is not in is no error."""
        for place in self._places.pop(entry_id, ()):
            self._terms_of[place] = -1

    def search(self, question: str, scope: Scope, limit: int = 10) -> Sequence[Hit]:
        """Return the best passages for a question, the best first; those that share no term never.

        What the scope leaves out is left out before anything is scored.
        """
        by_terms = self._lexical.scores(question, self._allowed(scope))
        ahead = min(max(limit, CANDIDATES), len(by_terms))
        places = np.argpartition(by_terms, -ahead)[-ahead:] if ahead else np.zeros(0, np.int64)
        places = places[by_terms[places] > 0]
        if not len(places):
            return ()
        meaning = self._vectors.likeness(self._encoder.encode([question])[0], places)
        relative = by_terms[places] / by_terms[places].max()
        scores = (1 - self._share) * relative + self._share * meaning
        order = np.lexsort((places, -scores))[:limit]
        return tuple(
            Hit(
                passage=self._passages[places[at]],
                score=float(scores[at]),
                by_terms=float(by_terms[places[at]]),
                by_meaning=float(meaning[at]),
            )
            for at in order
        )

    def _allowed(self, scope: Scope) -> NDArray[np.bool_]:
        verdicts = [*(terms.allow(scope) for terms in self._terms), False]
        return np.array(verdicts, bool)[np.array(self._terms_of, np.int64)]


def _fields(entry: Entry, passage: Passage) -> Fields:
    return {
        "title": entry.title,
        "path": " ".join(passage.path),
        "questions": " ".join(entry.questions),
        "keywords": " ".join(entry.keywords),
        "number": entry.source.number,
        "text": passage.text,
    }


def _whole(entry: Entry, passage: Passage) -> str:
    return f"{entry.title} {passage.text}"
