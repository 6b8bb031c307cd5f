"""Resolve every argument of a service's declared checks, before the first filing comes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.types import document_types
from models.errors import SpecError
from models.expressions import LAW
from models.forms import prove_order
from models.specs import PrecheckSpec, Service, need
from precheck.calculators import CALCULATORS
from precheck.parameters import Parameters
from precheck.proof import places
from precheck.rules import ADDED_FACTS, RULES
from precheck.rules.telling import PLACEHOLDER, option
from precheck.rules.worked import CALCULATOR, inputs, said
from precheck.scope import every_law, every_place

PARAMETER_OPTIONS = ("days", "months", "years", "dangerous_years", "dangerous_uses")
"""Arguments of rules that name dated parameters."""


def prove_checks(service: Service, parameters: Parameters) -> None:
    """Raise ``SpecError``, with a near name, unless every check can be run.

    Known must be its rule, its dated parameters, the places it looks at (form keys, or
    ``type.field`` of papers) and the facts its message names.
    """
    for scenario in service.scenarios:
        asked = service.asked(scenario.id)
        prove_order(scenario.id, asked)
        labels = {field.key: field.label for field in asked} | _paper_labels()
        words = _Words(labels, service.conditions, parameters)
        for spec in service.checks(scenario.id):
            words.prove_check(spec)
        for material in scenario.materials:
            words.prove_condition(f"{scenario.id}/{material.key}", (material.when,))


@dataclass(frozen=True)
class _Words:
    """What the checks of one scenario may name."""

    labels: Mapping[str, str]
    conditions: Mapping[str, str]
    parameters: Parameters

    def prove_check(self, spec: PrecheckSpec) -> None:
        need(spec.id, "rule", [spec.rule], RULES)
        if (spec.rule == "holds") is not bool(spec.holds):
            raise SpecError(f"{spec.id}: either a rule by name, or what must hold")
        if spec.rule == "calculation":
            self.prove_calculation(spec)
        laws = self.prove_condition(spec.id, (spec.holds, spec.when))
        need(spec.id, "parameter", list(_parameters(spec)), self.parameters.names)
        named = [*places(spec, self.conditions), *filter(None, [spec.key])]
        need(spec.id, "place", named, self.labels)
        facts = {self.labels[place] for place in named} | {f"{LAW}.{law}" for law in laws}
        need(spec.id, "fact", PLACEHOLDER.findall(spec.message), facts | set(ADDED_FACTS))

    def prove_calculation(self, spec: PrecheckSpec) -> None:
        """Prove a calculator, and the conditions that say what it is told."""
        need(spec.id, "calculator", [option(spec, CALCULATOR)], CALCULATORS)
        need(spec.id, "input", said(spec), inputs(spec))
        self.prove_condition(spec.id, tuple(said(spec).values()))

    def prove_condition(self, owner: str, texts: Sequence[str]) -> tuple[str, ...]:
        """Prove every name in some conditions and return the dated parameters they rest on."""
        laws = every_law(texts, self.conditions)
        need(owner, "parameter", laws, self.parameters.names)
        known = [*self.labels, *self.conditions]
        need(owner, "place", every_place(texts, self.conditions), known)
        return laws


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
