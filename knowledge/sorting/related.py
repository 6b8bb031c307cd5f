"""Entries that belong together: one cites the other, both rest on one law, or share rare terms."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

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
FEWEST_TERMS: Final = 2
"""One pair of characters alone tells nothing."""
SHORT_NAME: Final = 5
"""Characters of a title that may stand in 《》 by chance."""
SPARE: Final = 10
"""Texts looked at beyond those wanted …"""
SLACK: Final = 1e-6
"""… and what a score may miss, as sums in another order do."""
Places = NDArray[np.int64]
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
    shared = _Shared(looks)
    found: dict[str, tuple[Link, ...]] = {}
    for place, one in enumerate(looks):
        ahead = (looks[other] for other in shared.ahead(place, limit + SPARE))
        links = (_link(one, other, shared) for other in ahead)
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


class _Shared:
    """Which texts have what, so that each is held against those alone that share something."""

    def __init__(self, looks: Sequence[_Look]) -> None:
        self._looks, self._whole = looks, len(looks)
        self._terms = _having(look.terms for look in looks)
        self._laws = _having(look.laws for look in looks)
        self._matters = _having(look.text.matters for look in looks)
        self._numbers = _having([look.text.number] if look.text.number else () for look in looks)
        self._names = _having([look.name] if len(look.name) > SHORT_NAME else () for look in looks)
        self._citing = _having(look.cited for look in looks)
        self._order = np.argsort(np.argsort([look.text.id for look in looks]))

    def telling_law(self, law: str) -> bool:
        """Tell whether few enough rest on a law."""
        return len(self._laws[law]) <= self._most

    def weight_of(self, term: str) -> float:
        """Return what sharing a term is worth; 0 where too many have it, or nobody else."""
        count = len(self._terms[term])
        return SAME_TERMS * log(1 + self._whole / count) if 1 < count <= self._most else 0.0

    def ahead(self, place: int, most: int) -> Sequence[int]:
        """Return the places of the texts that share most with one, the first ahead."""
        one = self._looks[place]
        rare = {term: weight for term in one.terms if (weight := self.weight_of(term))}
        by_terms = [(self._terms[term], weight) for term, weight in rare.items()]
        scores = self._added(by_terms)
        scores[self._added((places, 1.0) for places, _ in by_terms) < FEWEST_TERMS] = 0
        scores += self._added(self._besides(one))
        scores[place] = 0
        near = np.flatnonzero(scores > LEAST - SLACK)
        order = np.lexsort((self._order[near], -np.round(scores[near], 3)))
        return [int(each) for each in near[order[:most]]]

    def _besides(self, one: _Look) -> Iterator[tuple[Places, float]]:
        """Yield the texts that share more than terms with one, and what that is worth."""
        yield from ((self._laws[law], SAME_LAW) for law in one.laws if self.telling_law(law))
        yield from ((self._matters[each], SAME_MATTER) for each in set(one.text.matters))
        cites = {*self._of(self._numbers, *one.cited), *self._of(self._names, *one.laws)}
        cited_by = {*self._of(self._citing, one.text.number)}
        if len(one.name) > SHORT_NAME:
            cited_by |= {*self._of(self._laws, one.name)}
        yield from ((np.array([*each], np.int64), CITES) for each in (cites, cited_by))

    def _of(self, having: Mapping[str, Places], *names: str) -> Iterator[int]:
        return (int(place) for name in names if name in having for place in having[name])

    def _added(self, told: Iterable[tuple[Places, float]]) -> NDArray[np.float64]:
        each = [(places, np.full(len(places), weight)) for places, weight in told]
        if not each:
            return np.zeros(self._whole)
        places, weights = (np.concatenate(column) for column in zip(*each, strict=True))
        return np.bincount(places, weights, self._whole).astype(np.float64)

    @property
    def _most(self) -> float:
        return max(2, COMMON * self._whole)


def _having(told: Iterable[Iterable[str]]) -> Mapping[str, Places]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, names in enumerate(told):
        for name in dict.fromkeys(names):
            found[name].append(place)
    return {name: np.array(places, np.int64) for name, places in found.items()}


def _link(one: _Look, other: _Look, shared: _Shared) -> Link | None:
    told = sorted(_reasons(one, other, shared), reverse=True)
    score = sum(weight for weight, _ in told)
    if score < LEAST:
        return None
    reasons = tuple(reason for _, reason in told[:MOST_REASONS])
    return Link(one=one.text.id, other=other.text.id, score=round(score, 3), reasons=reasons)


def _reasons(one: _Look, other: _Look, among: _Shared) -> Iterator[tuple[float, str]]:
    for left, right, said in ((one, other, "引用了"), (other, one, "被引用于")):
        if _cites(left, right):
            yield CITES, f"{said}“{right.text.number or right.text.title}”"
    for law in one.laws & other.laws:
        if among.telling_law(law):
            yield SAME_LAW, f"同样引用《{law}》"
    for matter in set(one.text.matters) & set(other.text.matters):
        yield SAME_MATTER, f"同属事项 {matter}"
    shared = {term for term in one.terms & other.terms if among.weight_of(term)}
    if len(shared) >= FEWEST_TERMS:
        weight = sum(map(among.weight_of, shared))
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
    return (bool(number) and number in left.cited) or (len(name) > SHORT_NAME and name in left.laws)
