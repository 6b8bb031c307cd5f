"""How a pre-check came to its answer: the facts, the law's numbers, and what it said."""

from collections.abc import Mapping, Sequence
from typing import Literal

from models.records import Record
from models.specs import PrecheckSpec
from precheck.case import Case, Trust
from precheck.dated import DatedValue
from precheck.parameters import Parameters
from precheck.proof import places
from precheck.rules import CONDITIONS, RULES, Rule

UNCONFIRMED_BASIS = "UNVERIFIED"


class LawNumber(Record):
    """A dated number or word of the law, as it stood on the filing day."""

    value: str
    since: str
    reference: str
    basis: str

    @property
    def unconfirmed(self) -> bool:
        """Tell whether the authority has yet to confirm it."""
        return self.basis.startswith(UNCONFIRMED_BASIS)


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
    state: Literal["held", "broken", "silent"]
    """``silent`` when nobody states what it would have to look at."""
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
    missing = tuple(case.label(place) for place in places(spec) if _unstated(case, place))
    return Working(
        id=spec.id,
        rule=spec.rule,
        severity=spec.severity,
        counted=spec.counted,
        sentence=spec.message,
        cites=spec.cites,
        basis=spec.basis,
        state="broken" if found else "silent" if missing else "held",
        found=found,
        facts=tuple(
            StatedFact(name=each.name, text=each.shown, who=each.who, trust=each.trust)
            for place in places(spec)
            for each in case.ask(place)
        ),
        missing=missing,
        numbers=tuple(_number(each) for each in _grounds(case, spec, parameters)),
    )


def _unstated(case: Case, place: str) -> bool:
    box = case.boxes.get(place)
    return not case.ask(place) and (box is None or box.required)


def _grounds(case: Case, spec: PrecheckSpec, parameters: Parameters) -> Sequence[DatedValue]:
    """Return the dated numbers a check rests on: those it names, and those of its condition."""
    today = case.filing.filed_on
    named = [str(value) for value in spec.options.values() if isinstance(value, str)]
    grounds = [parameters.on(today, name) for name in named if name in parameters.names]
    condition = CONDITIONS.get(str(spec.options.get("when", "")))
    return [*grounds, *(condition.grounds(case, parameters) if condition else ())]


def _number(dated: DatedValue) -> LawNumber:
    return LawNumber(
        value=_written(dated.value),
        since=dated.since.isoformat(),
        reference=dated.reference,
        basis=dated.basis,
    )


def _written(value: object) -> str:
    """Return a value of the law as a person reads it: a list or a table on one line."""
    if isinstance(value, dict):
        return "；".join(f"{name}：{_written(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return "、".join(map(_written, value))
    return str(value)
