"""Under which circumstances each of some passages may be found, to be asked for all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from knowledge.index.scope import Scope, Terms

FOREVER: Final = date.max.toordinal() + 1
KINDS: Final = TypeAdapter(tuple[Terms, ...])
REMEMBERED: Final = 64
"""Askers whose verdicts are kept."""


@dataclass(frozen=True, eq=False)
class Circumstances:
    """By passage from when, until when, and which kind of asker may find it."""

    since: NDArray[np.int32]
    """The first day, as an ordinal; 0 when it has always held."""
    until: NDArray[np.int32]
    """The first day on which it holds no more."""
    kinds: NDArray[np.int32]
    """Which of ``terms`` it is under."""
    terms: tuple[Terms, ...]
    """Without days: many passages share the rest."""
    _verdicts: dict[Scope, NDArray[np.bool_]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, told: Sequence[Terms]) -> Self:
        """Arrange the terms of passages."""
        numbers: dict[Terms, int] = {}
        kinds = [numbers.setdefault(_dayless(terms), len(numbers)) for terms in told]
        since = [terms.effective_from.toordinal() if terms.effective_from else 0 for terms in told]
        until = [terms.expires.toordinal() if terms.expires else FOREVER for terms in told]
        columns = [np.array(each, np.int32) for each in (since, until, kinds)]
        return cls(columns[0], columns[1], columns[2], tuple(numbers))

    def allow(self, scope: Scope) -> NDArray[np.bool_]:
        """Tell by passage whether it may be found."""
        asker = scope.model_copy(update={"day": date.min})
        verdicts = self._verdicts.get(asker)
        if verdicts is None:
            verdicts = self._allow(asker)
            if len(self._verdicts) >= REMEMBERED:
                self._verdicts.clear()
            self._verdicts[asker] = verdicts
        day = np.int32(scope.day.toordinal())
        held = verdicts[self.kinds] & (self.since <= day)
        return held if scope.past else held & (self.until > day)

    def _allow(self, asker: Scope) -> NDArray[np.bool_]:
        """Tell by kind whether it may be found; the few circles are asked, labels looked up."""
        circles, by_circle, by_label = self._arranged
        anywhere = asker.model_copy(update={"labels": ()})
        open_to = np.array([terms.allow(anywhere) for terms in circles], bool)
        verdicts: NDArray[np.bool_] = open_to[by_circle]
        for label in asker.labels:
            labelled = np.zeros(len(verdicts), bool)
            labelled[by_label.get(label, [])] = True
            verdicts &= labelled
        return verdicts

    @cached_property
    def _arranged(self) -> tuple[tuple[Terms, ...], NDArray[np.int32], Mapping[str, list[int]]]:
        """The circles, which are terms without labels; of each kind its circle; kinds by label."""
        numbers: dict[Terms, int] = {}
        by_circle: list[int] = []
        by_label: dict[str, list[int]] = {}
        for kind, terms in enumerate(self.terms):
            circle = terms.model_copy(update={"labels": ()})
            by_circle.append(numbers.setdefault(circle, len(numbers)))
            for label in terms.labels:
                by_label.setdefault(label, []).append(kind)
        return tuple(numbers), np.array(by_circle, np.int32), by_label


def join(several: Sequence[Circumstances], kept: Sequence[NDArray[np.bool_]]) -> Circumstances:
    """Return the circumstances of the passages to be kept, in the order they stand."""
    numbers: dict[Terms, int] = {}
    kinds = []
    for each, keep in zip(several, kept, strict=True):
        renamed = [numbers.setdefault(terms, len(numbers)) for terms in each.terms]
        kinds.append(np.array(renamed, np.int32)[each.kinds[keep]])
    return Circumstances(
        np.concatenate([each.since[keep] for each, keep in zip(several, kept, strict=True)]),
        np.concatenate([each.until[keep] for each, keep in zip(several, kept, strict=True)]),
        np.concatenate(kinds),
        tuple(numbers),
    )


def _dayless(terms: Terms) -> Terms:
    return terms.model_copy(update={"effective_from": None, "expires": None})
