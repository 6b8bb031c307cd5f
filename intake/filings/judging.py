"""Fill, check and decide a filing: three steps that return a new filing each."""

from collections.abc import Mapping

from intake.registry import Registry
from models.records import Filing
from precheck.decide import decide
from precheck.run import run, verified_facts
from prefill.fill import fill
from prefill.sources import Connector


def fill_form(registry: Registry, connectors: Mapping[str, Connector], filing: Filing) -> Filing:
    """Return the filing with its form filled from every source."""
    form = registry.service_of(filing.scenario).asked(filing.scenario)
    materials = registry.scenario(filing.scenario).materials
    waiving = dict.fromkeys(source for each in materials for source in each.waived_by)
    filled = fill(filing, form, registry.sources, connectors, tuple(waiving))
    return filing.model_copy(update={"form": filled.form, "sources": filled.sources})


def check_filing(registry: Registry, filing: Filing) -> Filing:
    """Return the filing with what the checks found."""
    service = registry.service_of(filing.scenario)
    findings = run(filing, service, filing.scenario, registry.parameters)
    return filing.model_copy(update={"findings": findings})


def decide_filing(registry: Registry, filing: Filing) -> Filing:
    """Return the filing with what the findings add up to, and the facts that rests on."""
    service = registry.service_of(filing.scenario)
    facts = verified_facts(filing, service, filing.scenario)
    return filing.model_copy(update={"decision": decide(filing.findings, facts)})


def judge(registry: Registry, filing: Filing) -> Filing:
    """Return the filing checked and decided anew, after an edit."""
    return decide_filing(registry, check_filing(registry, filing))
