"""Customers' templates over real HTTP: uploaded, linted, activated, rolled back, signed with."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from docx import Document

from eval.serving import serving
from intake.app import create_app
from intake.settings import Settings, WordSettings
from tests.docgen.word.papers import bent, docx
from tests.intake.conftest import LIMITS, Service

TARGET = "/api/templates/form.S5B"
HEADERS = {"X-Officer": quote("陈样张")}
GOOD = docx("车辆 {{ plate_no }}", "编号 {{ case_no }}")
BETTER = docx("号牌 {{ plate_no }}", "编号 {{ case_no }}")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a service without LibreOffice."""
    data = tmp_path_factory.mktemp("templates")
    settings = Settings(
        data=data,
        engine="null",
        gateway_url="http://127.0.0.1:9",
        limits=LIMITS,
        word=WordSettings(workers=0),
    )
    app = create_app(settings)
    with serving(app) as url, httpx.Client(base_url=url, timeout=60, headers=HEADERS) as client:
        yield Service(client, app.state.office, data)


def upload(kept: Service, data: bytes, target: str = TARGET, **headers: str) -> httpx.Response:
    return kept.client.post(
        f"{target}/versions",
        files={"file": ("我的模板.docx", data)},
        data={"reason": "按新规改版"},
        headers=headers,
    )


def shown(kept: Service, target: str = TARGET) -> dict[str, Any]:
    return dict(kept.client.get(target).raise_for_status().json())


def act(
    kept: Service, version: int, deed: str, target: str = TARGET, seen: int | None = None
) -> httpx.Response:
    revision = shown(kept, target)["revision"] if seen is None else seen
    return kept.client.post(
        f"{target}/versions/{version}/{deed}",
        json={"reason": "经科室会商"},
        headers={"If-Match": f'"{revision}"'},
    )


def test_every_form_can_have_a_template_and_the_state_of_libreoffice_is_told(
    kept: Service,
) -> None:
    listed = kept.client.get("/api/templates").raise_for_status().json()
    scenarios = sum(len(each.scenarios) for each in kept.office.registry.services.values())
    assert len(listed["items"]) == scenarios
    assert listed["office"] == {"state": "off", "title": "未启用 LibreOffice"}
    assert kept.client.get("/healthz").json()["office"]["state"] == "off"


def test_versions_are_kept_activated_and_rolled_back_each_on_record(kept: Service) -> None:
    first = upload(kept, GOOD).raise_for_status().json()
    second = upload(kept, BETTER).raise_for_status().json()
    assert (first["version"], second["version"], first["state"]) == (1, 2, "draft")
    for version in (1, 2, 1):
        act(kept, version, "activate").raise_for_status()
    now = shown(kept)
    assert [(each["version"], each["state"]) for each in now["versions"]] == [
        (2, "retired"),
        (1, "active"),
    ]
    assert [(each["kind"], each["version"]) for each in now["history"]] == [
        ("roll_back", 1),
        ("activate", 2),
        ("activate", 1),
        ("upload", 2),
        ("upload", 1),
    ]
    assert {each["officer"] for each in now["history"]} == {"陈样张"}
    for version, data in ((1, GOOD), (2, BETTER)):
        assert kept.client.get(f"{TARGET}/versions/{version}/file").content == data
    act(kept, 1, "retire").raise_for_status()
    assert {each["state"] for each in shown(kept)["versions"]} == {"retired"}


def test_a_faulty_template_is_kept_with_its_report_and_cannot_be_used(kept: Service) -> None:
    target = "/api/templates/form.S1A"
    made = upload(kept, docx("申请 {{ case_noo }}"), target)
    assert made.status_code == 201
    (first, *_) = made.json()["report"]["remarks"]
    assert first["place"] == "第 1 段“申请 {{ case_noo }}”"
    assert "是不是 {{ case_no }}？" in first["message"]
    refused = act(kept, 1, "activate", target)
    assert refused.status_code == 422
    assert refused.json()["code"] == "unfit_template"
    assert "第 1 段" in refused.json()["detail"]
    assert kept.client.get(f"{target}/versions/1/preview").status_code == 422


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", bent(GOOD, "word/vbaProject.bin", lambda _: "")]
)
def test_what_is_no_template_or_may_harm_is_not_kept(kept: Service, data: bytes) -> None:
    target = "/api/templates/form.S2A"
    refused = upload(kept, data, target)
    assert refused.status_code == 422
    assert refused.json()["remedy"]
    assert shown(kept, target)["versions"] == []


def test_a_stale_view_and_a_missing_name_are_refused(kept: Service) -> None:
    target = "/api/templates/form.S2B"
    upload(kept, docx("{{ case_no }}"), target).raise_for_status()
    assert act(kept, 1, "activate", target, seen=0).status_code == 412
    nobody = httpx.get(f"{kept.client.base_url}{target}", trust_env=False)
    assert nobody.json()["code"] == "unnamed_officer"
    assert kept.client.get("/api/templates/form.NONE").status_code == 404
    assert kept.client.get("/api/templates/other.S5B").status_code == 404
    assert act(kept, 9, "retire", target).status_code == 404


def test_the_same_key_keeps_one_version(kept: Service) -> None:
    target = "/api/templates/form.S4A"
    headers = {"Idempotency-Key": "once-upon-a-template"}
    first, again = (upload(kept, docx("{{ case_no }}"), target, **headers) for _ in range(2))
    assert first.json() == again.json()
    assert len(shown(kept, target)["versions"]) == 1


def test_a_preview_shows_sample_content_and_says_when_there_is_no_pdf(kept: Service) -> None:
    target = "/api/templates/form.S4B"
    upload(kept, docx("编号 {{ case_no }}"), target).raise_for_status()
    made = kept.client.get(f"{target}/versions/1/preview").raise_for_status()
    assert "编号 YL-20261120-000001" in [
        each.text for each in Document(BytesIO(made.content)).paragraphs
    ]
    standard = kept.client.get(f"{target}/versions/0/preview")
    assert standard.status_code == 200
    refused = kept.client.get(f"{target}/versions/1/preview", params={"kind": "pdf"})
    assert refused.json()["code"] == "office_unavailable"


def test_an_audit_row_tells_each_act(kept: Service) -> None:
    with kept.office.store.read() as session:
        rows = session.connection.exec_driver_sql("SELECT entry FROM audit").scalars().all()
    told = "".join(rows)
    assert all(f"template.{kind}" in told for kind in ("upload", "activate", "roll_back", "retire"))
