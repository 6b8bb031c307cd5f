"""Entries that belong together: one cites the other, both rest on one law, or share rare terms."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import Final

from knowledge.cleaning import folded
from knowledge.importing.facts import numbers_in
from knowledge.sorting.text import Text
from models.records import Record

CITES: Final = 3.0
SAME_LAW: Final = 1.0
SAME_MATTER: Final = 1.5
SAME_TERMS: Final = 0.25
"""Of a term's rarity, for each that both titles and keywords have."""
COMMON: Final = 0.2
"""Share of the texts from which a law or a term that they have tells nothing."""
LEAST: Final = 1.0
MOST_REASONS: Final = 4
_NAMED: Final = re.compile(r"《([^《》]{3,60})》")


class Link(Record):
    """Two texts that belong together, and why."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


def find_related(texts: Sequence[Text], limit: int = 5) -> Mapping[str, tuple[Link, ...]]:
    """Return, for each text, those that belong to it, the closest first."""
    looks = [_Look(text) for text in texts]
    counts = Counter(term for look in looks for term in look.terms)
    laws = Counter(law for look in looks for law in look.laws)
    found: dict[str, tuple[Link, ...]] = {}
    for one in looks:
        links = (_link(one, other, counts, laws, len(looks)) for other in looks if other is not one)
        kept = sorted((link for link in links if link), key=lambda link: (-link.score, link.other))
        found[one.text.id] = tuple(kept[:limit])
    return found


class _Look:
    """What of a text is compared."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.name = folded(text.title)
        self.cited = frozenset(numbers_in(text.body)) - {text.number}
        self.laws = frozenset(folded(name) for name in _NAMED.findall(text.body)) - {self.name}
        words = [folded(text.title), *map(folded, text.keywords)]
        self.terms = frozenset(
            word[at : at + 2] for word in words for at in range(max(1, len(word) - 1))
        )


def _link(
    one: _Look, other: _Look, terms: Mapping[str, int], laws: Mapping[str, int], whole: int
) -> Link | None:
    told = sorted(_reasons(one, other, terms, laws, whole), reverse=True)
    score = sum(weight for weight, _ in told)
    if score < LEAST:
        return None
    reasons = tuple(reason for _, reason in told[:MOST_REASONS])
    return Link(one=one.text.id, other=other.text.id, score=round(score, 3), reasons=reasons)


def _reasons(
    one: _Look, other: _Look, terms: Mapping[str, int], laws: Mapping[str, int], whole: int
) -> Iterator[tuple[float, str]]:
    for left, right, said in ((one, other, "引用了"), (other, one, "被引用于")):
        if _cites(left, right):
            yield CITES, f"{said}“{right.text.number or right.text.title}”"
    for law in one.laws & other.laws:
        if laws[law] <= max(2, COMMON * whole):
            yield SAME_LAW, f"同样引用《{law}》"
    for matter in set(one.text.matters) & set(other.text.matters):
        yield SAME_MATTER, f"同属事项 {matter}"
    shared = {term for term in one.terms & other.terms if 1 < terms[term] <= max(2, COMMON * whole)}
    if len(shared) > 1:
        weight = sum(SAME_TERMS * log(1 + whole / terms[term]) for term in shared)
        yield weight, f"共有词语“{'、'.join(_runs(one.name, shared)[:4])}”"


def _runs(name: str, shared: set[str]) -> list[str]:
    """Return the shared pairs of characters as the longest runs they make in a title."""
    runs, run = [], ""
    for at in range(len(name) - 1):
        pair = name[at : at + 2]
        if pair in shared:
            run = run + pair[1] if run else pair
        elif run:
            runs.append(run)
            run = ""
    runs = [*runs, run] if run else runs
    left = {pair for pair in shared if all(pair not in each for each in runs)}
    return sorted(dict.fromkeys(runs), key=len, reverse=True) + sorted(left)


def _cites(left: _Look, right: _Look) -> bool:
    number, name = right.text.number, right.name
    return (bool(number) and number in left.cited) or (len(name) > 5 and name in left.laws)
