"""The language model in the service and on the command line: off, up, down, and never trusted."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from eval.serving import serving
from extractors.llm.second_reader import NOTE
from intake.app import create_app
from intake.second_reader import make_second_reader
from intake.settings import ModelSettings, Settings
from tests.fake_model import KEY, FakeModel, drop, saying, serving_model, status
from tests.intake.conftest import LIMITS, Service
from tests.typed_papers import ADDRESS, PERMIT, typed

ROOT = Path(__file__).parents[2]
FILE = ("许可证.pdf", typed(*PERMIT))


@pytest.fixture(scope="module")
def shared() -> Iterator[FakeModel]:
    with serving_model() as model:
        yield model


@pytest.fixture
def fake(shared: FakeModel) -> FakeModel:
    shared.fault = None
    shared.asked.clear()
    shared.says({"address": ADDRESS})
    return shared


@pytest.fixture(scope="module")
def helped(shared: FakeModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that may ask the model with text and picture."""
    data = tmp_path_factory.mktemp("helped")
    llm = ModelSettings(
        url=shared.url, model="fake", key=KEY, seconds=2, send_text=True, vision=True
    )
    settings = Settings(
        data=data, engine="null", gateway_url="http://127.0.0.1:9", limits=LIMITS, llm=llm
    )
    app = create_app(settings)
    with serving(app) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield Service(client, app.state.office, data)


def read(service: Service, ask: str = "", file: tuple[str, bytes] = FILE) -> httpx.Response:
    return service.client.post("/api/read", files={"file": file}, data={"ask": ask} if ask else {})


def address_of(paper: dict[str, Any]) -> dict[str, Any]:
    (document,) = paper["documents"]
    return next(dict(field) for field in document["fields"] if field["key"] == "address")


# --- reading at once ------------------------------------------------------------------------------


def test_a_paper_is_read_at_once_and_not_kept(service: Service) -> None:
    before = sorted(service.data.rglob("files/**/*"))
    (entry,) = read(service).raise_for_status().json()
    assert entry["type"] == "road_transport_operation_licence"
    assert entry["fields"]["owner_name"]["value"] == "松岚样张物流有限公司"
    assert entry["fields"]["address"]["state"] == "unread"
    assert sorted(service.data.rglob("files/**/*")) == before


def test_fields_named_at_call_time_are_read_without_any_model(service: Service) -> None:
    (entry,) = read(service, "业户名称，驻在，核发机关，备注").raise_for_status().json()
    assert (entry["type"], entry["file"]) == ("asked", "许可证.pdf")
    assert {key: field["value"] for key, field in entry["fields"].items()} == {
        "业户名称": "松岚样张物流有限公司",
        "驻在": ADDRESS,
        "核发机关": "测试运输管理局",
        "备注": None,
    }
    states = {field["state"] for field in entry["fields"].values()}
    assert states == {"confirm", "unread"}


@pytest.mark.parametrize("ask", ["姓名:id19", "姓名,姓名", ",", "a:b:c", "名" * 31])
def test_a_list_of_fields_that_cannot_be_understood_is_refused(service: Service, ask: str) -> None:
    answer = read(service, ask)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert answer.json()["remedy"]


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty_paper"), (b"MZ" + b"\0" * 99, "wrong_type")]
)
def test_an_upload_that_cannot_be_opened_is_refused(
    service: Service, data: bytes, code: str
) -> None:
    assert read(service, file=("x.pdf", data)).json()["code"] == code


def test_an_upload_over_the_limit_is_refused(service: Service) -> None:
    answer = read(service, file=("x.pdf", b"x" * (LIMITS.file_bytes + 1)))
    assert answer.status_code == 413


# --- with a model ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("fake")
def test_a_missed_field_of_a_filing_is_read_with_the_model(helped: Service) -> None:
    filing = helped.open()
    assert helped.read(filing, FILE)["state"] == "done"
    (paper,) = helped.client.get(f"/api/filings/{filing}").json()["papers"]
    field = address_of(paper)
    assert (field["value"], field["state"], field["repair"]) == (ADDRESS, "confirm", NOTE)
    assert field["evidence"]["paper"] == paper["id"]
    assert field["evidence"]["box"]


def test_the_model_sees_the_picture_a_reading_process_made(
    helped: Service, fake: FakeModel
) -> None:
    read(helped).raise_for_status()
    text, picture = fake.asked[0]["messages"][1]["content"]
    assert ADDRESS[:6] in text["text"]
    assert picture["image_url"]["url"].startswith("data:image/jpeg;base64,/9j/")


