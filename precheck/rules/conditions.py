"""The rule most pre-checks follow: what they say must hold does."""

from collections.abc import Iterator

from models.records import Finding
from models.specs import PrecheckSpec
from precheck.case import Case
from precheck.functions import condition
from precheck.parameters import Parameters
from precheck.rules.telling import FILING_DAY, tell
from precheck.scope import CaseScope, every_law, every_place, scopes


def holds(case: Case, spec: PrecheckSpec, parameters: Parameters) -> Iterator[Finding]:
    """What ``holds`` states is true wherever ``when`` is; what nobody knows makes no claim."""
    texts = (spec.holds, spec.when)
    places = every_place(texts, case.conditions)
    laws = every_law(texts, case.conditions)
    for scope in scopes(case, parameters, places):
        if is_met(scope, spec.when) and condition(spec.holds).evaluate(scope) is False:
            stated = [
                stated for place in _first(spec.key, places) if (stated := scope.stated(place))
            ]
            today = {FILING_DAY: case.filing.filed_on.isoformat()}
            yield tell(spec, stated, today, laws=scope.grounds(laws))


def is_met(scope: CaseScope, when: str) -> bool:
    """Tell whether a condition is surely true; an empty one always is."""
    return not when or condition(when).evaluate(scope) is True


def _first(key: str, places: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((key, *places))) if key else places
