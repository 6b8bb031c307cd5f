"""Finding documents: by words, numbers and quoted phrases to the letter, and by meaning."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Final, Protocol

from knowledge.entries.passages import Passage
from knowledge.index.index import Hit
from knowledge.index.scope import Scope
from knowledge.retrieval.matching import matched_words
from knowledge.retrieval.question import codes_in, read_question
from models.records import Record

DEPTH: Final = 200
"""Passages looked at, several of which may be of one document …"""
FEW: Final = 3
"""… and for each document wanted, where nothing is asked to the letter: reading them takes time."""
BESIDE_THE_BEST: Final = 0.15
"""Of the best score; what has less is left out …"""
NEAR: Final = 0.22
"""… as is what shares no word with the question and is not as near as this in meaning: by single
characters something is found for every question (DESIGN, looked at with the specimens)."""
QUOTED: Final = re.compile(r"[“\"]([^”\"]{2,60})[”\"]")


class Searchable(Protocol):
    """An index, or what stands before one and lets through only what still holds."""

    def search(self, question: str, scope: Scope, limit: int = 10) -> Sequence[Hit]:
        """Return the best passages for a question, the best first."""
        ...


class Filters(Record):
    """What a document must be; empty asks for nothing."""

    sort: str = ""
    level: str = ""
    issuer: str = ""
    year: int | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels it must carry."""
        year = str(self.year) if self.year else ""
        told = {"种类": self.sort, "层级": self.level, "年份": year, "机关": self.issuer}
        return tuple(f"{name}={value}" for name, value in told.items() if value)


class Material(Record):
    """A document that was found, by its best passage."""

    document: str
    title: str
    passage: Passage
    score: float
    """From 0 to 1, comparable within one search only."""
    exact: int
    """How many of the numbers and quoted phrases asked for stand in it to the letter."""
    words: tuple[str, ...]
    """Runs of what was asked that stand in the passage."""


def find(
    index: Searchable,
    words: str,
    *,
    day: date,
    readers: Iterable[str] = (),
    filters: Filters | None = None,
    limit: int = 20,
) -> tuple[Material, ...]:
    """Return the documents that words find, the best first, each once.

    A quoted phrase must stand in the passage; a document number puts the document that carries it
    first, before those that cite it. What does not fit the question is not told, however few fit.
    What the readers may not see is left out before anything is scored.
    """
    question = read_question(words)
    scope = Scope(day=day, departments=tuple(readers), labels=filters.labels if filters else ())
    phrases = QUOTED.findall(words)
    lettered = bool(question.codes or phrases)
    hits = index.search(question.text, scope, DEPTH if lettered else FEW * limit)
    if not lettered and len(hits) == FEW * limit and _documents(hits) < limit:
        hits = index.search(question.text, scope, DEPTH)
    whole = [hit for hit in hits if all(phrase in hit.passage.text for phrase in phrases)]
    own = [codes_in(question.codes, *hit.passage.asked) for hit in whole]
    exact = [codes_in((*question.codes, *phrases), *_texts(hit.passage)) for hit in whole]
    best: dict[str, int] = {}
    for at in sorted(range(len(whole)), key=lambda at: (-own[at], -exact[at], -whole[at].score)):
        best.setdefault(whole[at].passage.entry, at)
    top = max((hit.score for hit in whole), default=0)
    made = ((whole[at], _material(whole[at], exact[at], question.text)) for at in best.values())
    fitting = (told for hit, told in made if told.exact or _fits(hit, told, top))
    return tuple(islice(fitting, limit))


def _fits(hit: Hit, told: Material, top: float) -> bool:
    near = bool(told.words) or hit.by_meaning >= NEAR
    return near and hit.score >= BESIDE_THE_BEST * top


def _documents(hits: Iterable[Hit]) -> int:
    return len({hit.passage.entry for hit in hits})


def _texts(passage: Passage) -> tuple[str, ...]:
    return (passage.title, *passage.asked, passage.text)


def _material(hit: Hit, exact: int, asked: str) -> Material:
    passage = hit.passage
    return Material(
        document=passage.entry,
        title=passage.title,
        passage=passage,
        score=max(0.0, min(1.0, hit.score)),
        exact=exact,
        words=matched_words(asked, *_texts(passage)),
    )
