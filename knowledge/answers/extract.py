"""An answer in the base's own words: the sentences that say what is asked, each with its place."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.answers.candidates import Candidate
from knowledge.answers.evidence import plain
from knowledge.answers.hashing import bucket
from knowledge.answers.outcome import Citation, Section, Sentence
from knowledge.answers.sections import section_of, wanted_sections
from knowledge.answers.spans import Span, spans_of
from knowledge.entries.entry import Entry, Kind
from knowledge.entries.passages import passages_of
from knowledge.words.terms import terms

MOST_SENTENCES: Final = 12
MOST_WHOLE: Final = 40
"""Sentences of an answer that staff wrote for the very question: it is given whole."""
BEST_PASSAGES: Final = 3
SAME_QUESTION: Final = 0.6
"""Share of pairs of letters that two wordings of one question have in common."""

Rarity = NDArray[np.uint8]


def extract(question: str, candidates: Sequence[Candidate], rarity: Rarity) -> tuple[Span, ...]:
    """Return the sentences that answer a question, in the order of their bodies.

    Sections that were asked for come alone where there are any; a FAQ, and an entry whose title is
    the question, come whole; else it is the best passages.
    """
    first = candidates[0]
    whole = tuple(_all_spans(first.entry))
    wanted = wanted_sections(question)
    # A list or table is given with all its items: half a list of materials misleads.
    places = {span.passage.place for span in whole if _section(span) in wanted}
    asked = tuple(span for span in whole if span.passage.place in places)[:MOST_WHOLE]
    if asked and first.entry.kind is not Kind.FAQ:
        return asked
    written_for_it = first.entry.kind is Kind.FAQ or is_asked_in(question, first.entry)
    if written_for_it and len(whole) <= MOST_WHOLE:
        return whole
    if asked:
        return asked
    passages = [one.passage for one in first.found[:BEST_PASSAGES]]
    spans = chain.from_iterable(spans_of(first.entry, passage) for passage in passages)
    return tuple(_closest(question, list(spans), rarity))


def is_asked_in(question: str, entry: Entry) -> bool:
    """Tell whether an entry was written for this very question, by its title or its variants."""
    asked = _pairs(question)
    wordings = map(_pairs, (entry.title, *entry.questions))
    return any(
        len(asked & each) >= SAME_QUESTION * max(len(asked | each), 1) for each in wordings if each
    )


def cite(spans: Sequence[Span]) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Return sentences with their citations; one passage is cited under one number."""
    numbers: dict[tuple[str, int, int], int] = {}
    parts: dict[int, list[Span]] = {}
    sentences = []
    for span in spans:
        key = (span.entry.id, span.entry.version, span.passage.place)
        number = numbers.setdefault(key, len(numbers) + 1)
        parts.setdefault(number, []).append(span)
        section = _section(span)
        sentences.append(Sentence(text=span.text, section=section, cites=(number,)))
    return tuple(sentences), tuple(_citation(number, each) for number, each in parts.items())


def _citation(number: int, spans: Sequence[Span]) -> Citation:
    entry, passage = spans[0].entry, spans[0].passage
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return Citation(
        number=number,
        entry=entry.id,
        version=entry.version,
        title=entry.title,
        kind=entry.kind,
        department=entry.department,
        source=entry.source,
        place=passage.place,
        path=passage.path,
        start=start,
        end=end,
        quote=entry.body[start:end],
    )


def _all_spans(entry: Entry) -> Iterable[Span]:
    return chain.from_iterable(spans_of(entry, passage) for passage in passages_of(entry))


def _section(span: Span) -> Section:
    return section_of(span.text, span.passage.path)


def _closest(question: str, spans: Sequence[Span], rarity: Rarity) -> Iterable[Span]:
    """Return the sentences that share most with a question, in the order they stand."""
    wanted = {term: 1 + int(rarity[bucket(term, len(rarity))]) for term in set(terms(question))}
    shared = [sum(wanted.get(term, 0) for term in set(terms(span.text))) for span in spans]
    kept = sorted(range(len(spans)), key=lambda at: (-shared[at], at))[:MOST_SENTENCES]
    return sorted((spans[at] for at in kept), key=lambda span: span.start)


def _pairs(text: str) -> frozenset[str]:
    letters = plain(text)
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))
