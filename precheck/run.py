"""Check a whole filing: boxes, pre-checks, papers, consistency, materials, proof."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractors.types import document_types
from models.errors import NotFoundError
from models.records import Filing, Finding, Severity
from models.specs import PrecheckSpec, Scenario, Service
from precheck.boxes import check_boxes
from precheck.case import Case
from precheck.consistency import check_consistency
from precheck.identity import find_mixtures
from precheck.marks import check_marks
from precheck.materials import MaterialReport, check_materials, report_materials, useful_types
from precheck.mixtures import set_aside, tell_mixture
from precheck.papers import check_papers
from precheck.parameters import Parameters
from precheck.proof import check_proof, verified
from precheck.rules import RULES, Rule

RANK = {severity: place for place, severity in enumerate(Severity)}


def run(
    filing: Filing,
    service: Service,
    scenario_id: str,
    parameters: Parameters,
    rules: Mapping[str, Rule] = RULES,
) -> tuple[Finding, ...]:
    """Return every finding on a filing, worst first, each fact told once.

    The same filing always gets the same findings. Raises ``SpecError`` for a bad declaration and
    ``NotFoundError`` for a scenario the service has not; nothing in form or papers makes it raise.
    """
    case, specs = case_of(filing, service, scenario_id), service.checks(scenario_id)
    scenario = _scenario(service, scenario_id)
    materials = scenario.materials
    found = [*check_boxes(case), *_prechecks(case, specs, parameters, rules)]
    found += check_papers(case, useful_types(case, materials), _keys(found))
    mixtures = find_mixtures(case)
    found += [tell_mixture(case, mixture) for mixture in mixtures]
    found += check_consistency(set_aside(case, mixtures))
    found += check_materials(case, materials, report_materials(case, materials, parameters))
    found += check_proof(case, specs, _keys(found))
    found += check_marks(filing, scenario.expected_marks)
    return _worst_first(found)


def materials_of(
    filing: Filing, service: Service, scenario_id: str, parameters: Parameters
) -> tuple[MaterialReport, ...]:
    """Return how each material of the scenario stands: provided, waived or missing."""
    case = case_of(filing, service, scenario_id)
    return report_materials(case, _scenario(service, scenario_id).materials, parameters)


def verified_facts(filing: Filing, service: Service, scenario_id: str) -> tuple[str, ...]:
    """Return the proven facts the pre-checks rest on, in Chinese, each with who proves it."""
    return verified(case_of(filing, service, scenario_id), service.checks(scenario_id))


def case_of(filing: Filing, service: Service, scenario_id: str) -> Case:
    """Return the filing as the rules ask it; raises ``NotFoundError`` for an unknown scenario."""
    scenario = _scenario(service, scenario_id)
    boxes = {field.key: field for field in service.asked(scenario_id)}
    unseen = frozenset(field.key for field in (*service.facts, *scenario.facts))
    return Case(filing, boxes, document_types(), service.conditions, unseen)


def _scenario(service: Service, scenario_id: str) -> Scenario:
    for scenario in service.scenarios:
        if scenario.id == scenario_id:
            return scenario
    raise NotFoundError(f"{service.name}没有编号为“{scenario_id}”的情形")


def _prechecks(
    case: Case, specs: Sequence[PrecheckSpec], parameters: Parameters, rules: Mapping[str, Rule]
) -> Iterator[Finding]:
    for spec in specs:
        yield from rules[spec.rule](case, spec, parameters)


def _keys(found: Iterable[Finding]) -> set[str]:
    """Return the boxes that somebody has to act on already."""
    acting = (finding for finding in found if finding.severity is not Severity.ADVICE)
    return {key for finding in acting for key in finding.keys}


def _worst_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    once = {(each.rule, each.message, each.evidence): each for each in found}
    return tuple(sorted(once.values(), key=lambda each: RANK[each.severity]))
