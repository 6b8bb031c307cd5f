"""From a question to passages: the one way in for whatever answers, inspects or shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.encoder import StaticEncoder, default_encoder
from knowledge.entries.passages import Passage
from knowledge.index.index import Hit
from knowledge.index.scope import Scope
from knowledge.retrieval.features import Sought, features
from knowledge.retrieval.matching import matched_words
from knowledge.retrieval.question import Question, codes_in, read_question
from knowledge.retrieval.ranker import Ranker, default_ranker
from knowledge.retrieval.seeking import Searchable, seek
from knowledge.words.plain import plain
from knowledge.words.sayings import Saying, Sayings, default_sayings

DEPTH = 60
"""Passages that are judged, whatever the limit, of those the question finds and of those it finds
with the official terms for what it says."""


LONG_TITLE = 6
"""Characters; a shorter title may stand in a question that is about something else."""


@dataclass(frozen=True)
class Found:
    """A passage that was found, and why."""

    passage: Passage
    score: float
    """From 0 to 1, comparable within one question; codes and whole titles come before it."""
    by_terms: float
    """BM25 as it is."""
    by_meaning: float
    """Cosine."""
    by_both: float
    """The index's own score, of the question with the official terms; 0 where it is far behind."""
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
    spoken_of: tuple[Saying, ...]
    """Rows of that table the question speaks of, in everyday words or official terms."""
    found: Sequence[Found]
    """The best first; empty when nothing the asker may see shares a term with the question."""


class Retriever:
    """Finds passages in one index."""

    def __init__(
        self,
        index: Searchable,
        sayings: Sayings | None = None,
        ranker: Ranker | None = None,
        encoder: StaticEncoder | None = None,
    ) -> None:
        """Search an index that others keep in step with the entries.

        Args:
            index: what is searched.
            sayings: everyday words and what they mean.
            ranker: the judge of what was found.
            encoder: tells the judge what a term weighs; the one the judge was taught with.
        Where one is not given, the product's own is taken.
        """
        self._index = index
        self._sayings = default_sayings() if sayings is None else sayings
        self._ranker = default_ranker() if ranker is None else ranker
        self._encoder = default_encoder() if encoder is None else encoder

    def retrieve(self, asked: str, scope: Scope, limit: int = 10) -> Retrieved:
        """Return the passages that answer a question best, of what the scope lets be found."""
        question = read_question(asked)
        official = self._sayings.official(question.text)
        spoken_of = self._sayings.spoken_of(question.text)
        sought = seek(self._index, question.text, official, scope, max(limit, DEPTH))
        if not sought.hits:
            return Retrieved(question, official, spoken_of, ())
        judged = self._ranker.judge(features(question.text, sought, self._encoder))
        codes = [codes_in(question.codes, *_texts(hit)) for hit in sought.hits]
        titled = _titled(question.text, sought.hits)
        order = np.lexsort((-judged, ~titled, np.negative(codes))).tolist()
        best = _best_named(sought)
        if best is not None and best not in order[:limit]:
            order[limit - 1 : limit] = [best]
        scores = 1 / (1 + np.exp(-judged))
        found = [
            Found(
                passage=sought.hits[at].passage,
                score=float(scores[at]),
                by_terms=sought.hits[at].by_terms,
                by_meaning=sought.hits[at].by_meaning,
                by_both=sought.both[at].score,
                codes=codes[at],
                words=matched_words(question.text, *_texts(sought.hits[at])),
            )
            for at in order[:limit]
        ]
        return Retrieved(question, official, spoken_of, tuple(found))


def _titled(question: str, hits: Sequence[Hit]) -> NDArray[np.bool_]:
    """Tell of which hits a question says the whole title, as one does that came of choosing it."""
    asked = plain(question)
    titles = [hit.passage.title for hit in hits]
    return np.array([len(each) >= LONG_TITLE and plain(each) in asked for each in titles], bool)


def _best_named(sought: Sought) -> int | None:
    """Return the best hit of the index that an official term names; it is never left out.

    Whoever writes a row of the table must see what it leads to, however odd the everyday word.
    """
    terms = [plain(term) for term in sought.official]
    heads = [plain(" ".join(_texts(hit)[:-1])) for hit in sought.both] if terms else []
    named = [at for at, head in enumerate(heads) if any(term in head for term in terms)]
    return max(named, key=lambda at: sought.both[at].score, default=None)


def _texts(hit: Hit) -> tuple[str, ...]:
    passage = hit.passage
    return (passage.title, *passage.asked, *passage.path, passage.text)
