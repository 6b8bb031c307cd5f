"""A batch of passages with all that finding them takes. Made once and never changed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.entries.entry import Entry
from knowledge.entries.passages import Passage
from knowledge.index import circumstances, postings, texts, vectors
from knowledge.index.circumstances import Circumstances
from knowledge.index.counting import Fields
from knowledge.index.encoder import Encoder
from knowledge.index.part import Part
from knowledge.index.postings import make_postings
from knowledge.index.scope import Scope, terms_of
from knowledge.index.sealing import Seal
from knowledge.index.texts import Texts
from knowledge.index.vectors import Vectors


class Making(NamedTuple):
    """What segments of one index are made with."""

    encoder: Encoder
    boosts: Mapping[str, float]
    seal: Seal | None


@dataclass(frozen=True, eq=False)
class Segment:
    """Passages, numbered once and for all, and which of them are still there."""

    part: Part
    numbers: NDArray[np.int64]
    """Of the passages, ascending; never used again for another."""
    circumstances: Circumstances
    vectors: Vectors
    passages: Texts
    """Each as JSON, sealed where there is a seal: they are long, and few are ever shown."""
    entries: Texts
    """Of each passage the id of its entry."""
    seal: Seal | None

    @classmethod
    def make(
        cls,
        told: Sequence[tuple[Entry, Passage]],
        first: int,
        making: Making,
    ) -> Self:
        """Return the segment of some passages, the first of which gets the number ``first``."""
        fields = [_fields(*each) for each in told]
        texts = [passage.model_dump_json().encode() for _, passage in told]
        if making.seal:
            texts = [
                making.seal.seal(text, _place(number)) for number, text in enumerate(texts, first)
            ]
        return cls(
            part=Part.whole(make_postings(fields, making.boosts)),
            numbers=np.arange(first, first + len(told)),
            circumstances=Circumstances.of([terms_of(entry) for entry, _ in told]),
            vectors=Vectors.of(making.encoder.encode([_whole(*each) for each in told])),
            passages=Texts.of(texts),
            entries=Texts.of([entry.id.encode() for entry, _ in told]),
            seal=making.seal,
        )

    @property
    def size(self) -> int:
        """The number of passages that are there."""
        return self.part.size

    def allow(self, scope: Scope) -> NDArray[np.bool_]:
        """Tell by passage whether it is there and may be found."""
        return self.circumstances.allow(scope) & self.part.alive

    def counted(self, scope: Scope, numbers: NDArray[np.int64]) -> Counter[str]:
        """Return by label how many passages with some numbers may be found, '' for all."""
        kinds = self.circumstances.kinds[self.places(numbers, self.allow(scope))]
        counts: Counter[str] = Counter()
        for kind, count in zip(*np.unique(kinds, return_counts=True), strict=True):
            for label in ("", *self.circumstances.terms[int(kind)].labels):
                counts[label] += int(count)
        return counts

    def places(self, numbers: NDArray[np.int64], allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return where passages stand that are allowed; numbers that are not in it are left."""
        return np.flatnonzero(np.isin(self.numbers, numbers) & allowed)

    def passage(self, place: int) -> Passage:
        """Return one passage."""
        told = self.passages[place]
        if self.seal:
            told = self.seal.open(told, _place(int(self.numbers[place])))
        return Passage.model_validate_json(told)

    def entry_places(self) -> Iterator[tuple[str, int]]:
        """Yield the entry of each passage that is there, and where the passage stands."""
        for place in np.flatnonzero(self.part.alive):
            yield self.entries[int(place)].decode(), int(place)

    def without(self, numbers: NDArray[np.int64]) -> "Segment":
        """Return the segment with some passages gone; numbers that are not in it are left."""
        places = self.places(numbers, self.part.alive)
        return replace(self, part=self.part.without(places)) if len(places) else self


def join(segments: Sequence[Segment]) -> Segment:
    """Return one segment with what is still there of several neighbours."""
    kept = [segment.part.alive for segment in segments]
    numbers = [segment.numbers[segment.part.alive] for segment in segments]
    return Segment(
        Part.whole(postings.join([segment.part.postings for segment in segments], kept)),
        np.concatenate(numbers),
        circumstances.join([segment.circumstances for segment in segments], kept),
        vectors.join([segment.vectors for segment in segments], kept),
        texts.join([segment.passages for segment in segments], kept),
        texts.join([segment.entries for segment in segments], kept),
        segments[0].seal,
    )


def _place(number: int) -> str:
    return f"passage/{number}"


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
