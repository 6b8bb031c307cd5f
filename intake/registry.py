"""Load every declaration once and prove that they fit together, or stop."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from extractors.asked import ASKED
from extractors.checks import CHECKS
from extractors.judging.consistency import CROSS_CHECKS
from extractors.judging.vocabularies import VOCABULARIES
from extractors.placing.classify import UNKNOWN
from extractors.readers import READERS
from extractors.types import FOLDER
from intake.knowledge.figures import prove_figures
from intake.lookup.compare import prove_compared
from knowledge.corpus.read import read_corpus
from knowledge.policies import Library, read_library
from knowledge.words.sayings import default_sayings
from models.catalog import ModelSpec, read_catalog
from models.errors import NotFoundError, SpecError
from models.specs import DocumentType, Scenario, Service, SourceSpec, need, read_specs
from precheck.calculators import CALCULATORS
from precheck.declarations import prove_checks
from precheck.formats import FORMATS
from precheck.marks import prove_marks
from precheck.parameters import Parameters
from precheck.pictures import PICTURES
from prefill.guides import Guide, prove_guides, read_guides
from prefill.services import read_services
from prefill.sources import read_sources
from prefill.vocabularies import FORM_VOCABULARIES


@dataclass(frozen=True)
class Registry:
    """Every declaration, with every name in it resolved."""

    types: Mapping[str, DocumentType]
    services: Mapping[str, Service]
    sources: Mapping[str, SourceSpec]
    parameters: Parameters
    models: Mapping[str, ModelSpec]
    """The intelligent models platforms call."""
    guides: Mapping[str, Guide]
    """Questions that lead to a scenario."""
    policies: Library
    """The policies firms are checked against, as shipped."""

    @property
    def scenarios_of(self) -> Mapping[str, Sequence[str]]:
        """The ids of the scenarios of each service."""
        services = self.services.values()
        return {each.id: [one.id for one in each.scenarios] for each in services}

    def service_of(self, scenario_id: str) -> Service:
        """Return the service a scenario belongs to; raises ``NotFoundError``."""
        for service in self.services.values():
            if any(scenario.id == scenario_id for scenario in service.scenarios):
                return service
        raise NotFoundError(f"没有编号为“{scenario_id}”的办事情形。")

    def scenario(self, scenario_id: str) -> Scenario:
        """Return a scenario; raises ``NotFoundError``."""
        scenarios = self.service_of(scenario_id).scenarios
        return next(scenario for scenario in scenarios if scenario.id == scenario_id)

    def model(self, code: str) -> ModelSpec:
        """Return a model of the catalogue; raises ``NotFoundError``."""
        if code not in self.models:
            raise NotFoundError(f"没有编号为“{code}”的模型。")
        return self.models[code]


def read_registry() -> Registry:
    """Read and cross-check the declarations; raises ``SpecError`` naming the first wrong one."""
    registry = Registry(
        read_types(),
        read_services(),
        read_sources(),
        Parameters.read(),
        read_catalog(),
        read_guides(),
        read_library(),
    )
    for service in registry.services.values():
        _prove_service(service, registry)
    for source in registry.sources.values():
        need(source.id, "document type", source.types, registry.types)
    prove_marks(registry.sources)
    prove_compared(registry.services)
    _prove_scenarios_once(registry.services)
    _prove_guides(registry)
    for model in registry.models.values():
        prove_model(model, registry)
    _prove_corpus(registry)
    matters = registry.scenarios_of
    default_sayings().prove({*matters, *chain.from_iterable(matters.values())})
    return registry


def read_types(folder: Path = FOLDER) -> dict[str, DocumentType]:
    """Read the document types and prove what each names."""
    types = read_specs(folder, DocumentType)
    for taken in {UNKNOWN, ASKED} & set(types):
        raise SpecError(f"{taken}.toml: this id stands for papers of no declared type")
    for kind in types.values():
        need(kind.id, "reader", {field.reader for field in kind.fields}, READERS)
        need(kind.id, "check", _named(field.check for field in kind.fields), CHECKS)
        need(kind.id, "vocabulary", _named(field.vocabulary for field in kind.fields), VOCABULARIES)
        need(kind.id, "cross-check", kind.cross_checks, CROSS_CHECKS)
        need(kind.id, "field", _named([kind.expires]), {field.key for field in kind.fields})
    return types


def _prove_service(service: Service, registry: Registry) -> None:
    prove_checks(service, registry.parameters)
    for scenario in service.scenarios:
        form = service.asked(scenario.id)
        owner = f"{service.id}/{scenario.id}"
        need(owner, "source", {name for box in form for name in box.sources}, registry.sources)
        need(owner, "format", _named(box.format for box in form), {*FORMATS, *PICTURES})
        need(owner, "vocabulary", _named(box.vocabulary for box in form), FORM_VOCABULARIES)
        _prove_materials(owner, scenario, registry)


def _prove_materials(owner: str, scenario: Scenario, registry: Registry) -> None:
    materials = scenario.materials
    need(owner, "document type", {t for each in materials for t in each.types}, registry.types)
    need(owner, "source", {s for each in materials for s in each.waived_by}, registry.sources)


def prove_model(model: ModelSpec, registry: Registry) -> None:
    """Raise ``SpecError`` unless everything a model names is there."""
    need(model.id, "document type", model.types, registry.types)
    scenarios = {each.id for one in registry.services.values() for each in one.scenarios}
    need(model.id, "scenario", [model.matter], scenarios)
    if (model.kind == "recognition") is not bool(model.types):
        raise SpecError(f"{model.id}: a recognition model, and no other, names document types")


def prove_policies(library: Library, registry: Registry) -> None:
    """Raise ``SpecError`` unless everything policies name outside of them is there."""
    for key in library.keys.values():
        need(f"profile key {key.id}", "source", key.sources, registry.sources)
    scenarios = [each.id for one in registry.services.values() for each in one.scenarios]
    for policy in library.policies.values():
        need(policy.id, "scenario", policy.services, scenarios)
        fetched = [source for each in policy.materials for source in each.fetched_by]
        need(policy.id, "source", fetched, registry.sources)
        if policy.amount and policy.amount.calculator:
            need(policy.id, "calculator", [policy.amount.calculator], CALCULATORS)
            inputs = [each.key for each in CALCULATORS[policy.amount.calculator].inputs]
            need(policy.id, "input", policy.amount.facts, inputs)


def _prove_guides(registry: Registry) -> None:
    services = [service for service in registry.services.values() if not service.by_office]
    prove_guides(registry.guides, [each.id for one in services for each in one.scenarios])
    for guide in registry.guides.values():
        laws = re.findall(r"\{law\.(\w+)\}", guide.model_dump_json())
        need(guide.id, "parameter", laws, registry.parameters.names)


def _prove_corpus(registry: Registry) -> None:
    """Prove that the starter knowledge speaks of matters and values that are declared."""
    drafts = read_corpus()
    scenarios = {each.id for one in registry.services.values() for each in one.scenarios}
    for draft in drafts.values():
        need(f"{draft.id}.md", "matter", draft.tags.matters, {*registry.services, *scenarios})
    prove_figures(drafts.values())


def _prove_scenarios_once(services: Mapping[str, Service]) -> None:
    names = [scenario.id for service in services.values() for scenario in service.scenarios]
    for name in names:
        if names.count(name) > 1:
            raise SpecError(f"scenario {name!r} is declared twice")


def _named(names: Iterable[str]) -> set[str]:
    """The names that are given at all."""
    return {name for name in names if name}
