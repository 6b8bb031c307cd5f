"""Resolve every argument of a service's declared checks, before the first filing comes."""

from collections.abc import Iterator, Mapping

from extractors.types import document_types
from models.errors import SpecError
from models.specs import PrecheckSpec, Service, need
from precheck.parameters import Parameters
from precheck.proof import places
from precheck.rules import ADDED_FACTS, CONDITIONS, RULES
from precheck.rules.telling import PLACEHOLDER

PARAMETER_OPTIONS = ("days", "months", "years", "dangerous_years", "dangerous_uses")
"""Arguments of rules that name dated parameters."""


def prove_checks(service: Service, parameters: Parameters) -> None:
    """Raise ``SpecError``, with a near name, unless every check can be run.

    Known must be its rule, its condition, its parameters, the places it looks at (form keys, or
    ``type.field`` of papers) and the facts its message names.
    """
    for scenario in service.scenarios:
        labels = {field.key: field.label for field in service.form(scenario.id)} | _paper_labels()
        for spec in service.checks(scenario.id):
            _prove(spec, labels, parameters)


def _prove(spec: PrecheckSpec, labels: Mapping[str, str], parameters: Parameters) -> None:
    need(spec.id, "rule", [spec.rule], RULES)
    if "when" in spec.options:
        need(spec.id, "condition", [str(spec.options["when"])], CONDITIONS)
    need(spec.id, "parameter", list(_parameters(spec)), parameters.names)
    need(spec.id, "place", places(spec), labels)
    facts = {labels[place] for place in places(spec)} | set(ADDED_FACTS)
    need(spec.id, "fact", PLACEHOLDER.findall(spec.message), facts)


def _parameters(spec: PrecheckSpec) -> Iterator[str]:
    for name in PARAMETER_OPTIONS:
        value = spec.options.get(name, "")
        if not isinstance(value, str):
            raise SpecError(f"{spec.id}: {name!r} must name one parameter")
        if value:
            yield value


def _paper_labels() -> dict[str, str]:
    return {
        f"{kind.id}.{field.key}": field.title
        for kind in document_types().values()
        for field in kind.fields
    }
