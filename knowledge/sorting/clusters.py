"""Groups of entries that treat one thing, each with a label a person can read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.cleaning import folded
from knowledge.sorting.text import Text
from models.records import Record

ALIKE: Final = 0.22
"""Cosine from which a text belongs to a leader."""
DIMENSIONS: Final = 2048
OPENING: Final = 300
"""Characters of a body that tell what it treats."""
TITLE: Final = 3.0
"""How many times over a term of a title or a keyword counts."""
ROUNDS: Final = 3
AT_ONCE: Final = 1024
"""Texts held against all others at a time."""
LABEL: Final = range(2, 9)
"""Characters of a label."""

Vectors = NDArray[np.float32]


class Cluster(Record):
    """Texts that treat one thing."""

    label: str
    members: tuple[str, ...]
    """Ids, the most typical first."""


def find_clusters(texts: Sequence[Text], vectors: Vectors | None = None) -> tuple[Cluster, ...]:
    """Return the groups of texts, the largest first; every text is in exactly one.

    ``vectors`` of length 1, one for each text, are used in place of the terms where they are given.
    """
    if not texts:
        return ()
    points = vectors if vectors is not None else _terms(texts)
    leaders = _leaders(points)
    nearest = np.argmax(points @ points[leaders].T, axis=1)
    for _ in range(ROUNDS):
        centres = np.zeros((len(leaders), points.shape[1]), np.float32)
        np.add.at(centres, nearest, points)
        centres = _normal(centres)
        nearest = np.argmax(points @ centres.T, axis=1)
        kept = np.unique(nearest)
        nearest = np.searchsorted(kept, nearest)
        leaders = list(range(len(kept)))
    groups = [np.flatnonzero(nearest == each) for each in range(len(leaders))]
    counts = Counter(run for text in texts for run in _runs(text))
    made = [_cluster(texts, group.tolist(), points, counts) for group in groups]
    return tuple(sorted(made, key=lambda each: (-len(each.members), each.label)))


def _leaders(points: Vectors) -> list[int]:
    """Return texts that stand for a group: those with most neighbours, none near another."""
    near, counts = _neighbours(points)
    free = np.ones(len(points), bool)
    leaders: list[int] = []
    for place in np.argsort(-counts, kind="stable").tolist():
        if free[place]:
            leaders.append(place)
            free[np.unpackbits(near[place], count=len(points)).view(bool)] = False
    return leaders


def _neighbours(points: Vectors) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return of each text, in bits, which are near it, and how many those are."""
    near, counts = [], []
    for begin in range(0, len(points), AT_ONCE):
        alike = points[begin : begin + AT_ONCE] @ points.T >= ALIKE
        near.append(np.packbits(alike, axis=1))
        counts.append(alike.sum(axis=1))
    return np.concatenate(near), np.concatenate(counts)


def _terms(texts: Sequence[Text]) -> Vectors:
    """Return the rare pairs of characters of each text as a vector of length 1."""
    counted = [_weights(text) for text in texts]
    having = Counter(term for terms in counted for term in terms)
    points = np.zeros((len(texts), DIMENSIONS), np.float32)
    for place, terms in enumerate(counted):
        for term, weight in terms.items():
            rarity = log(1 + len(texts) / having[term])
            points[place, _slot(term)] += (1 + log(weight)) * rarity
    return _normal(points)


def _weights(text: Text) -> Counter[str]:
    weights: Counter[str] = Counter()
    head = [text.title, *text.keywords]
    for words, weight in (*((each, TITLE) for each in head), (text.body[:OPENING], 1.0)):
        plain = folded(words)
        for at in range(len(plain) - 1):
            weights[plain[at : at + 2]] += weight  # type: ignore[assignment]
    return weights


def _slot(term: str) -> int:
    value = 0
    for each in term:
        value = (value * 1_000_003 + ord(each)) & 0xFFFFFFFF
    return (value ^ (value >> 15)) % DIMENSIONS


def _normal(points: Vectors) -> Vectors:
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    normal: Vectors = (points / np.maximum(lengths, 1e-9)).astype(np.float32)
    return normal


def _cluster(
    texts: Sequence[Text], group: list[int], points: Vectors, counts: Counter[str]
) -> Cluster:
    centre = points[group].sum(axis=0)
    order = sorted(group, key=lambda place: -float(points[place] @ centre))
    members = tuple(texts[place].id for place in order)
    return Cluster(label=_label([texts[place] for place in order], counts), members=members)


def _label(texts: Sequence[Text], counts: Counter[str]) -> str:
    """Return the run of characters that most titles of a group have, and few others."""
    if len(texts) == 1:
        return texts[0].title[:20]
    own = Counter(run for text in texts for run in _runs(text))
    shared = {run: count for run, count in own.items() if count > 1}
    if not shared:
        return texts[0].title[:20]
    return max(
        shared, key=lambda run: (shared[run] ** 2 / counts[run] * log(1 + len(run)), len(run), run)
    )


def _runs(text: Text) -> Iterator[str]:
    """Yield each run of a title, and each keyword, once."""
    title = folded(text.title)
    runs = {title[at : at + size] for size in LABEL for at in range(len(title) - size + 1)}
    yield from runs | {folded(each) for each in text.keywords if len(folded(each)) > 1}
