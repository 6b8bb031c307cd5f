"""Paragraphs that were cut in two or more, or joined to one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.gongwen.compare.matching import Matching
from docgen.gongwen.compare.similarity import similarities

BETTER: Final = 0.02
"""How much more alike a text must be with its neighbour than without it."""
ALIKE: Final = 0.75
"""What a text and its parts together must be alike."""
MOST_PARTS: Final = 12


@dataclass(frozen=True)
class Group:
    """Places that hold one text: one on one side, several on the other."""

    left: tuple[int, ...]
    right: tuple[int, ...]


def find_splits(
    lefts: Sequence[str],
    rights: Sequence[str],
    matching: Matching,
    fits: Callable[[int, int], bool],
) -> list[Group]:
    """Return the groups among texts that were matched one by one.

    ``fits`` tells whether a place on the left and one on the right may be in one group at all.
    """
    used = (*matching.pairs, *matching.moved)
    free_left = {i for i, text in enumerate(lefts) if text} - {i for i, _ in used}
    free_right = {j for j, text in enumerate(rights) if text} - {j for _, j in used}
    groups = []
    for i, j in matching.pairs:
        if lefts[i] == rights[j] or not fits(i, j):
            continue
        own = [other for other in free_right if fits(i, other)]
        parts = _grown(lefts[i], j, rights, set(own))
        if len(parts) > 1:
            free_right -= set(parts)
            groups.append(Group((i,), parts))
            continue
        own = [other for other in free_left if fits(other, j)]
        parts = _grown(rights[j], i, lefts, set(own))
        if len(parts) > 1:
            free_left -= set(parts)
            groups.append(Group(parts, (j,)))
    return groups


def _grown(whole: str, start: int, parts: Sequence[str], free: set[int]) -> tuple[int, ...]:
    """Return the places around ``start`` that together are most like the whole."""
    if not free & {start - 1, start + 1}:
        return (start,)
    held = [start]
    best = _alike(whole, held, parts)
    while len(held) < MOST_PARTS:
        tries = [
            own
            for own in ([held[0] - 1, *held], [*held, held[-1] + 1])
            if {own[0], own[-1]} - set(held) <= free
        ]
        scored = max(((_alike(whole, own, parts), own) for own in tries), default=(0.0, held))
        if scored[0] < best + BETTER:
            break
        best, held = scored
    return tuple(held) if best >= ALIKE else (start,)


def _alike(whole: str, held: Sequence[int], parts: Sequence[str]) -> float:
    return float(similarities([whole], ["".join(parts[each] for each in held)])[0, 0])
