"""From a question to passages: the one way in for whatever answers, inspects or shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.entries.passages import Passage
from knowledge.index.index import Hit
from knowledge.index.scope import Scope
from knowledge.retrieval.matching import matched_words
from knowledge.retrieval.question import Question, codes_in, read_question
from knowledge.words.sayings import Sayings, default_sayings

DEPTH = 50
"""Passages that are looked at closely, whatever the limit."""


TIMES = 2
"""How much more a word of the question counts than an official term for it."""


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
    official: tuple[str, ...]
    """The official terms that were sought besides, by the table of sayings."""
    found: Sequence[Found]
    """The best first; empty when nothing the asker may see shares a term with the question."""


class Searchable(Protocol):
    """An index, or what stands before one and lets through only what still holds."""

    def search(self, question: str, scope: Scope, limit: int = 10) -> Sequence[Hit]:
        """Return the best passages for a question, the best first."""
        ...


class Retriever:
    """Finds passages in one index."""

    def __init__(self, index: Searchable, sayings: Sayings | None = None) -> None:
        """Search an index that others keep in step with the entries.

        Args:
            index: what is searched.
            sayings: everyday words and what they mean; the product's own where none are given.
        """
        self._index = index
        self._sayings = default_sayings() if sayings is None else sayings

    def retrieve(self, asked: str, scope: Scope, limit: int = 10) -> Retrieved:
        """Return the passages that answer a question best, of what the scope lets be found."""
        question = read_question(asked)
        official = self._sayings.official(question.text)
        # A word counts by how often it stands in what is sought.
        sought = " ".join([question.text] * TIMES + list(official)) if official else question.text
        hits = self._index.search(sought, scope, max(limit, DEPTH))
        found = [_explain(question, hit) for hit in hits]
        found.sort(key=lambda one: (-one.codes, -one.score))
        return Retrieved(question, official, tuple(found[:limit]))


def _explain(question: Question, hit: Hit) -> Found:
    passage = hit.passage
    texts = (passage.title, *passage.asked, *passage.path, passage.text)
    return Found(
        passage=hit.passage,
        score=hit.score,
        by_terms=hit.by_terms,
        by_meaning=hit.by_meaning,
        codes=codes_in(question.codes, *texts),
        words=matched_words(question.text, *texts),
    )
