"""Tell papers of one type apart that lie on one page together."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise, product

from extractors.placing.labels import Hit
from extractors.placing.layout import Layout, Rectangle

MOST = 12
"""More papers of one type than this are not looked for on one page."""
NEARER = 0.75
"""Where between the last word of one paper and the first of the next the border runs.

A form begins with its title and its labels, while values and notes stand below and beside them.
"""

APART = 2.5
"""A gap wider than this many of its heights ends a run of print."""

Point = tuple[float, float]
Hits = list[Hit]


def split(hits: Sequence[Hit], repeats: Collection[str]) -> list[Hits]:
    """Return the words of each paper: where most words stand twice, two papers lie on the page.

    Words of ``repeats`` stand twice on a single paper. Papers of one type show the same words at
    the same places, so the copies of a word lie to each other as the copies of any other do.
    """
    by_label = _by_label(hit for hit in hits if hit.label not in repeats)
    seeds = max(by_label.values(), key=len, default=[])
    doubled = sum(len(alike) > 1 for alike in by_label.values())
    if 2 * doubled < len(by_label) or not 1 < len(seeds) <= MOST:
        return [list(hits)] if hits else []
    papers = [[seed] for seed in seeds]
    for alike in by_label.values():
        if alike is not seeds and len(alike) == len(seeds):
            for paper, hit in zip(papers, _in_order_of(seeds, alike), strict=False):
                paper.append(hit)
    _share_out(hits, papers)
    return papers


def stretches(layout: Layout, pattern: str) -> Hits:
    """Return where a pattern fits print that stands together, as words without a label."""
    found: Hits = []
    for index, row in enumerate(layout.rows):
        ends = [
            i
            for i, (a, b) in enumerate(pairwise(row.glyphs), 1)
            if b.left - a.right > APART * a.height
        ]
        for start, end in pairwise([0, *ends, len(row.glyphs)]):
            run = row.glyphs[start:end]
            if re.search(pattern, "".join(glyph.char for glyph in run)):
                found.append(Hit("", index, start, end, 0, run))
    return found


def parted(hits: Sequence[Hit], seeds: Hits) -> list[Hits]:
    """Return the words of each paper with the one thing that each prints once, the nearest one."""
    papers = [[seed] for seed in seeds]
    for hit in hits:
        min(papers, key=lambda paper: _apart(hit, paper[:1])).append(hit)
    return papers


def room(own: Sequence[Hit], others: Sequence[Sequence[Hit]], frame: Rectangle) -> Rectangle:
    """Return the part of a page that is left for one paper beside others of its type."""
    return left_beside(frame, hull(own), map(hull, others), NEARER, NEARER)


def left_beside(
    place: Rectangle,
    core: Rectangle,
    others: Iterable[Rectangle],
    after: float = 1.0,
    before: float = 0.0,
) -> Rectangle:
    """Return the part of a place around its core that papers beside the core leave.

    ``after`` and ``before`` say where borders run between the end of one and the start of the next:
    those after the core, and those before it.
    """
    left, top, right, bottom = place
    for other in others:
        across = max(other[0] - core[2], core[0] - other[2])
        down = max(other[1] - core[3], core[1] - other[3])
        if down >= across and other[1] > core[1]:
            bottom = min(bottom, _border(core[3], other[1], after))
        elif down >= across:
            top = max(top, _border(other[3], core[1], before))
        elif other[0] > core[0]:
            right = min(right, _border(core[2], other[0], after))
        else:
            left = max(left, _border(other[2], core[0], before))
    return left, top, right, bottom


def hull(hits: Sequence[Hit]) -> Rectangle:
    """Return the rectangle around words."""
    return (
        min(hit.left for hit in hits),
        min(hit.top for hit in hits),
        max(hit.right for hit in hits),
        max(hit.bottom for hit in hits),
    )


def _by_label(hits: Iterable[Hit]) -> dict[str, Hits]:
    found: dict[str, Hits] = {}
    for hit in hits:
        found.setdefault(hit.label, []).append(hit)
    return found


def _share_out(hits: Sequence[Hit], papers: list[Hits]) -> None:
    """Add each word that belongs to no paper yet to the nearest one."""
    placed = {id(hit) for paper in papers for hit in paper}
    for hit in hits:
        if id(hit) not in placed:
            min(papers, key=lambda paper: _apart(hit, paper)).append(hit)


def _border(end: float, start: float, share: float) -> float:
    return end + share * (start - end)


def _in_order_of(seeds: Hits, alike: Hits) -> Hits:
    """Return the copies of a word in the order of the papers; none when they fit no order.

    They are the seeds moved by one vector, so every vector from a seed to a copy is tried.
    """
    best: tuple[float, Hits] = (float("inf"), [])
    for seed, copy in product(seeds, alike):
        (x, y), (u, v) = _middle(seed), _middle(copy)
        goals = [(a + u - x, b + v - y) for a, b in map(_middle, seeds)]
        chosen = [min(alike, key=lambda hit: _square(_middle(hit), goal)) for goal in goals]
        cost = sum(_square(_middle(hit), goal) for hit, goal in zip(chosen, goals, strict=True))
        if len({id(hit) for hit in chosen}) == len(alike) and cost < best[0]:
            best = cost, chosen
    return best[1]


def _apart(hit: Hit, paper: Hits) -> tuple[float, float]:
    """Return how far a word is from the words of a paper, and from their middle."""
    (x, y), (left, top, right, bottom) = _middle(hit), hull(paper)
    edge = (min(max(x, left), right), min(max(y, top), bottom))
    return _square((x, y), edge), _square((x, y), ((left + right) / 2, (top + bottom) / 2))


def _middle(hit: Hit) -> Point:
    return (hit.left + hit.right) / 2, hit.middle


def _square(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
