"""Texts that say the same: duplicates, near-duplicates, and one text within another."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from knowledge.cleaning import folded
from knowledge.importing.facts import NUMBER
from knowledge.sorting.shingles import Hashes, likeness, shingles_of, sketch_of
from knowledge.sorting.text import Text
from models.records import Record

NEAR: Final = 0.6
"""Likeness from which two texts are near-duplicates."""
WITHIN: Final = 0.8
"""Share of the smaller from which it is within the larger."""
DOUBTFUL: Final = 0.85
"""Likeness from which two document numbers are rather one, mistyped."""
LIKELY: Final = 0.3
"""Share of the smaller sketch from which a pair is looked at."""
COMMON: Final = 300
"""A shingle that so many texts have tells no copy."""
FEWEST: Final = 24
"""Shingles a text must have to be told as within another: a short phrase is in many."""


class Copy(StrEnum):
    """How two texts are alike."""

    SAME = "same"
    """Letter by letter, marks and blanks aside."""
    NEAR = "near"
    WITHIN = "within"
    """One holds the other, an excerpt of it."""


class Pair(Record):
    """Two texts that say the same."""

    one: str
    other: str
    copy_: Copy
    likeness: float
    """From 0 to 1."""
    within: float
    """Share of the smaller that is in the larger."""
    newer: str = ""
    """Id of the one that should stay; '' where nothing tells."""
    reason: str = ""
    """Why, in Chinese."""
    proposal: str
    """What to do, in Chinese; nothing is done by itself."""


@dataclass(frozen=True)
class _Known:
    text: Text
    plain: str
    shingles: Hashes
    sketch: Hashes


def find_copies(texts: Sequence[Text]) -> tuple[Pair, ...]:
    """Return every pair that is alike, the most alike first."""
    known = [_know(text) for text in texts]
    pairs = (_pair(known[left], known[right]) for left, right in _likely(known))
    found = [pair for pair in pairs if pair]
    order = list(Copy)
    return tuple(sorted(found, key=lambda pair: (order.index(pair.copy_), -pair.likeness)))


def _know(text: Text) -> _Known:
    whole = f"{text.title}\n{text.body}"
    shingles = shingles_of(whole)
    return _Known(text, folded(whole), shingles, sketch_of(shingles))


def _likely(known: Sequence[_Known]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places whose sketches share enough to be looked at."""
    having: dict[int, list[int]] = defaultdict(list)
    for place, each in enumerate(known):
        for value in each.sketch.tolist():
            having[value].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in having.values():
        if 1 < len(places) <= COMMON:
            for at, left in enumerate(places):
                shared.update((left, right) for right in places[at + 1 :])
    for (left, right), count in sorted(shared.items()):
        if count >= LIKELY * min(known[left].sketch.size, known[right].sketch.size):
            yield left, right


def _pair(left: _Known, right: _Known) -> Pair | None:
    alike, within = likeness(left.shingles, right.shingles)
    if left.plain == right.plain:
        how = Copy.SAME
    elif alike >= NEAR:
        how = Copy.NEAR
    elif within >= WITHIN and min(left.shingles.size, right.shingles.size) >= FEWEST:
        how = Copy.WITHIN
    else:
        return None
    newer, reason = _newer(left, right, how)
    return Pair(
        one=left.text.id,
        other=right.text.id,
        copy_=how,
        likeness=round(alike, 3),
        within=round(within, 3),
        newer=newer,
        reason=reason,
        proposal=_proposal(left.text, right.text, how, newer, alike),
    )


def _newer(left: _Known, right: _Known, how: Copy) -> tuple[str, str]:
    """Return which should stay, and why: the later, or else the fuller one."""
    days = left.text.issued_on, right.text.issued_on
    if days[0] and days[1] and days[0] != days[1]:
        late = left if days[0] > days[1] else right
        return late.text.id, f"发布日期较新（{max(days[0], days[1])}）"
    years = _year(left.text.number), _year(right.text.number)
    if years[0] and years[1] and years[0] != years[1]:
        late = left if years[0] > years[1] else right
        return late.text.id, f"文号较新（{late.text.number}）"
    if how is Copy.WITHIN or left.shingles.size != right.shingles.size:
        full = left if left.shingles.size > right.shingles.size else right
        return full.text.id, "内容更完整"
    return "", "没有日期或文号可比"


def _proposal(left: Text, right: Text, how: Copy, newer: str, alike: float) -> str:
    same_paper = bool(left.number) and left.number == right.number
    if how is Copy.SAME:
        return "内容相同，保留一条即可。"
    if how is Copy.WITHIN:
        return "一条是另一条的摘录，可合并，或设为相关条目。"
    if not same_paper and left.number and right.number and alike >= DOUBTFUL:
        return "内容几乎相同，文号却不同，请核对哪一个文号写错了。"
    if newer and not same_paper and left.number and right.number:
        return "文号不同、内容相近，建议由较新的一条替代较旧的一条。"
    return "内容相近，请比对后保留一条，或由较新的一条替代。"


def _year(number: str) -> str:
    found = NUMBER.search(number)
    return found[2] if found else ""
