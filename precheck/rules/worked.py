"""The rule of subsidies and terms: a calculator works the form out and says what offends."""

from collections.abc import Iterator, Mapping

from models.errors import UndecidedError
from models.records import Finding
from models.specs import PrecheckSpec
from models.specs.dated import DatedValue
from precheck.calculators import CALCULATORS, calculate
from precheck.case import Case
from precheck.functions import condition
from precheck.parameters import Parameters
from precheck.rules.conditions import is_met
from precheck.rules.telling import FILING_DAY, option, tell
from precheck.scope import CaseScope

REASON = "计算说明"
CALCULATOR = "calculator"


def calculation(case: Case, spec: PrecheckSpec, parameters: Parameters) -> Iterator[Finding]:
    """``calculator`` finds no reason to refuse; one that cannot decide makes no claim.

    It is told every box of its inputs' names; other options say an input by a condition.
    """
    scope = CaseScope(case, parameters)
    if not is_met(scope, spec.when):
        return
    day, boxes = case.filing.filed_on, [key for key in inputs(spec) if key in case.boxes]
    told = {key: scope.value(key) for key in boxes}
    told |= {key: condition(text).evaluate(scope) for key, text in said(spec).items()}
    try:
        worked = calculate(option(spec, CALCULATOR), told, day)
    except UndecidedError:
        return
    stated = [stated for key in boxes if (stated := scope.stated(key))]
    grounds = [
        DatedValue(since=day, value=each.text, reference=each.text, basis=each.basis)
        for each in worked.references
    ]
    for reason in worked.reasons:
        yield tell(spec, stated, {FILING_DAY: day.isoformat(), REASON: reason}, grounds)


def inputs(spec: PrecheckSpec) -> tuple[str, ...]:
    """Return the names of what the calculator of a check is told."""
    return tuple(CALCULATORS[option(spec, CALCULATOR)].facts.model_fields)


def said(spec: PrecheckSpec) -> Mapping[str, str]:
    """Return the inputs that a check says by a condition."""
    return {key: str(text) for key, text in spec.options.items() if key != CALCULATOR}
