"""Finding documents: by words, numbers and quoted phrases to the letter, and by meaning."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final, Protocol, Self

from docgen.gongwen.library.articles import Article, article_in
from docgen.gongwen.library.facets import read_facets
from docgen.gongwen.library.filed import FACET
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

    def search_in(
        self, question: str, scopes: Sequence[Scope], limit: int = 10
    ) -> Sequence[Sequence[Hit]]:
        """Return the same in each of several scopes that differ in nothing but their labels."""
        ...


class Filters(Record):
    """What a document must be; empty asks for nothing."""

    facet: str = ""
    """A collection (维度)."""
    sort: str = ""
    level: str = ""
    issuer: str = ""
    year: int | None = None
    in_force: bool = False
    """Whether what holds no more is left out."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels it must carry."""
        year = str(self.year) if self.year else ""
        told = {
            FACET: self.facet,
            "种类": self.sort,
            "层级": self.level,
            "年份": year,
            "机关": self.issuer,
        }
        return tuple(f"{name}={value}" for name, value in told.items() if value)


class Material(Record):
    """A document that was found, by its best passage."""

    document: str
    title: str
    passage: Passage
    score: float
    """From 0 to 1, comparable within one search only."""
    exact: int
    """How many of the numbers, quoted phrases and articles asked for it holds to the letter."""
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
    first, before those that cite it, and an article of a law puts that article first. What does not
    fit the question is not told, however few fit. What the readers may not see is left out before
    anything is scored.
    """
    asked, scope = _Asked.of(words), scope_of(day, readers, filters)
    hits = index.search(asked.text, scope, asked.depth(limit))
    if not asked.reaches(hits, limit):
        hits = index.search(asked.text, scope, DEPTH)
    return tuple(asked.material(hit, exact) for hit, exact in islice(asked.fitting(hits), limit))


def count_found(
    index: Searchable,
    words: str,
    *,
    day: date,
    readers: Iterable[str] = (),
    filters: Filters | None = None,
    most: int = 20,
) -> Mapping[str, int]:
    """Return by collection how many documents `find` would find in it, ``most`` at most.

    What the readers may not see is counted nowhere.
    """
    asked, told = _Asked.of(words), filters or Filters()
    facets = [facet.title for facet in read_facets()]
    wanted = [told.model_copy(update={"facet": facet}) for facet in facets]
    scopes = [scope_of(day, readers, each) for each in wanted]
    found = index.search_in(asked.text, scopes, asked.depth(most))
    counts = {}
    for facet, scope, hits in zip(facets, scopes, found, strict=True):
        deep = hits if asked.reaches(hits, most) else index.search(asked.text, scope, DEPTH)
        counts[facet] = sum(1 for _ in islice(asked.fitting(deep), most))
    return counts


def scope_of(day: date, readers: Iterable[str], filters: Filters | None = None) -> Scope:
    """Return what readers may find: what holds no more as well, where nothing else is asked."""
    told = filters or Filters()
    return Scope(day=day, departments=tuple(readers), labels=told.labels, past=not told.in_force)


@dataclass(frozen=True)
class _Asked:
    """What words ask for."""

    text: str
    codes: tuple[str, ...]
    phrases: tuple[str, ...]
    article: Article | None
    _words: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: str) -> Self:
        article, written = article_in(words)
        question = read_question(written)
        return cls(question.text, tuple(question.codes), tuple(QUOTED.findall(words)), article)

    @property
    def to_the_letter(self) -> bool:
        return bool(self.codes or self.phrases or self.article)

    def depth(self, limit: int) -> int:
        return DEPTH if self.to_the_letter else FEW * limit

    def reaches(self, hits: Sequence[Hit], limit: int) -> bool:
        """Tell whether a deeper search would find no other documents, or they are not wanted."""
        whole = self.to_the_letter or len(hits) < self.depth(limit)
        return whole or len({hit.passage.entry for hit in hits}) >= limit

    def fitting(self, hits: Sequence[Hit]) -> Iterator[tuple[Hit, int]]:
        """Yield the best hit of each document that fits, with what it holds to the letter."""
        whole = [hit for hit in hits if all(each in hit.passage.text for each in self.phrases)]
        own = [self._own(hit.passage) for hit in whole]
        exact = [self._exact(hit.passage) for hit in whole]
        best: dict[str, int] = {}
        for at in sorted(
            range(len(whole)), key=lambda at: (-own[at], -exact[at], -whole[at].score)
        ):
            best.setdefault(whole[at].passage.entry, at)
        least = BESIDE_THE_BEST * max((hit.score for hit in whole), default=0)
        for at in best.values():
            if exact[at] or (whole[at].score >= least and self._is_near(whole[at])):
                yield whole[at], exact[at]

    def _is_near(self, hit: Hit) -> bool:
        return hit.by_meaning >= NEAR or bool(self._matched(hit.passage))

    def material(self, hit: Hit, exact: int) -> Material:
        """Return what is told of the best hit of a document."""
        return Material(
            document=hit.passage.entry,
            title=hit.passage.title,
            passage=hit.passage,
            score=max(0.0, min(1.0, hit.score)),
            exact=exact,
            words=self._matched(hit.passage),
        )

    def _matched(self, passage: Passage) -> tuple[str, ...]:
        """Return what of the question stands in a passage; looked for once, as it takes time."""
        place = (passage.entry, passage.place)
        if place not in self._words:
            self._words[place] = matched_words(self.text, *_texts(passage))
        return self._words[place]

    def _own(self, passage: Passage) -> int:
        """Return how many of the numbers and articles asked for a passage bears itself."""
        return codes_in(self.codes, *passage.asked) + self._is_article(passage)

    def _exact(self, passage: Passage) -> int:
        told = (*self.codes, *self.phrases)
        return codes_in(told, *_texts(passage)) + self._is_article(passage)

    def _is_article(self, passage: Passage) -> bool:
        return self.article is not None and self.article.is_in(passage)


def _texts(passage: Passage) -> tuple[str, ...]:
    return (passage.title, *passage.asked, passage.text)
