"""All that can be found at one moment. Never changed: a writer puts another in its place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.entries.passages import Passage
from knowledge.index.scope import Scope
from knowledge.index.scoring import Asked, Scores, score
from knowledge.index.segment import Segment, join

NEIGHBOURS = 4
"""So many small neighbours are made one by whoever adds …"""
PAIR = 2
"""… and so many when there is time: every segment costs each question something."""
SMALL = 8192
"""Passages of what is made at once by whoever adds; larger ones are joined when there is time."""


@dataclass(frozen=True)
class Candidates:
    """Passages that are ahead by terms, in the order of their numbers."""

    segments: NDArray[np.int64]
    """By passage, which segment of the view it is in …"""
    places: NDArray[np.int64]
    """… and where in it."""
    by_terms: Scores

    @classmethod
    def none(cls) -> Self:
        """Return no candidates."""
        nothing = np.zeros(0, np.int64)
        return cls(nothing, nothing, nothing.astype(np.float32))

    def with_best(self, segment: int, scores: Scores, count: int) -> "Candidates":
        """Return the best of them and of a segment, of which the scores of all are given."""
        least = self.by_terms.min() if len(self.by_terms) == count else np.float32(0)
        return self.joined(segment, np.flatnonzero(scores > least), scores).best(count)

    def joined(self, segment: int, places: NDArray[np.int64], scores: Scores) -> "Candidates":
        """Return them with some places of a segment, of which the scores of all are given."""
        return Candidates(
            np.concatenate([self.segments, np.full(len(places), segment)]),
            np.concatenate([self.places, places]),
            np.concatenate([self.by_terms, scores[places]]),
        )

    def united(self, other: "Candidates") -> "Candidates":
        """Return them with those of others that are not among them."""
        if not len(other.places):
            return self
        segments = np.concatenate([self.segments, other.segments])
        places = np.concatenate([self.places, other.places])
        _, kept = np.unique(np.stack([segments, places]), axis=1, return_index=True)
        by_terms = np.concatenate([self.by_terms, other.by_terms])
        return Candidates(segments[kept], places[kept], by_terms[kept])

    def best(self, count: int) -> "Candidates":
        """Return so many of them, those with the best terms."""
        if len(self.by_terms) <= count:
            return self
        kept = np.sort(np.argpartition(self.by_terms, -count)[-count:])
        return Candidates(self.segments[kept], self.places[kept], self.by_terms[kept])


@dataclass(frozen=True)
class View:
    """Segments in the order of their passages' numbers."""

    segments: tuple[Segment, ...] = ()

    @property
    def size(self) -> int:
        """The number of passages that can be found."""
        return sum(segment.size for segment in self.segments)

    def ahead(
        self,
        questions: Sequence[str],
        scopes: Sequence[Scope],
        count: int,
        near: Sequence[NDArray[np.int64]],
    ) -> list[Candidates]:
        """Return by question, and of each by scope, the passages with the best terms.

        Those that may not be found are not among them. Of the passages with the numbers ``near`` a
        question, those that may be found are among them, whether they share a term or not.
        """
        asked = Asked.of(questions, [segment.part for segment in self.segments])
        rows = [*product(range(len(questions)), range(len(scopes)))]
        found = [Candidates.none() for _ in rows]
        besides = [Candidates.none() for _ in rows]
        for at, segment in enumerate(self.segments):
            allowed = [segment.allow(scope) for scope in scopes]
            by_question = score(asked, segment.part.postings)
            for row, (question, scope) in enumerate(rows):
                scores = np.where(allowed[scope], by_question[question], np.float32(0))
                found[row] = found[row].with_best(at, scores, count)
                if len(near[question]):
                    places = segment.places(near[question], allowed[scope])
                    besides[row] = besides[row].joined(at, places, scores)
        return [best.united(others) for best, others in zip(found, besides, strict=True)]

    def counted(self, scope: Scope, firsts: NDArray[np.int64]) -> Counter[str]:
        """Return by label how many of the passages with some numbers may be found, '' for all."""
        counts: Counter[str] = Counter()
        for segment in self.segments:
            counts += segment.counted(scope, firsts)
        return counts

    def likeness(
        self, question: NDArray[np.float32], candidates: Candidates
    ) -> NDArray[np.float32]:
        """Return the cosine of a question with each candidate."""
        found = [
            segment.vectors.likeness(question, candidates.places[candidates.segments == at])
            for at, segment in enumerate(self.segments)
        ]
        return np.concatenate(found)

    def passage(self, candidates: Candidates, at: int) -> Passage:
        """Return the passage of one candidate."""
        segment = self.segments[int(candidates.segments[at])]
        return segment.passage(int(candidates.places[at]))

    def without(self, numbers: NDArray[np.int64]) -> "View":
        """Return the view without some passages."""
        left = (segment.without(numbers) for segment in self.segments)
        return View(tuple(segment for segment in left if segment.size))

    def tidied(self, most: int) -> "View":
        """Return the same passages in fewer segments, none of which has more than ``most``."""
        view = self
        for joined in self.joined(most, NEIGHBOURS):
            view = view.put_in_place(joined)
        return view

    def joined(self, most: int, neighbours: int) -> Iterator["Joined"]:
        """Yield segments made of so many neighbours of one rank, as long as there are any.

        A later one may be made of an earlier one; none has more passages than ``most``.
        """
        segments = list(self.segments)
        for begin, end in _joinable(segments, most, neighbours):
            old = tuple(segments[begin:end])
            segments[begin:end] = [join(old)]
            yield Joined(old, segments[begin])

    def put_in_place(self, joined: "Joined") -> "View":
        """Return the view with one segment in place of those it is made of.

        Where one of these is no longer in it as it was, the view stays as it is.
        """
        begin = next((at for at, each in enumerate(self.segments) if each is joined.old[0]), 0)
        end = begin + len(joined.old)
        if self.segments[begin:end] != joined.old:
            return self
        return View((*self.segments[:begin], joined.new, *self.segments[end:]))


@dataclass(frozen=True, eq=False)
class Joined:
    """A segment, and the neighbours it takes the place of."""

    old: tuple[Segment, ...]
    new: Segment


def _joinable(segments: list[Segment], most: int, neighbours: int) -> Iterator[tuple[int, int]]:
    """Yield from the end runs of neighbours of one rank, as long as there are any."""
    end = len(segments)
    while end >= neighbours:
        begin = end - neighbours
        sizes = [segment.size for segment in segments[begin:end]]
        if sum(sizes) <= most and max(sizes) <= neighbours * min(sizes):
            yield begin, end
            end = len(segments)
        else:
            end -= 1
