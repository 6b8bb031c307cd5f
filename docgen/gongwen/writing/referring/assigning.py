"""Which fact each paragraph tells: by its heading, by what it says, by the order of the kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from docgen.gongwen.elements.chains import Floats, best_path, chances
from docgen.gongwen.writing.declared import Fact
from docgen.gongwen.writing.referring.cues import read_cues
from docgen.gongwen.writing.referring.reading import Reading
from docgen.gongwen.writing.referring.sections import (
    Claims,
    claims_of,
    is_weaker,
    opening_fact,
    told_by_paragraphs,
)
from docgen.gongwen.writing.referring.stretches import Stretch, Under

NOTHING: Final = ""
LEAST_ALIKE: Final = 0.3


@dataclass(frozen=True)
class Assigned:
    """A paragraph, and what it tells."""

    under: Under
    stretch: Stretch
    fact: str
    """Empty: none."""
    confidence: float
    weaker: bool
    """Whether another heading names the fact with a longer word."""


def assign(reading: Reading, chosen: Mapping[str, str]) -> tuple[Assigned, ...]:
    """Return every paragraph in order; ``chosen``: what is known of the choices of the text."""
    seen = [(under, each) for under in reading.sections for each in under.stretches]
    seen = [(under, each) for under, each in seen if not each.rows]
    names = [*_facts(reading, chosen), NOTHING]
    if not seen:
        return ()
    claims = claims_of(reading)
    scores = np.array([_scores(reading, under, each, names, claims) for under, each in seen])
    scores[:, :-1] += [_usual(reading.written.facts, name, chosen) for name in names[:-1]]
    steps = np.array(
        [
            _steps(one, other, len(names), named=_is_named(reading, other, names, claims))
            for (one, _), (other, _) in pairwise(seen)
        ]
    )
    steps = steps.reshape(len(seen) - 1, len(names), len(names))
    best, shares = best_path(scores, steps), chances(scores, steps)
    return tuple(
        Assigned(
            under,
            each,
            names[state],
            round(float(shares[at, state]), 3),
            weaker=is_weaker(claims, under, names[state]),
        )
        for at, ((under, each), state) in enumerate(zip(seen, best, strict=True))
    )


def _facts(reading: Reading, chosen: Mapping[str, str]) -> list[str]:
    """Return the facts that are told by paragraphs, in the order in which a text tells them."""
    facts = reading.written.facts
    return [
        name
        for name in told_by_paragraphs(reading.written)
        if facts[name].several and _fits(facts[name], chosen)
    ]


def _fits(fact: Fact, chosen: Mapping[str, str]) -> bool:
    return all(chosen.get(name, values[0]) in values for name, values in fact.only.items())


def _usual(facts: Mapping[str, Fact], name: str, chosen: Mapping[str, str]) -> float:
    """Return what speaks for a fact in any text: one that must be told, or that is seldom asked.

    The usual choice is the first; what only another one asks for is not expected.
    """
    cues = read_cues().cues
    usual = all(
        choice in chosen or facts[choice].choices[0] in values
        for choice, values in facts[name].only.items()
    )
    return cues.required * facts[name].required - (0.0 if usual else cues.unasked)


def _scores(
    reading: Reading, under: Under, stretch: Stretch, names: Sequence[str], claims: Claims
) -> list[float]:
    """Return what speaks for each fact in a paragraph, and for none."""
    ready = read_cues()
    cues, said = ready.cues, ready.weights(stretch.text)
    heads = under.is_headed or stretch is under.stretches[0]
    claimed = claims.get(id(under))
    scores = []
    for name in names[:-1]:
        score = said.get(name, 0.0)
        if heads:
            score += cues.alike * _alike(under, reading.written.facts[name])
        if heads and claimed and name in claimed:
            score += cues.claimed if under.is_headed else cues.led
        scores.append(score)
    if scores and names[0] == opening_fact(reading.written):
        if under.head is not None:
            scores[0] -= cues.elsewhere
        elif heads and len(reading.sections) > 1:
            scores[0] += cues.opening
    idle = bool(ready.idle.search(stretch.text)) or claimed == {}
    return [*scores, cues.closes if idle else -cues.none]


def _is_named(reading: Reading, under: Under, names: Sequence[str], claims: Claims) -> bool:
    """Tell whether the heading of a section says what it tells, or it has none."""
    facts = reading.written.facts
    alike = any(_alike(under, facts[name]) for name in names[:-1])
    return not under.is_headed or id(under) in claims or alike


def _alike(under: Under, fact: Fact) -> float:
    """Return how much of a name of a fact stands in a heading: 0 to 1."""
    head = _pairs(under.name)
    names = [_pairs(each) for each in (fact.question, *fact.headings)]
    most = max((len(each & head) / len(each) for each in names if each), default=0.0)
    return most if most >= LEAST_ALIKE else 0.0


def _pairs(words: str) -> set[str]:
    return {one + other for one, other in pairwise(words)}


def _steps(before: Under, after: Under, states: int, *, named: bool) -> Floats:
    """Return what it costs to go on with the same fact, with a later one, or to go back.

    Below a heading that says nothing of what it tells, a text goes on with what it told before.
    """
    cues = read_cues().cues
    if before is after:
        steps = np.full((states, states), -cues.change - cues.under * after.is_headed)
    else:
        steps = np.full((states, states), 0.0 if named else -cues.astray)
    steps -= cues.back * np.tri(states, k=-1)
    np.fill_diagonal(steps, -cues.again if named and before is not after else 0.0)
    steps[:, -1], steps[-1, :] = 0.0, -cues.resumed
    steps[-1, -1] = 0.0
    return steps


def grouped(assigned: Sequence[Assigned]) -> Iterator[list[Assigned]]:
    """Yield paragraphs next to each other below one heading that tell one fact."""
    group: list[Assigned] = []
    for each in assigned:
        if group and (group[-1].under, group[-1].fact) != (each.under, each.fact):
            yield group
            group = []
        group.append(each)
    if group:
        yield group
