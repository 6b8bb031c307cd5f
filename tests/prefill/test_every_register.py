"""Whatever one register does, its state is named and the rest of the form is filled."""

from collections.abc import Iterator

import httpx
import pytest

from eval.serving import serving
from intake.feeds.population import Population
from intake.feeds.served import read_registers
from intake.feeds.simulator import DEMO_APPID, DEMO_SECRET, create_simulator
from models.records import FormValue, SourceState
from models.specs import FormField, SourceSpec
from prefill.fill import Filled, fill
from prefill.services import read_services
from prefill.sources import Access, Connector, LibraryAccess, make_connectors, read_sources
from tests.demo_filing import filing

POPULATION = Population("registers")
SERVED = read_registers(POPULATION.things)
FORMS = {
    scenario.id: service.asked(scenario.id)
    for service in read_services().values()
    for scenario in service.scenarios
}
NAMED = {name for form in FORMS.values() for box in form for name in box.sources}
ASKED = {each.register_ for each in read_sources().values() if each.id in NAMED}
"""Registers some form asks; those of the policy check-ups have tests of their own."""
REGISTERS = sorted(
    {each.register_ for name, each in SERVED.resources.items() if SERVED.records(name)} & ASKED
)


@pytest.fixture(scope="module")
def platforms() -> Iterator[str]:
    with serving(create_simulator(population=POPULATION)) as url:
        yield url


@pytest.fixture
def connectors(sources: dict[str, SourceSpec], platforms: str) -> dict[str, Connector]:
    access = Access(platforms, DEMO_APPID, DEMO_SECRET, timeout=2, attempts=1)
    library = LibraryAccess(platforms, DEMO_APPID, DEMO_SECRET.decode(), timeout=2)
    return make_connectors(sources, access, library=library)


def scenarios_asking(register: str, sources: dict[str, SourceSpec]) -> Iterator[tuple[str, str]]:
    """Yield scenarios of which a box is filled from a register, with the register's source."""
    names = [source.id for source in sources.values() if source.register_ == register]
    for scenario, form in FORMS.items():
        for name in names:
            if any(name in box.sources for box in form):
                yield scenario, name


def filled(
    scenario: str, sources: dict[str, SourceSpec], connectors: dict[str, Connector]
) -> Filled:
    applicant = POPULATION.subjects_for(scenario)[0]
    form: tuple[FormField, ...] = FORMS[scenario]
    typed = {box.key: applicant.typed.get(box.key, "") for box in form}
    # What a scenario reads from papers only is typed here, so that registers can be asked by it.
    for key in ("vin", "plate_no", "new_vin", "old_vin", "new_brand_model"):
        if key in typed and scenario.startswith("B"):
            typed[key] = applicant.truth.get(key, "")
    boxes = [
        FormValue(key=key, value=text, source="applicant", confidence=1)
        for key, text in typed.items()
        if text
    ]
    opened = filing(scenario=scenario, subject=applicant.subject, form=tuple(boxes), papers=())
    return fill(opened, form, sources, connectors)


@pytest.mark.parametrize("register", REGISTERS)
def test_a_register_that_raves_is_named_and_the_filing_goes_on(
    register: str, sources: dict[str, SourceSpec], connectors: dict[str, Connector], platforms: str
) -> None:
    scenario, name, well = next(
        (scenario, name, well)
        for scenario, name in scenarios_asking(register, sources)
        for well in [filled(scenario, sources, connectors)]
        if _state(well, name) is SourceState.ANSWERED
    )
    told = {source.id for source in sources.values() if source.register_ == register}
    httpx.put(f"{platforms}/control/{register}", json={"fault": "garbage"}).raise_for_status()
    result = filled(scenario, sources, connectors)
    assert _state(result, name) is SourceState.DOWN, name
    assert all(each.message for each in result.sources)
    assert not any(box.source in told for box in result.form)
    kept = {box.key for box in well.form if box.value and box.source not in told}
    asked_in_turn = _follow(scenario, sources, told)
    assert kept - asked_in_turn <= {box.key for box in result.form if box.value}


def _state(result: Filled, name: str) -> SourceState:
    return next(each.state for each in result.sources if each.source == name)


def _follow(scenario: str, sources: dict[str, SourceSpec], told: set[str]) -> set[str]:
    """Return the boxes that can only be filled by asking with what the failing register gave."""
    lost = {box.key for box in FORMS[scenario] if set(box.sources) & told}
    return {
        box.key
        for box in FORMS[scenario]
        for name in box.sources
        for query in sources[name].queries
        if lost & {*query.by, *query.needs, *query.picks.values()}
    }
