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
        known: by the id of each open ticket the questions it quotes.
        encoder: what two questions' meanings are compared by.
        rules: from which likeness on questions belong together.
    """
    coming = sorted(failures, key=lambda each: (each.at, each.question_id))
    texts = [each.question for each in coming]
    quoted = [question for questions in known.values() for question in questions]
    likeness = _Likeness([*quoted, *texts], encoder, rules)
    members, at = [], 0
    for questions in known.values():
        members.append([*range(at, at + len(questions))])
        at += len(questions)
    joined: list[list[Failure]] = [[] for _ in known]
    for row, failure in enumerate(coming, start=len(quoted)):
        place = likeness.best(row, members)
        if place is None:
            place = len(members)
            members.append([])
            joined.append([])
        members[place].append(row)
        joined[place].append(failure)
    heads = [(name, tuple(questions)) for name, questions in known.items()]
    heads += [("", ())] * (len(members) - len(known))
    return tuple(
        Group(known=name, quoted=questions, failures=tuple(each))
        for (name, questions), each in zip(heads, joined, strict=True)
        if each
    )


class _Likeness:
    """How alike some questions are: half by meaning, half by the characters that tell."""

    def __init__(self, texts: Sequence[str], encoder: Encoder, rules: ClusterRules) -> None:
        self._from = rules.alike_from
        self._vectors = encoder.encode(texts)
        self._telling = [telling(text, rules.empty_words) for text in texts]

    def best(self, row: int, members: Sequence[Sequence[int]]) -> int | None:
        """Return the place of the group a question belongs to, the first of equals, or None."""
        best, place = self._from, None
        for at, rows in enumerate(members):
            likeness = self._to_all(row, rows[:COMPARED])
            if likeness > best or (place is None and likeness >= best):
                best, place = likeness, at
        return place

    def _to_all(self, row: int, others: Sequence[int]) -> float:
        if not others:
            return 0.0
        meaning = np.clip(self._vectors[list(others)] @ self._vectors[row], 0, 1)
        shared = [_overlap(self._telling[row], self._telling[other]) for other in others]
        return float((meaning + np.array(shared)).mean() / 2)


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


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return which share of the shorter question's terms the other one has; one term tells little.

    >>> _overlap(frozenset("狗证"), frozenset("养狗证"))
    1.0
    """
    shortest = max(min(len(left), len(right)), 2)
    return len(left & right) / shortest
