"""Search twice: for what was asked, and for it together with the official terms for it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from knowledge.index.index import Hit
from knowledge.index.scope import Scope
from knowledge.retrieval.features import Sought


class Searchable(Protocol):
    """An index, or what stands before one and lets through only what still holds."""

    def search(self, question: str, scope: Scope, limit: int = 10) -> Sequence[Hit]:
        """Return the best passages for a question, the best first."""
        ...

    def search_each(
        self, questions: Sequence[str], scope: Scope, limit: int = 10
    ) -> Sequence[Sequence[Hit]]:
        """Return the same for each of several questions."""
        ...


def seek(
    index: Searchable, question: str, official: Sequence[str], scope: Scope, depth: int
) -> Sought:
    """Return the passages that the question or the official terms for it find, unjudged."""
    # What is asked counts by how often it stands there: an official term half as much.
    told = [question, *([" ".join((question, question, *official))] if official else ())]
    found = index.search_each(told, scope, depth)
    alone, both = found[0], found[-1]
    hits = {_place(hit): hit for hit in (*alone, *both)}.values()
    return Sought(official, _scored(hits, alone), _scored(hits, both))


def _scored(hits: Iterable[Hit], by: Sequence[Hit]) -> Sequence[Hit]:
    """Return the hits with the scores of one search.

    What it ranks too low to return has, at most, as much in common with what was asked.
    """
    scored = {_place(hit): hit for hit in by}
    terms = min((hit.by_terms for hit in by), default=0.0)
    meaning = min((hit.by_meaning for hit in by), default=0.0)
    return [
        scored.get(_place(hit)) or replace(hit, score=0.0, by_terms=terms, by_meaning=meaning)
        for hit in hits
    ]


def _place(hit: Hit) -> tuple[str, int]:
    return hit.passage.entry, hit.passage.place
