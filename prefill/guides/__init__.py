"""Guided questions: from what a person wants to the scenario that fits, or to why none does.

A guide is declared in ``prefill/guides/*.toml``. Every question has one choice; an answer leads to
another question, to a scenario, or to a stop that says what to do instead. Texts may name dated
numbers as ``{law.name}``; whoever shows them fills them in.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import Field

from models.errors import InvalidRequestError, SpecError
from models.specs import Spec, need, read_specs

FOLDER: Final = Path(__file__).parent


class Choice(Spec):
    """One answer to a question, and where it leads: to exactly one of the three."""

    id: str
    text: str
    next: str = ""
    """Id of another question of the guide."""
    scenario: str = ""
    stop: str = ""
    """Chinese: why nothing can be applied for, and what to do instead."""


class Step(Spec):
    """One question."""

    id: str
    text: str
    note: str = ""
    """What helps to answer it."""
    choices: tuple[Choice, ...] = Field(alias="choice", min_length=2)


class Guide(Spec):
    """One way of asking; its first question is the first one declared."""

    id: str
    title: str
    steps: tuple[Step, ...] = Field(alias="question", min_length=1)

    @property
    def by_id(self) -> Mapping[str, Step]:
        """Return the questions by id."""
        return {step.id: step for step in self.steps}


@dataclass(frozen=True)
class Reached:
    """Where answers lead: to one more question, to a scenario, or to a stop."""

    path: tuple[tuple[Step, Choice], ...]
    """What was asked and answered, in order."""
    question: Step | None = None
    scenario: str = ""
    stop: str = ""


def read_guides(folder: Path = FOLDER) -> dict[str, Guide]:
    """Return every guide by id; raises ``SpecError`` when one does not fit."""
    return read_specs(folder, Guide)


def next_step(guide: Guide, answers: Mapping[str, str]) -> Reached:
    """Return where answers (question → choice) lead; those the path does not reach do not count.

    Raises ``InvalidRequestError`` for an answer that its question does not offer.
    """
    steps = guide.by_id
    step, path = guide.steps[0], []
    while step.id in answers:
        choice = _chosen(step, answers[step.id])
        path.append((step, choice))
        if not choice.next:
            return Reached(tuple(path), scenario=choice.scenario, stop=choice.stop)
        step = steps[choice.next]
    return Reached(tuple(path), question=step)


def prove_guides(guides: Mapping[str, Guide], scenarios: Collection[str]) -> None:
    """Raise ``SpecError`` unless every answer leads somewhere and every scenario can be reached."""
    reached: set[str] = set()
    for guide in guides.values():
        if len(guide.by_id) < len(guide.steps):
            raise SpecError(f"{guide.id}: a question is declared twice")
        for step in guide.steps:
            _prove_step(guide, step, scenarios)
        asked = {step.id for step, _ in _walk(guide)}
        for step in guide.steps:
            if step.id not in asked:
                raise SpecError(f"{guide.id}: nothing leads to the question {step.id!r}")
        reached |= {choice.scenario for step in guide.steps for choice in step.choices}
    for scenario in sorted(set(scenarios) - reached):
        raise SpecError(f"guides: no answer leads to the scenario {scenario!r}")


def _prove_step(guide: Guide, step: Step, scenarios: Collection[str]) -> None:
    if len({choice.id for choice in step.choices}) < len(step.choices):
        raise SpecError(f"{guide.id}/{step.id}: two answers have one id")
    for choice in step.choices:
        if sum(map(bool, (choice.next, choice.scenario, choice.stop))) != 1:
            raise SpecError(f"{guide.id}/{step.id}/{choice.id}: needs next, scenario or stop")
        need(guide.id, "question", [choice.next] if choice.next else [], guide.by_id)
        need(guide.id, "scenario", [choice.scenario] if choice.scenario else [], scenarios)


def _walk(
    guide: Guide, at: str = "", before: Sequence[str] = ()
) -> Iterator[tuple[Step, tuple[str, ...]]]:
    """Yield every question on every way through; raises ``SpecError`` on a way in a circle."""
    step = guide.by_id[at] if at else guide.steps[0]
    if step.id in before:
        raise SpecError(f"{guide.id}: the question {step.id!r} leads back to itself")
    path = (*before, step.id)
    yield step, path
    for choice in step.choices:
        if choice.next:
            yield from _walk(guide, choice.next, path)


def _chosen(step: Step, answer: str) -> Choice:
    for choice in step.choices:
        if choice.id == answer:
            return choice
    raise InvalidRequestError(f"“{step.text}”没有这个选项，请从所列选项中选择一个。")
