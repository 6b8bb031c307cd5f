"""Which texts of two lists belong together: in order where that is possible, moved otherwise.

The pairs in order are the heaviest increasing subsequence of all pairs that are alike, so that as
few texts as possible count as moved.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from docgen.gongwen.compare.rewritten import find_rewritten
from docgen.gongwen.compare.similarity import similarities

ALIKE: Final = 0.5
"""From here on two texts in order are one that was changed …"""
MOVED: Final = 0.8
"""… and two out of order one that was moved."""
BETWEEN: Final = 0.25
"""What two texts that are alone between the same neighbours must be alike."""
FEWEST: Final = 4
"""Characters a text must have to count as moved."""
CONTEXT: Final = 0.05
"""What an equal neighbour adds: of several equal texts the one in its old company is it."""
MOST_TWINS: Final = 400
"""Pairs of equal texts that are weighed; of more, the first go with the first."""
SLAB: Final = 500
"""Texts that are measured against all others at once."""


@dataclass(frozen=True)
class Matching:
    """Pairs of places; what is in none stands on one side only."""

    pairs: tuple[tuple[int, int], ...]
    """In order on both sides."""
    moved: tuple[tuple[int, int], ...] = ()


def match(lefts: Sequence[str], rights: Sequence[str]) -> Matching:
    """Return which texts belong together; empty ones are paired between their neighbours."""
    start, end = _ends(lefts, rights)
    inner = _matched(lefts[start : len(lefts) - end], rights[start : len(rights) - end], start)
    inner = _with_rewritten(inner, lefts, rights, (start, end))
    tail = zip(
        range(len(lefts) - end, len(lefts)), range(len(rights) - end, len(rights)), strict=True
    )
    pairs = [*((each, each) for each in range(start)), *inner.pairs, *tail]
    return Matching(tuple(_filled(pairs, inner.moved, lefts, rights)), inner.moved)


def _ends(lefts: Sequence[str], rights: Sequence[str]) -> tuple[int, int]:
    shorter = min(len(lefts), len(rights))
    start = 0
    while start < shorter and lefts[start] == rights[start]:
        start += 1
    end = 0
    while end < shorter - start and lefts[-1 - end] == rights[-1 - end]:
        end += 1
    return start, end


def _matched(lefts: Sequence[str], rights: Sequence[str], shift: int) -> Matching:
    if not lefts or not rights:
        return Matching(())
    candidates = _candidates(lefts, rights)
    pairs = _heaviest(candidates, len(rights))
    moved = _moved(candidates, pairs, lefts)
    return Matching(
        tuple((i + shift, j + shift) for i, j in pairs),
        tuple((i + shift, j + shift) for i, j in moved),
    )


def _with_rewritten(
    inner: Matching, lefts: Sequence[str], rights: Sequence[str], ends: tuple[int, int]
) -> Matching:
    """Add the texts that were rewritten: in order where they fit between the others, else moved."""
    used = (*inner.pairs, *inner.moved)
    lone = set(range(ends[0], len(lefts) - ends[1])) - {i for i, _ in used}
    rest = set(range(ends[0], len(rights) - ends[1])) - {j for _, j in used}
    pairs, moved = list(inner.pairs), list(inner.moved)
    for i, j in find_rewritten(lefts, rights, lone, rest):
        place = bisect(pairs, (i, j))
        fits = (not place or pairs[place - 1][1] < j) and (
            place == len(pairs) or j < pairs[place][1]
        )
        if fits:
            pairs.insert(place, (i, j))
        else:
            moved.append((i, j))
    return Matching(tuple(pairs), tuple(sorted(moved)))


def _candidates(lefts: Sequence[str], rights: Sequence[str]) -> dict[tuple[int, int], float]:
    """Return how alike the pairs are that may belong together."""
    twins = _twins(lefts, rights)
    found = {(i, j): 1.0 + CONTEXT * _company(lefts, rights, i, j) for i, j in twins}
    own, others = {i for i, _ in twins}, {j for _, j in twins}
    lone = [i for i, text in enumerate(lefts) if text and i not in own]
    rest = [j for j, text in enumerate(rights) if text and j not in others]
    for i, j, alike in _alike([(i, lefts[i]) for i in lone], [(j, rights[j]) for j in rest]):
        found[i, j] = alike + CONTEXT * _company(lefts, rights, i, j)
    return found


def _alike(
    lone: Sequence[tuple[int, str]], rest: Sequence[tuple[int, str]]
) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of texts that are alike, a slab of the matrix at a time."""
    texts = [text for _, text in rest]
    for start in range(0, len(lone) if rest else 0, SLAB):
        slab = lone[start : start + SLAB]
        alike = similarities([text for _, text in slab], texts)
        for a, b in np.argwhere(alike >= ALIKE):
            yield slab[a][0], rest[b][0], float(alike[a, b])


