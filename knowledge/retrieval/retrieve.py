"""From a question to passages: the one way in for whatever answers, inspects or shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.entries.passages import Passage
from knowledge.index.index import Hit
from knowledge.index.scope import Scope
from knowledge.retrieval.matching import matched_words
from knowledge.retrieval.question import Question, codes_in, read_question

DEPTH = 50
"""Passages that are looked at closely, whatever the limit."""


@dataclass(frozen=True)
class Found:
    """A passage that was found, and why."""

    passage: Passage
    score: float
    """From 0 to 1; those with all codes asked for stand before the others, whatever their score."""
    by_terms: float
    """BM25 as it is."""
    by_meaning: float
    """Cosine."""
    codes: int
    """How many of the numbers and codes asked for stand in it to the letter."""
    words: tuple[str, ...]
    """Runs of the question that stand in it, in the order asked."""


@dataclass(frozen=True)
class Retrieved:
    """What a question found."""

    question: Question
    """As it was searched."""
    found: Sequence[Found]
    """The best first; empty when nothing the asker may see shares a term with the question."""


class Searchable(Protocol):
    """An index, or what stands before one and lets through only what still holds."""

    def search(self, question: str, scope: Scope, limit: int = 10) -> Sequence[Hit]:
        """Return the best passages for a question, the best first."""
        ...


class Retriever:
    """Finds passages in one index."""

    def __init__(self, index: Searchable) -> None:
        """Search an index that others keep in step with the entries."""
        self._index = index

    def retrieve(self, asked: str, scope: Scope, limit: int = 10) -> Retrieved:
        """Return the passages that answer a question best, of what the scope lets be found."""
        question = read_question(asked)
        hits = self._index.search(question.text, scope, max(limit, DEPTH))
        found = [_explain(question, hit) for hit in hits]
        found.sort(key=lambda one: (-one.codes, -one.score))
        return Retrieved(question, tuple(found[:limit]))


def _explain(question: Question, hit: Hit) -> Found:
    texts = (*hit.passage.path, hit.passage.text)
    return Found(
        passage=hit.passage,
        score=hit.score,
        by_terms=hit.by_terms,
        by_meaning=hit.by_meaning,
        codes=codes_in(question.codes, *texts),
        words=matched_words(question.text, *texts),
    )