def test_an_invention_of_the_model_is_not_taken(helped: Service, fake: FakeModel) -> None:
    fake.says({"address": "上海市徐汇区听涛路1号"})
    (entry,) = read(helped).raise_for_status().json()
    assert entry["fields"]["address"]["state"] == "unread"


def test_the_model_points_at_fields_named_at_call_time(helped: Service, fake: FakeModel) -> None:
    fake.says({"住所": ADDRESS, "到期日": "2028-05-07"})
    (entry,) = read(helped, "业户名称,住所,到期日:date").raise_for_status().json()
    fields = entry["fields"]
    assert (fields["住所"]["value"], fields["住所"]["state"]) == (ADDRESS, "confirm")
    assert (fields["到期日"]["value"], fields["到期日"]["raw"]) == ("2028-05-07", "2028年05月07日")
    assert fields["业户名称"]["repair"] == ""


@pytest.mark.parametrize(
    ("fault", "code"),
    [(drop, "llm_unavailable"), (status(500), "llm_unavailable"), (saying("嗯"), "llm_nonsense")],
)
def test_a_filing_is_read_although_the_model_fails(
    helped: Service, fake: FakeModel, fault, code: str
) -> None:
    fake.fault = fault
    helped.office.second.model._endpoint._circuit.succeeded()
    filing = helped.open()
    assert helped.read(filing, FILE)["state"] == "done"
    (paper,) = helped.client.get(f"/api/filings/{filing}").json()["papers"]
    assert address_of(paper)["state"] == "unread"
    assert code in [warning["code"] for warning in paper["documents"][0]["warnings"]]


# --- health and settings --------------------------------------------------------------------------


def test_health_names_the_model(service: Service, helped: Service, fake: FakeModel) -> None:
    assert service.client.get("/healthz").json()["language_model"] == "off"
    read(helped)
    assert helped.client.get("/healthz").json()["language_model"] == "up"
    fake.fault = status(500)
    read(helped)
    health = helped.client.get("/healthz").json()
    assert (health["language_model"], health["state"]) == ("down", "up")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"url": "http://127.0.0.1:9/v1", "model": "m"},
        {"url": "http://127.0.0.1:9/v1", "send_text": True},
        {"model": "m", "send_text": True, "vision": True},
    ],
)
def test_the_model_is_off_unless_everything_is_said(given: dict[str, Any]) -> None:
    assert make_second_reader(ModelSettings(**given)) is None


@pytest.mark.parametrize("url", ["127.0.0.1", "file:///etc/passwd", "http://", "http://a:b@c/v1"])
def test_an_address_that_is_none_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(ValidationError):
        ModelSettings(url=url)


def test_the_key_shows_nowhere(helped: Service) -> None:
    assert KEY not in repr(helped.office.settings)
    assert KEY not in repr(helped.office.second)
    assert KEY not in helped.office.settings.model_dump_json()


# --- command line ---------------------------------------------------------------------------------


def zhiban(folder: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "ZHIBAN_DATA": str(folder / "var"),
        "ZHIBAN_ENGINE": "null",
        **more,
    }
    command = [sys.executable, "-m", "intake.cli", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "许可证.pdf"
    file.write_bytes(FILE[1])
    return file


def test_read_asks_for_the_fields_it_is_told(tmp_path: Path, paper: Path) -> None:
    ended = zhiban(tmp_path, "read", str(paper), "--ask", "业户名称,驻在", "--json")
    (entry,) = json.loads(ended.stdout)
    assert ended.returncode == 0, ended.stderr
    assert entry["type"] == "asked"
    assert entry["fields"]["驻在"]["value"] == ADDRESS


def test_read_refuses_a_check_there_is_none_of(tmp_path: Path, paper: Path) -> None:
    ended = zhiban(tmp_path, "read", str(paper), "--ask", "姓名:id19")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "是不是“id18”" in ended.stderr


def test_read_uses_the_model_of_the_settings_and_tells_no_key(
    tmp_path: Path, paper: Path, fake: FakeModel
) -> None:
    llm = {
        "ZHIBAN_LLM_URL": fake.url,
        "ZHIBAN_LLM_MODEL": "fake",
        "ZHIBAN_LLM_KEY": KEY,
        "ZHIBAN_LLM_SEND_TEXT": "true",
    }
    ended = zhiban(tmp_path, "read", str(paper), "--json", **llm)
    assert json.loads(ended.stdout)[0]["fields"]["address"]["value"] == ADDRESS
    assert fake.keys[-1] == f"Bearer {KEY}"
    fake.fault = status(401)
    failed = zhiban(tmp_path, "read", str(paper), **llm)
    assert failed.returncode == 0
    assert "语言模型" in failed.stdout
    assert KEY not in ended.stderr + failed.stderr + failed.stdout
    assert ADDRESS not in ended.stderr + failed.stderr
