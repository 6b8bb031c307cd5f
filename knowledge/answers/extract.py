"""An answer in the base's own words: the sentences that say what is asked, each with its place."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.answers.candidates import Candidate
from knowledge.answers.evidence import plain
from knowledge.answers.hashing import bucket
from knowledge.answers.outcome import Citation, Sentence
from knowledge.answers.sections import holds_number, wanted_sections, wanted_units
from knowledge.answers.spans import Group, Span, groups_of, spans_in
from knowledge.entries.entry import Entry, Kind
from knowledge.words.terms import terms

MOST_SENTENCES: Final = 12
MOST_WHOLE: Final = 40
"""Sentences of an answer that staff wrote for the very question: it is given whole."""
BEST_PASSAGES: Final = 3
NEXT: Final = 4
"""Entries in which a number that the best one does not tell is looked for."""
LONG_TITLE: Final = 6
"""Characters; a shorter title may stand in a question that is about something else."""
SAME_QUESTION: Final = 0.6
"""Share of pairs of letters that two wordings of one question have in common."""

Rarity = NDArray[np.uint8]


def extract(question: str, candidates: Sequence[Candidate], rarity: Rarity) -> tuple[Span, ...]:
    """Return the sentences that answer a question, the most direct first.

    A FAQ, and an entry whose title or variant is the question, come whole and in their own order;
    else it is what was asked for, or what comes nearest in the best passages. Lists and tables are
    never torn. Where a number is asked for, what holds it comes too, if need be of the next entry.
    """
    first = candidates[0]
    groups = groups_of(first.entry)
    if is_asked_in(question, first.entry) and len(spans_in(groups)) <= MOST_WHOLE:
        return spans_in(_asked(question, first.entry, groups) or groups)
    wanted = wanted_sections(question)
    if wanted and not any(span.section in wanted for span in spans_in(groups)):
        told = _beside(candidates, lambda group: group.section in wanted)
        if told:
            return spans_in(_up_to(MOST_WHOLE, told))
    units = wanted_units(question)
    chosen = _chosen(question, first, groups, rarity)
    if not units:
        return spans_in(chosen)
    told = [group for group in chosen if _holds(group, units)]
    tables = [group for group in groups if group.whole and _holds(group, units)]
    others = [group for group in groups if _holds(group, units)]
    numbers = (
        list(dict.fromkeys([*told, *tables]))
        or others
        or _beside(candidates, lambda group: _holds(group, units))
    )
    return spans_in(dict.fromkeys([*_up_to(MOST_SENTENCES, numbers), *chosen]))


def _chosen(
    question: str, first: Candidate, groups: Sequence[Group], rarity: Rarity
) -> Sequence[Group]:
    """Return what of an entry answers a question."""
    if first.entry.kind is Kind.FAQ and len(spans_in(groups)) <= MOST_WHOLE:
        return groups
    asked = _asked(question, first.entry, groups)
    if asked:
        return asked
    places = frozenset(one.passage.place for one in first.found[:BEST_PASSAGES])
    # A passage may begin and end within one long sentence, which is of the passage before.
    near = [each for each in groups if each.places & places]
    return _closest(question, near or groups, rarity)


def _asked(question: str, entry: Entry, groups: Sequence[Group]) -> list[Group]:
    """Return what tells the sections asked for; of a FAQ nothing, for it comes whole."""
    wanted = wanted_sections(question)
    if entry.kind is Kind.FAQ:
        return []
    asked = [group for group in groups if any(span.section in wanted for span in group.spans)]
    # What stands in one passage with it goes along: conditions of what is listed, exceptions.
    places = frozenset[int]().union(*(group.places for group in asked))
    return _up_to(MOST_WHOLE, [group for group in groups if group.places & places])


def _beside(candidates: Sequence[Candidate], fits: Callable[[Group], bool]) -> list[Group]:
    """Return what fits in the next entries of the same matter: of the first that has any."""
    matters = {*candidates[0].entry.tags.matters}
    beside = [each.entry for each in candidates[1:NEXT] if matters & {*each.entry.tags.matters}]
    found = ([group for group in groups_of(entry) if fits(group)] for entry in beside)
    return next(filter(None, found), [])


def _holds(group: Group, units: Sequence[str]) -> bool:
    return holds_number("\n".join(span.quote for span in group.spans), units)


def _up_to(most: int, groups: Sequence[Group]) -> list[Group]:
    """Return the first groups that together have no more spans than so many; at least one."""
    if not groups:
        return []
    sizes = list(accumulate(len(group.spans) for group in groups))
    return [group for group, size in zip(groups, sizes, strict=True) if size <= max(most, sizes[0])]


def is_asked_in(question: str, entry: Entry) -> bool:
    """Tell whether an entry was written for this very question, by its title or its variants.

    A question that says the whole title is for it in any case: so it is after a choice was made.
    """
    if len(entry.title) >= LONG_TITLE and plain(entry.title) in plain(question):
        return True
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
        sentences.append(Sentence(text=span.text, section=span.section, cites=(number,)))
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


def _closest(question: str, groups: Sequence[Group], rarity: Rarity) -> list[Group]:
    """Return the groups that share most with a question, in the order they stand."""
    wanted = {term: 1 + int(rarity[bucket(term, len(rarity))]) for term in set(terms(question))}
    texts = ["".join(span.quote for span in group.spans) for group in groups]
    shared = [sum(wanted.get(term, 0) for term in set(terms(text))) for text in texts]
    order = sorted(range(len(groups)), key=lambda at: (-shared[at], at))
    best = _up_to(MOST_SENTENCES, [groups[at] for at in order])
    return [group for group in groups if group in best]


def _pairs(text: str) -> frozenset[str]:
    letters = plain(text)
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))
