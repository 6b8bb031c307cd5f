"""The steps of a case, their results and their orders: ``chains.toml``."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, Self

from pydantic import Field, model_validator

from models.specs import Spec, need, read_spec

FILE: Final = Path(__file__).with_name("chains.toml")


class Word(Spec):
    """A word that holds from a day on, or until one; both days included."""

    word: str
    since: date = date.min
    until: date = date.max

    def holds(self, day: date) -> bool:
        """Tell whether it may stand in a step of this day."""
        return self.since <= day <= self.until


class StepSpec(Spec):
    """One 操作环节."""

    name: str
    number: int = 0
    """Its row in the tender's table; 0 for one that stands in the orders only."""
    results: tuple[Word, ...] = ()
    any_result: bool = False
    retired: str = ""
    """What to write instead, for one that is no longer in the dictionary (失效字典)."""
    returns: tuple[str, ...] = ()
    """Results that tell of a later turn of the step, after whichever other."""
    note: str = ""


class Chain(Spec):
    """One order of steps; ``(…)`` may be left out, ``|`` parts those of which one stands there."""

    number: int
    steps: tuple[str, ...]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Return where in the order each step stands."""
        return {
            name: place
            for place, step in enumerate(self.steps)
            for name in step.strip("()").split("|")
        }

    @cached_property
    def needed(self) -> Mapping[int, str]:
        """Return the steps that may not be left out, by place."""
        return {place: step for place, step in enumerate(self.steps) if not step.startswith("(")}


class Steps(Spec):
    """The whole declaration file."""

    finish: str
    ends: tuple[str, ...]
    """Results of the finishing step that end a case."""
    anywhere: tuple[str, ...]
    ops: tuple[StepSpec, ...] = Field(alias="op")
    special: tuple[Word, ...]
    unordered: tuple[Word, ...]
    chains: tuple[Chain, ...] = Field(alias="chain")

    @model_validator(mode="after")
    def _names_resolve(self) -> Self:
        named = {
            self.finish,
            *self.anywhere,
            *(name for each in self.chains for name in each.places),
        }
        need(FILE.name, "step", named, self.words)
        for op in self.ops:
            need(
                f"{FILE.name}: {op.name}", "result", op.returns, [each.word for each in op.results]
            )
        need(FILE.name, "result of the finishing step", self.ends, self._results(self.finish))
        return self

    @cached_property
    def by_name(self) -> Mapping[str, StepSpec]:
        """Return the steps by name, retired ones too."""
        return {op.name: op for op in self.ops}

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return what may stand as a step."""
        return tuple(op.name for op in self.ops if not op.retired) + self.special_words

    @cached_property
    def special_words(self) -> tuple[str, ...]:
        """Return the words of special handling."""
        return tuple(each.word for each in self.special)

    def results_on(self, op: str, day: date) -> tuple[str, ...]:
        """Return the results a known step may have on a day; empty when it may have any."""
        spec = self.by_name.get(op)
        if spec is None or spec.any_result:
            return ()
        words = (*spec.results, *(self.special if op == self.finish else ()))
        return tuple(each.word for each in words if each.holds(day))

    def excused(self, op: str, result: str, day: date) -> bool:
        """Tell whether a step frees its case from the order of steps."""
        if op == self.finish:
            return _stands(result, (*self.special, *self.unordered), day)
        return _stands(op, self.special, day)

    def ends_case(self, op: str, result: str) -> bool:
        """Tell whether a step ends its case, by decision or by special handling."""
        ends = result in self.ends or result in self.special_words
        return op in self.special_words or (op == self.finish and ends)

    def _results(self, op: str) -> list[str]:
        return [each.word for each in self.by_name[op].results]


def _stands(word: str, words: Iterable[Word], day: date) -> bool:
    return any(each.word == word and each.holds(day) for each in words)


STEPS: Final = read_spec(FILE, Steps)
