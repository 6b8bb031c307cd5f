"""How a pre-check came to its answer: the facts, the law's numbers, and what it said."""

from collections.abc import Mapping, Sequence
from typing import Literal

from models.records import Record
from models.specs import PrecheckSpec
from models.specs.dated import DatedValue
from precheck.case import Case, Trust
from precheck.functions import condition
from precheck.parameters import Parameters
from precheck.proof import places
from precheck.rules import RULES, Rule
from precheck.scope import every_law, every_place, scopes

State = Literal["held", "broken", "idle", "silent"]


class LawNumber(Record):
    """A dated number or word of the law, as it stood on the filing day."""

    value: str
    since: str
    reference: str
    basis: str
    unconfirmed: bool
    """True while the authority has yet to confirm it."""


class StatedFact(Record):
    """One fact a check looked at, and who states it."""

    name: str
    text: str
    who: str
    trust: Trust


class Working(Record):
    """One pre-check with everything it rests on."""

    id: str
    rule: str
    severity: str
    counted: bool
    sentence: str
    """What it says when it is not met, with its blanks."""
    cites: str
    basis: str
    state: State
    """``idle`` when it does not apply here, ``silent`` when what it looks at is not stated."""
    found: tuple[str, ...]
    facts: tuple[StatedFact, ...]
    missing: tuple[str, ...]
    """Names of the facts nobody states, save those of boxes that may stay empty."""
    numbers: tuple[LawNumber, ...]


def work_out(
    case: Case,
    specs: Sequence[PrecheckSpec],
    parameters: Parameters,
    rules: Mapping[str, Rule] = RULES,
) -> tuple[Working, ...]:
    """Return the working of every pre-check, in declared order."""
    return tuple(_working(case, spec, parameters, rules) for spec in specs)


def _working(
    case: Case, spec: PrecheckSpec, parameters: Parameters, rules: Mapping[str, Rule]
) -> Working:
    found = tuple(each.message for each in rules[spec.rule](case, spec, parameters))
    looked_at = places(spec, case.conditions)
    missing = tuple(case.label(place) for place in looked_at if _unstated(case, place))
    return Working(
        id=spec.id,
        rule=spec.rule,
        severity=spec.severity,
        counted=spec.counted,
        sentence=spec.message,
        cites=spec.cites,
        basis=spec.basis,
        state="broken" if found else _quiet_state(case, spec, parameters, missing),
        found=found,
        facts=tuple(
            StatedFact(name=each.name, text=each.shown, who=each.who, trust=each.trust)
            for place in looked_at
            for each in case.ask(place)
        ),
        missing=missing,
        numbers=tuple(_number(each) for each in _grounds(case, spec, parameters)),
    )


def _quiet_state(
    case: Case, spec: PrecheckSpec, parameters: Parameters, missing: Sequence[str]
) -> State:
    """Return how a check stands that found nothing: it held, does not apply, or could not tell."""
    texts = (spec.holds, spec.when)
    every = list(scopes(case, parameters, every_place(texts, case.conditions)))
    applies = [condition(spec.when).evaluate(each) if spec.when else True for each in every]
    if not any(answer is not False for answer in applies):
        return "idle"
    if not spec.holds:
        return "silent" if missing else "held"
    answers = [
        condition(spec.holds).evaluate(each) if answer is True else None
        for each, answer in zip(every, applies, strict=True)
        if answer is not False
    ]
    return "silent" if None in answers else "held"


def _unstated(case: Case, place: str) -> bool:
    box = case.boxes.get(place)
    may_be_empty = box is not None and not box.required
    return not case.ask(place) and not may_be_empty and place not in case.hidden


def _grounds(case: Case, spec: PrecheckSpec, parameters: Parameters) -> list[DatedValue]:
    """Return the dated numbers a check rests on: arguments that name one, and its conditions'."""
    arguments = [value for value in spec.options.values() if isinstance(value, str)]
    named = [value for value in arguments if value in parameters.names]
    laws = every_law((spec.holds, spec.when), case.conditions)
    today = case.filing.filed_on
    return [parameters.on(today, name) for name in dict.fromkeys([*named, *laws])]


def _number(dated: DatedValue) -> LawNumber:
    return LawNumber(
        value=_written(dated.value),
        since=dated.since.isoformat(),
        reference=dated.reference,
        basis=dated.basis,
        unconfirmed=dated.unverified,
    )


def _written(value: object) -> str:
    """Return a value of the law as a person reads it: a list or a table on one line."""
    if isinstance(value, dict):
        return "；".join(f"{name}：{_written(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return "、".join(map(_written, value))
    return str(value)
