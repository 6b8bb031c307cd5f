"""Groups failed questions that ask the same, by the terms they share and by meaning.

Questions are taken in the order they were asked and join the group they are most like, or begin
one. So the same questions make the same groups whenever they are gathered, and groups that exist
take in what is like them.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.care.failures import Failure
from knowledge.care.rules import ClusterRules
from knowledge.words.terms import terms
from models.records import Record

COMPARED = 8
"""Questions of a group that a further one is compared with: its first ones."""


class Encoder(Protocol):
    """Turns texts to vectors of length 1."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text; all zeros for a text nothing is known of."""


class Group(Record):
    """Questions that ask the same."""

    known: str = ""
    """Id of the ticket it goes on from; empty for a new group."""
    quoted: tuple[str, ...] = ()
    """Questions the ticket quotes already."""
    failures: tuple[Failure, ...] = ()
    """Those that came in now, in the order asked."""


def group_alike(
    failures: Sequence[Failure],
    known: Mapping[str, Sequence[str]],
    encoder: Encoder,
    rules: ClusterRules,
) -> tuple[Group, ...]:
    """Return groups of failures: those of known tickets that got any first, then the new ones.

    Args:
        failures: in any order.
        known: by the id of each open ticket the questions it quotes, one at least.
        encoder: what two questions' meanings are compared by.
        rules: from which likeness on questions belong together.
    """
    if not failures:
        return ()
    coming = sorted(failures, key=lambda each: (each.at, each.question_id))
    quoted = [question for questions in known.values() for question in questions]
    wordings = tuple(dict.fromkeys([*quoted, *(each.question for each in coming)]))
    rows = {words: row for row, words in enumerate(wordings)}
    begun = [[rows[question] for question in questions] for questions in known.values()]
    new = [row for words, row in rows.items() if words not in {*quoted}]
    likeness = _Likeness(wordings, encoder, rules)
    members = likeness.merge(likeness.join(new, begun), len(begun))
    places = [(row, place) for place, own in enumerate(members) for row in own]
    place_of = dict(reversed(places))
    joined: list[list[Failure]] = [[] for _ in members]
    for failure in coming:
        joined[place_of[rows[failure.question]]].append(failure)
    names = [*known, *("" for _ in members[len(known) :])]
    groups = zip(names, joined, strict=True)
    return tuple(
        Group(known=name, quoted=tuple(known.get(name, ())), failures=tuple(own))
        for name, own in groups
        if own
    )


class _Likeness:
    """How alike some questions are: half by meaning, half by the characters that tell."""

    def __init__(self, texts: Sequence[str], encoder: Encoder, rules: ClusterRules) -> None:
        self._from = rules.alike_from
        self._vectors = encoder.encode(texts)
        found = [telling(text, rules.empty_words) for text in texts]
        ids = {term: place for place, term in enumerate(sorted(frozenset().union(*found)))}
        self._marks = np.zeros((len(texts), len(ids)), np.float32)
        for row, own in enumerate(found):
            self._marks[row, [ids[term] for term in own]] = 1

    def join(self, rows: Sequence[int], begun: Sequence[Sequence[int]]) -> list[list[int]]:
        """Return groups: questions join the one they are most like, or begin one, in order."""
        members = [[*own] for own in begun]
        for row in rows:
            to_each = self._between([row], range(len(self._vectors)))[0]
            means = [float(to_each[own[:COMPARED]].mean()) for own in members]
            best = int(np.argmax(means)) if means else -1
            if best >= 0 and means[best] >= self._from:
                members[best].append(row)
            else:
                members.append([row])
        return members

    def merge(self, members: list[list[int]], fixed: int) -> list[list[int]]:
        """Return groups put together while two are alike on the whole, the most alike first.

        The first ``fixed`` stand for tickets: others join them, they never join each other.
        """
        groups = [*members]
        likeness = self._of_groups(groups, fixed)
        while len(groups) > fixed:
            place = np.unravel_index(int(np.argmax(likeness)), likeness.shape)
            if likeness[place] < self._from:
                break
            first, second = sorted(map(int, place))
            sizes = len(groups[first]), len(groups[second])
            means = np.average(likeness[[first, second]], axis=0, weights=sizes)
            means[first] = 0
            likeness[first], likeness[:, first] = means, means
            if first < fixed:
                likeness[first, :fixed] = likeness[:fixed, first] = 0
            likeness = np.delete(np.delete(likeness, second, 0), second, 1)
            groups[first] = [*groups[first], *groups.pop(second)]
        return groups

    def _of_groups(self, groups: Sequence[Sequence[int]], fixed: int) -> NDArray[np.float64]:
        compared = [own[:COMPARED] for own in groups]
        flat = [row for own in compared for row in own]
        starts = np.cumsum([0, *(len(own) for own in compared[:-1])])
        sizes = np.array([len(own) for own in compared], np.float64)
        sums = np.add.reduceat(self._between(flat, flat), starts, axis=0)
        means: NDArray[np.float64] = np.add.reduceat(sums, starts, axis=1) / np.outer(sizes, sizes)
        means[:fixed, :fixed] = 0
        np.fill_diagonal(means, 0)
        return means

    def _between(self, left: Sequence[int], right: Sequence[int]) -> NDArray[np.float32]:
        """Return the likeness of each question on the left to each on the right, from 0 to 1."""
        left, right = [*left], [*right]
        meaning = np.clip(self._vectors[left] @ self._vectors[right].T, 0, 1)
        marks, others = self._marks[left], self._marks[right]
        # Of the shorter question's terms, how many the other has; one term alone tells little.
        shortest = np.minimum.outer(marks.sum(axis=1), others.sum(axis=1))
        shared: NDArray[np.float32] = (marks @ others.T) / np.maximum(shortest, 2)
        likeness: NDArray[np.float32] = ((meaning + shared) / 2).astype(np.float32)
        return likeness


def telling(question: str, empty: Sequence[str]) -> frozenset[str]:
    """Return the terms of a question that say what it is about; all of them if none does.

    >>> sorted(telling("请问狗证怎么办", ("请问", "怎么办")))
    ['狗', '证']
    """
    rest = question
    for word in sorted(empty, key=lambda each: (-len(each), each)):
        rest = rest.replace(word, " ")
    single = frozenset(term for term in terms(rest) if _is_single(term))
    return single or frozenset(term for term in terms(question) if _is_single(term))


def _is_single(term: str) -> bool:
    """Tell a character or a whole code from a pair of neighbours."""
    return len(term) == 1 or term.isascii()
