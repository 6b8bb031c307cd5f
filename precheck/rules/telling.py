"""What every rule does with its declaration: read an argument, tell a finding."""

import re
from collections.abc import Iterable, Mapping, Sequence

from models.errors import SpecError
from models.expressions import LAW
from models.records import Evidence, Finding, Severity
from models.specs import PrecheckSpec
from models.specs.dated import DatedValue
from precheck.case import Statement

FILING_DAY = "申请日"
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
UNCONFIRMED = "（该数值尚待主管部门确认）"


def option(spec: PrecheckSpec, name: str) -> str:
    """Return a rule's argument; raises ``SpecError`` when the declaration lacks it."""
    value = spec.options.get(name)
    if not isinstance(value, str):
        raise SpecError(f"{spec.id}: rule {spec.rule!r} needs a text called {name!r}")
    return value


def options(spec: PrecheckSpec, name: str) -> tuple[str, ...]:
    """Return a rule's list of words; raises ``SpecError`` when the declaration lacks it."""
    value = spec.options.get(name)
    if not isinstance(value, list):
        raise SpecError(f"{spec.id}: rule {spec.rule!r} needs a list called {name!r}")
    return tuple(value)


def tell(
    spec: PrecheckSpec,
    statements: Sequence[Statement],
    added: Mapping[str, str] | None = None,
    rests_on: Sequence[DatedValue] = (),
    laws: Mapping[str, DatedValue] | None = None,
) -> Finding:
    """Return the finding of a declared check.

    The facts are what was stated, by name, and what the rule adds; ``laws`` are the dated
    parameters that the message may name as ``{law.name}``. A finding that rests on an unconfirmed
    number says so and is never more than a matter for the officer.
    """
    facts = {each.name: each.shown for each in statements} | dict(added or {})
    laws = laws or {}
    rests_on = [*rests_on, *laws.values()]
    numbers = {f"{LAW}.{name}": _shown(law) for name, law in laws.items()}
    unsure = any(value.unverified for value in rests_on)
    severity = Severity(spec.severity)
    if unsure and severity is Severity.CORRECT:
        severity = Severity.OFFICER
    return Finding(
        rule=spec.id,
        severity=severity,
        message=fill_in(spec.message, facts | numbers) + (UNCONFIRMED if unsure else ""),
        keys=_keys(spec, statements),
        cites=cite(spec.cites, rests_on),
        evidence=every_evidence(statements),
        facts=facts,
    )


def _keys(spec: PrecheckSpec, statements: Sequence[Statement]) -> tuple[str, ...]:
    """Return the boxes concerned, the one the check speaks of first, even if it is blank."""
    named = (spec.key, *(each.key for each in statements))
    return tuple(dict.fromkeys(key for key in named if key))


def _shown(law: DatedValue) -> str:
    return "、".join(law.value) if isinstance(law.value, list) else str(law.value)


def fill_in(message: str, facts: Mapping[str, str]) -> str:
    """Put facts in the places of their ``{name}``; a fact nobody stated reads 未填写."""
    return PLACEHOLDER.sub(lambda match: facts.get(match[1], "未填写"), message)


def cite(declared: str, rests_on: Iterable[DatedValue] = ()) -> str:
    """Return the legal sources of a check, each once."""
    sources = [declared, *(value.reference for value in rests_on)]
    return "；".join(dict.fromkeys(source for source in sources if source))


def every_evidence(statements: Iterable[Statement]) -> tuple[Evidence, ...]:
    """Return where the statements were read, each place once."""
    return tuple(dict.fromkeys(place for each in statements for place in each.evidence))
