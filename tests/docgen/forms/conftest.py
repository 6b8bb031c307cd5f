"""The form of every scenario, filled with what the population would write."""

import pytest

from docgen.forms.compose import ComposedForm, compose
from eval.population.written import pictures_of, written_filings
from intake.registry import Registry, read_registry
from models.records import Filing
from prefill.services import read_services

EVERY = tuple(each.id for service in read_services().values() for each in service.scenarios)


@pytest.fixture(scope="session")
def registry() -> Registry:
    return read_registry()


@pytest.fixture(scope="session")
def written(registry: Registry) -> dict[str, Filing]:
    return {filing.scenario: filing for filing in written_filings(registry)}


@pytest.fixture(scope="session")
def every_form(registry: Registry, written: dict[str, Filing]) -> dict[str, ComposedForm]:
    """Give the form of each scenario, with its pictures."""

    def composed(filing: Filing) -> ComposedForm:
        service = registry.service_of(filing.scenario)
        pictures = pictures_of(filing, service.form(filing.scenario))
        return compose(filing, service, filing.scenario, pictures=pictures)

    return {scenario: composed(filing) for scenario, filing in written.items()}
