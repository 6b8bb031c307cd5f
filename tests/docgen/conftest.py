"""The demonstration's form, filled from papers and simulated registers, printed, and signed."""

from collections.abc import Iterator

import pytest

from docgen.forms.compose import ComposedForm, compose
from docgen.printing.field import APPLICANT
from docgen.signing.authority import TestAuthority, open_authority
from docgen.signing.pdf import sign_pdf
from docgen.signing.seals import TestSeals
from eval.serving import serving
from intake.feeds.simulator import DEMO_APPID, DEMO_SECRET, create_simulator
from models.crypto.trust import Trust
from models.records import Filing, FilingState
from models.specs import Service
from prefill.edit import edit
from prefill.fill import fill
from prefill.services import read_services
from prefill.sources import Access, make_connectors, read_sources
from tests.demo_filing import CASE, filing, inspection_report, licence_main, licence_sub

SCENARIOS = ("S5A", "S5B")
REASON = "确认内容"
TYPED = {"commitment": "是", "delivery_method": "电子证照", "vehicle_photo": "车辆照片.jpg"}


@pytest.fixture(scope="session")
def service() -> Service:
    return read_services()["S5"]


@pytest.fixture(scope="session")
def access() -> Iterator[Access]:
    with serving(create_simulator()) as url:
        yield Access(url, DEMO_APPID, DEMO_SECRET)


@pytest.fixture(scope="session")
def filings(service: Service, access: Access) -> dict[str, Filing]:
    """Give every scenario's filing, filled, completed and confirmed by the applicant."""
    return {each: _confirmed(each, service, access) for each in SCENARIOS}


@pytest.fixture(scope="session")
def forms(service: Service, filings: dict[str, Filing]) -> dict[str, ComposedForm]:
    return {each: compose(filings[each], service, each) for each in SCENARIOS}


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    return open_authority(tmp_path_factory.mktemp("data") / "authority")


@pytest.fixture(scope="session")
def trust(authority: TestAuthority) -> Trust:
    return authority.trust


@pytest.fixture(scope="session")
def seals(authority: TestAuthority) -> TestSeals:
    return TestSeals(authority.folder)


@pytest.fixture(scope="session")
def signed(forms: dict[str, ComposedForm], seals: TestSeals) -> bytes:
    """Give the form of S5B signed by the applicant."""
    name = CASE["firm"]["name"]
    return sign_pdf(forms["S5B"].pdf, seals.of_applicant(name, name), APPLICANT, REASON)


def _confirmed(scenario: str, service: Service, access: Access) -> Filing:
    papers = licence_main(), licence_sub(), inspection_report()
    opened = filing(*papers, scenario=scenario)
    sources = read_sources()
    filled = fill(opened, service.form(scenario), sources, make_connectors(sources, access))
    typed = tuple(
        edit(box, TYPED[box.key], "林书祎") if box.key in TYPED else box for box in filled.form
    )
    known = {"form": typed, "sources": filled.sources, "state": FilingState.CONFIRMED}
    return opened.model_copy(update=known)