def _twins(lefts: Sequence[str], rights: Sequence[str]) -> set[tuple[int, int]]:
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, text in enumerate(lefts):
        places[text][0].append(i)
    for j, text in enumerate(rights):
        places[text][1].append(j)
    found: set[tuple[int, int]] = set()
    for text, (own, others) in places.items():
        if not text:
            continue
        if len(own) * len(others) <= MOST_TWINS:
            found |= {(i, j) for i in own for j in others}
        else:
            found |= set(zip(own, others, strict=False))
            found |= set(zip(reversed(own), reversed(others), strict=False))
    return found


def _company(lefts: Sequence[str], rights: Sequence[str], i: int, j: int) -> int:
    """Return how many of the two neighbours of a pair are equal."""
    before = (lefts[i - 1] if i else None) == (rights[j - 1] if j else None)
    after = (lefts[i + 1] if i + 1 < len(lefts) else None) == (
        rights[j + 1] if j + 1 < len(rights) else None
    )
    return before + after


def _heaviest(candidates: dict[tuple[int, int], float], width: int) -> list[tuple[int, int]]:
    """Return the heaviest chain of pairs that increases on both sides."""
    best: list[tuple[float, tuple[int, int] | None]] = [(0.0, None)] * (width + 1)
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for i, j in sorted(candidates, key=lambda pair: (pair[0], -pair[1])):
        weight, last = _ahead(best, j)
        before[i, j] = last
        _raise(best, j + 1, (weight + candidates[i, j], (i, j)))
    chain: list[tuple[int, int]] = []
    at = _ahead(best, width)[1]
    while at is not None:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _ahead(
    best: list[tuple[float, tuple[int, int] | None]], place: int
) -> tuple[float, tuple[int, int] | None]:
    """Return the heaviest chain that ends before a place on the right (a Fenwick tree)."""
    found: tuple[float, tuple[int, int] | None] = (0.0, None)
    while place > 0:
        found = max(found, best[place], key=lambda each: each[0])
        place -= place & -place
    return found


def _raise(
    best: list[tuple[float, tuple[int, int] | None]],
    place: int,
    chain: tuple[float, tuple[int, int] | None],
) -> None:
    while place < len(best):
        if chain[0] > best[place][0]:
            best[place] = chain
        place += place & -place


def _moved(
    candidates: dict[tuple[int, int], float],
    pairs: Sequence[tuple[int, int]],
    lefts: Sequence[str],
) -> list[tuple[int, int]]:
    """Return the pairs out of order, the most alike first."""
    taken, given = {i for i, _ in pairs}, {j for _, j in pairs}
    found = []
    for (i, j), alike in sorted(candidates.items(), key=lambda each: (-each[1], each[0])):
        if alike < MOVED or len(lefts[i]) < FEWEST or i in taken or j in given:
            continue
        taken.add(i)
        given.add(j)
        found.append((i, j))
    return sorted(found)


def _filled(
    pairs: list[tuple[int, int]],
    moved: Sequence[tuple[int, int]],
    lefts: Sequence[str],
    rights: Sequence[str],
) -> Iterator[tuple[int, int]]:
    """Yield the pairs with what stands alone between them paired as well."""
    taken, given = {i for i, _ in moved}, {j for _, j in moved}
    bounds = [(-1, -1), *pairs, (len(lefts), len(rights))]
    for (i0, j0), (i1, j1) in pairwise(bounds):
        own = [i for i in range(i0 + 1, i1) if i not in taken]
        others = [j for j in range(j0 + 1, j1) if j not in given]
        yield from _between(own, others, lefts, rights)
        if i1 < len(lefts):
            yield i1, j1


def _between(
    own: Sequence[int], others: Sequence[int], lefts: Sequence[str], rights: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of one gap: lone neighbours that are a little alike, else the empty ones."""
    spoken, answered = [i for i in own if lefts[i]], [j for j in others if rights[j]]
    if len(spoken) == len(answered) == 1:
        i, j = spoken[0], answered[0]
        if similarities([lefts[i]], [rights[j]])[0, 0] >= BETWEEN:
            before = _empties(own, others, lefts, rights, (-1, i), (-1, j))
            after = _empties(own, others, lefts, rights, (i, len(lefts)), (j, len(rights)))
            yield from (*before, (i, j), *after)
            return
    yield from _empties(own, others, lefts, rights, (-1, len(lefts)), (-1, len(rights)))


def _empties(
    own: Sequence[int],
    others: Sequence[int],
    lefts: Sequence[str],
    rights: Sequence[str],
    within: tuple[int, int],
    among: tuple[int, int],
) -> list[tuple[int, int]]:
    mine = [i for i in own if not lefts[i] and within[0] < i < within[1]]
    theirs = [j for j in others if not rights[j] and among[0] < j < among[1]]
    return list(zip(mine, theirs, strict=False))
