"""Resolve every name a service declares for its checks, before the first filing comes."""

from collections.abc import Iterator

from models.errors import SpecError
from models.specs import PrecheckSpec, Service, need
from precheck.formats import FORMATS
from precheck.parameters import Parameters
from precheck.proof import places
from precheck.rules import ADDED_FACTS, CONDITIONS, RULES
from precheck.rules.telling import PLACEHOLDER
from precheck.run import DOCUMENT_TYPES

PARAMETER_OPTIONS = ("days", "months", "years", "dangerous_years", "dangerous_uses")
"""Arguments of rules that name dated parameters."""


def resolve(service: Service, parameters: Parameters) -> None:
    """Raise ``SpecError``, with a near name, unless every name of the declaration is known.

    That is: rules, conditions, formats, parameters, the places a rule looks at and the facts its
    message names.
    """
    for scenario in service.scenarios:
        form = service.form(scenario.id)
        need(scenario.id, "format", [f.format for f in form if f.format], FORMATS)
        need(scenario.id, "condition", [m.when for m in scenario.materials if m.when], CONDITIONS)
        labels = {field.key: field.label for field in form} | _paper_labels()
        for spec in service.checks(scenario.id):
            _resolve_check(spec, labels, parameters)


def _resolve_check(spec: PrecheckSpec, labels: dict[str, str], parameters: Parameters) -> None:
    need(spec.id, "rule", [spec.rule], RULES)
    need(spec.id, "condition", [str(spec.options.get("when", next(iter(CONDITIONS))))], CONDITIONS)
    need(spec.id, "parameter", list(_parameters(spec)), parameters.names)
    need(spec.id, "place", places(spec), labels)
    facts = {labels[place] for place in places(spec)} | set(ADDED_FACTS)
    need(spec.id, "fact", PLACEHOLDER.findall(spec.message), facts)


def _parameters(spec: PrecheckSpec) -> Iterator[str]:
    for name in PARAMETER_OPTIONS:
        if name in spec.options:
            value = spec.options[name]
            if not isinstance(value, str):
                raise SpecError(f"{spec.id}: {name!r} must name one parameter")
            yield value


def _paper_labels() -> dict[str, str]:
    return {
        f"{kind.id}.{field.key}": field.title
        for kind in DOCUMENT_TYPES.values()
        for field in kind.fields
    }
