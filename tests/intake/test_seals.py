"""The service seals through a server; while that fails a filing stays confirmed, told why."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cryptography.x509 import load_der_x509_certificate

from docgen.printing.field import APPLICANT
from docgen.signing.errors import UnfitSealError
from docgen.signing.witness import NAME, open_witness
from eval.serving import serving
from intake.app import create_app
from intake.feeds.simulator import DEMO_APPID, DEMO_SECRET, create_simulator
from intake.seals import TITLES, witnessed
from intake.settings import SealSettings, Settings
from intake.store.filings import read_filing, save_filing
from models.crypto.revoked import FILE
from models.records import FilingState
from tests.intake.conftest import Service

SIGNER = {"signer_name": "林书祎"}
FAULTS = {
    "down": ("seal_server_down", "down"),
    "refused": ("seal_refused", "refused"),
    "garbage": ("seal_nonsense", "nonsense"),
    "wrong_signature": ("seal_nonsense", "nonsense"),
}


@pytest.fixture(scope="module")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("data")
    with serving(create_simulator(seals=data / "authority")) as url:
        yield url


@pytest.fixture(scope="module")
def sealing(simulator: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    data = tmp_path_factory.mktemp("service")
    settings = Settings(
        data=data,
        engine="null",
        gateway_url="http://127.0.0.1:9",
        seal=SealSettings(
            url=f"{simulator}/seals", appid=DEMO_APPID, secret=DEMO_SECRET.decode(), tries=1
        ),
    )
    app = create_app(settings)
    with serving(app) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield Service(client, app.state.office, data)


def confirmed(service: Service) -> str:
    filing = service.open(name="上海样张长风货物运输有限公司", id_no="91310120MA1YK7Q46B")
    with service.office.store.write() as session:
        record = read_filing(session, filing)
        save_filing(session, record.model_copy(update={"state": FilingState.CONFIRMED}))
    return filing


@pytest.fixture(scope="module")
def signed_pdf(service: Service) -> bytes:
    answer = service.client.post(f"/api/filings/{confirmed(service)}/sign", json=SIGNER)
    url = answer.raise_for_status().json()["documents"][0]["url"]
    return service.client.get(url).content


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_server_leaves_the_filing_confirmed(
    fault: str, sealing: Service, simulator: str
) -> None:
    code, state = FAULTS[fault]
    filing = confirmed(sealing)
    path = f"/api/filings/{filing}"
    httpx.put(f"{simulator}/control/seals", json={"fault": fault}).raise_for_status()
    answer = sealing.client.post(f"{path}/sign", json=SIGNER)
    assert (answer.status_code, answer.json()["code"]) == (503, code)
    assert "办件保持签章前的状态" in answer.json()["remedy"]
    assert sealing.client.get("/healthz").json()["seals"]["state"] == state
    assert sealing.client.get(path).json()["state"] == "confirmed"
    assert sealing.client.get(f"{path}/documents").json()["documents"] == []

    httpx.put(f"{simulator}/control/seals", json={"fault": "none"}).raise_for_status()
    signed = sealing.client.post(f"{path}/sign", json=SIGNER).raise_for_status().json()
    assert [each["name"] for each in signed["documents"]] == ["form.pdf", "form.ofd", "form.docx"]
    health = sealing.client.get("/healthz").json()["seals"]
    assert (health["state"], health["title"]) == ("up", "签章服务器正常")


def test_without_a_server_the_health_says_that_seals_are_tests(service: Service) -> None:
    health = service.client.get("/healthz").json()["seals"]
    assert health == {"state": "test", "title": "使用测试印章，没有法律效力"}


def test_an_rsa_signature_is_given_on_request(service: Service) -> None:
    for asked, count in ((None, 1), (False, 1), (True, 2)):
        filing = confirmed(service)
        body = {**SIGNER, "rsa": asked}
        signed = service.client.post(f"/api/filings/{filing}/sign", json=body).raise_for_status()
        pdf = service.client.get(signed.json()["documents"][0]["url"]).content
        told = service.client.post("/api/verify", files={"file": ("form.pdf", pdf)}).json()
        assert (told["trusted"], len(told["signatures"])) == (True, count)


def test_an_installation_may_want_an_rsa_signature_on_every_file(
    tmp_path: Path, signed_pdf: bytes
) -> None:
    settings = Settings(data=tmp_path, seal=SealSettings(rsa=True))
    assert witnessed(settings, signed_pdf, APPLICANT) != signed_pdf
    assert witnessed(settings, signed_pdf, APPLICANT, asked=False) == signed_pdf


def test_an_rsa_certificate_that_was_taken_back_is_not_used(
    tmp_path: Path, signed_pdf: bytes
) -> None:
    settings = Settings(data=tmp_path)
    witness = open_witness(settings.authority_folder)
    own = load_der_x509_certificate(witness.certificate)
    entry = f'[[certificate]]\nissuer = "{NAME}"\nserial = "{own.serial_number:X}"\n'
    (settings.authority_folder / FILE).write_text(entry, encoding="utf-8")
    with pytest.raises(UnfitSealError, match=f"{NAME}.*已被吊销"):
        witnessed(settings, signed_pdf, APPLICANT, asked=True)


def test_every_state_has_a_title() -> None:
    assert all(title for title in TITLES.values())


def test_an_address_needs_a_secret(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ZHIBAN_SEAL_SECRET"):
        SealSettings(url="http://127.0.0.1:1/seals")
    with pytest.raises(ValueError, match="address"):
        SealSettings(url="file:///etc/passwd", secret="s" * 16)
    assert Settings(data=tmp_path).seal.url == ""
