"""BM25 as the books have it, passage by passage, to hold the index against."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log1p

from knowledge.entries.entry import Entry
from knowledge.entries.passages import passages_of
from knowledge.index.index import BOOSTS
from knowledge.index.scoring import LENGTH_PENALTY, SATURATION
from knowledge.words.terms import terms


def scores(entries: Sequence[Entry], question: str) -> Mapping[tuple[str, int, int], float]:
    """The score of every passage that shares a term, by entry, version and place."""
    told = {
        (entry.id, entry.version, passage.place): _weighed(entry, passage.path, passage.text)
        for entry in entries
        for passage in passages_of(entry)
    }
    mean = max(sum(map(_length, told.values())) / max(len(told), 1), 1)
    holders = Counter(term for counts in told.values() for term in counts)
    wanted = Counter(terms(question))
    found = {}
    for name, counts in told.items():
        damping = SATURATION * (1 - LENGTH_PENALTY + LENGTH_PENALTY * _length(counts) / mean)
        score = sum(
            times
            * log1p((len(told) - holders[term] + 0.5) / (holders[term] + 0.5))
            * counts[term]
            / (counts[term] + damping)
            for term, times in wanted.items()
            if term in counts
        )
        if score:
            found[name] = score
    return found


def _weighed(entry: Entry, path: Sequence[str], text: str) -> Mapping[str, float]:
    fields = {
        "title": entry.title,
        "path": " ".join(path),
        "questions": " ".join(entry.questions),
        "keywords": " ".join(entry.keywords),
        "number": entry.source.number,
        "text": text,
    }
    counts: dict[str, float] = {}
    for name, told in fields.items():
        for term in terms(told):
            counts[term] = counts.get(term, 0) + BOOSTS[name]
    return counts


def _length(counts: Mapping[str, float]) -> float:
    return sum(counts.values())
