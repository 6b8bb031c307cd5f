"""The simulated registers, and connectors that ask them."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from eval.serving import serving
from intake.feeds.simulator import DEMO_APPID, DEMO_SECRET, create_simulator
from models.records import Filing
from models.specs import Service, SourceSpec
from prefill.fill import Filled, fill
from prefill.services import read_services
from prefill.sources import Access, Connector, make_connectors, read_sources


@pytest.fixture(scope="session")
def service() -> Service:
    return read_services()["S5"]


@pytest.fixture(scope="session")
def sources() -> dict[str, SourceSpec]:
    return read_sources()


@pytest.fixture(scope="session")
def registers() -> Iterator[str]:
    with serving(create_simulator()) as url:
        yield url


@pytest.fixture
def spoil(registers: str) -> Iterator[Callable[..., None]]:
    """Make a register fail in a given way until the test is over."""

    def instruct(register: str, fault: str, **how: float) -> None:
        order = {"fault": fault, **how}
        httpx.put(f"{registers}/control/{register}", json=order).raise_for_status()

    yield instruct
    for register in ("corp", "vehicle", "transport"):
        instruct(register, "none")


@pytest.fixture
def access(registers: str) -> Access:
    return Access(registers, DEMO_APPID, DEMO_SECRET, timeout=3, attempts=1)


@pytest.fixture
def connectors(sources: dict[str, SourceSpec], access: Access) -> dict[str, Connector]:
    return make_connectors(sources, access)


@pytest.fixture
def filled(
    service: Service, sources: dict[str, SourceSpec], connectors: dict[str, Connector]
) -> Callable[[Filing], Filled]:
    """Fill a filing's form from papers and registers."""

    def run(each: Filing) -> Filled:
        return fill(each, service.form(each.scenario), sources, connectors)

    return run
