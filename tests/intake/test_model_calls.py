"""The envelope of the models over real HTTP: who is let in, what is refused, and how it is told."""

import json
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest
import structlog

from eval.serving import serving
from intake.app import create_app
from intake.invocation.codes import MEANING
from intake.logs import set_up_logs
from intake.settings import Limits, Settings
from tests.intake.calling import NARROW, Platform, calls, image, models_alone
from tests.intake.pictures import png

CARD = Path(__file__).parents[2] / "eval/samples/papers/clean/id_card_front_100_clean.jpg"


@pytest.fixture(autouse=True, scope="module")
def logs() -> Iterator[None]:
    """As the service logs; unset, a failure would print every local variable."""
    handlers, level = logging.root.handlers[:], logging.root.level
    set_up_logs()
    yield
    structlog.reset_defaults()
    logging.root.handlers, logging.root.level = handlers, level


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def app(data: Path) -> Any:
    settings = Settings(
        data=data,
        engine="null",
        gateway_url="http://127.0.0.1:9",
        limits=Limits(file_bytes=100_000, files_per_request=3),
        calls=calls(seconds=30, body_bytes=400_000),
    )
    return create_app(settings)


@pytest.fixture(scope="module")
def platform(app: Any) -> Iterator[Platform]:
    with serving(app) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield Platform(client)


def refused(envelope: dict[str, Any], code: str) -> str:
    """Return the message of a refusal, proven to be whole and Chinese."""
    assert (envelope["code"], envelope["data"]) == (code, {})
    meaning, _, said = envelope["msg"].partition("：")
    assert meaning == {each.value: word for each, word in MEANING.items()}[code]
    assert said
    assert "Traceback" not in said
    return str(said)


# --- who is let in --------------------------------------------------------------------------------


def test_a_stranger_is_refused(platform: Platform) -> None:
    stranger = Platform(platform.client, "stranger")
    assert "登记" in refused(stranger.invoke("M02"), "403001")


def test_a_call_without_signature_is_refused_by_default(platform: Platform) -> None:
    body = json.dumps(platform.request()).encode()
    refused(platform.send("M02.v1.invoke", body, {}), "403001")


@pytest.mark.parametrize("name", ["apiname", "timestamp", "nonce", "signature"])
def test_a_call_without_one_of_its_headers_is_refused(platform: Platform, name: str) -> None:
    body = json.dumps(platform.request()).encode()
    headers = platform.signed("M02.v1.invoke", body)
    del headers[name]
    refused(
        platform.send("M02.v1.invoke", body, headers),
        "401001" if name == "signature" else "400001",
    )


def test_a_changed_body_breaks_the_signature(platform: Platform) -> None:
    body = json.dumps(platform.request()).encode()
    headers = platform.signed("M02.v1.invoke", body)
    refused(platform.send("M02.v1.invoke", body + b" ", headers), "401001")


@pytest.mark.parametrize("shift", [-301, 301])
def test_a_call_outside_the_clock_window_is_refused(platform: Platform, shift: float) -> None:
    asked = platform.request()
    assert "时钟" in refused(platform.post("M02.v1.invoke", asked, shift), "401001")


def test_a_call_sent_again_as_it_was_is_refused(platform: Platform) -> None:
    body = json.dumps(platform.request()).encode()
    headers = platform.signed("M02.v1.invoke", body)
    platform.send("M02.v1.invoke", body, headers)
    assert "nonce" in refused(platform.send("M02.v1.invoke", body, headers), "401001")


def test_a_signature_for_one_model_opens_no_other(platform: Platform) -> None:
    body = json.dumps(platform.request()).encode()
    headers = platform.signed("M02.v1.invoke", body)
    assert "apiname" in refused(platform.send("M03.v1.invoke", body, headers), "400001")


def test_an_application_may_call_its_own_models_only_and_not_too_often(platform: Platform) -> None:
    narrow = Platform(platform.client, NARROW)
    assert "M03" in refused(narrow.invoke("M03"), "403001")
    for _ in range(3):
        refused(narrow.invoke("M02"), "400001")
    assert "每分钟最多调用 3 次" in refused(narrow.invoke("M02"), "429001")
    items = [{"itemId": str(each), "data": {}} for each in range(4)]
    assert "一批最多 3 项" in refused(narrow.batch("M02", items), "429001")


def test_the_body_may_name_no_other_application(platform: Platform) -> None:
    asked = platform.request() | {"appId": NARROW}
    assert "appId" in refused(platform.post("M02.v1.invoke", asked), "400001")


def test_calls_from_this_machine_need_no_signature_where_the_switch_is_on(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, engine="null", calls=calls(open=True))
    with models_alone(settings) as (here, _):
        body = json.dumps(here.request(images=[image(png(1))])).encode()
        refused(here.send("M02.v1.invoke", body, {}), "400002")
        wrong = here.signed("M02.v1.invoke", body) | {"signature": "x"}
        refused(here.send("M02.v1.invoke", body, wrong), "401001")


# --- what cannot be asked -------------------------------------------------------------------------


@pytest.mark.parametrize("apiname", ["M99.v1.invoke", "M02.v2.invoke", "M02.vx.invoke"])
def test_a_model_that_is_not_there_is_told(platform: Platform, apiname: str) -> None:
    answer = platform.post(apiname, platform.request(request_id="named"))
    refused(answer, "404001")
    assert answer["requestId"] == "named"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"requestId": ""}, "requestId"),
        ({"requestId": "有空 格"}, "requestId"),
        ({"timestamp": 5}, "timestamp"),
        ({"timestamp": "soon"}, "timestamp"),
        ({"extra": 1}, "extra"),
        ({"data": {"images": [{"type": "url", "content": "x"}]}}, "type"),
        ({"data": {"images": "x"}}, "images"),
        ({"data": {"images": [{"type": "base64", "content": "***"}]}}, "base64"),
        ({"data": {"images": [image(b"")]}}, "content"),
        ({"data": {"images": []}}, "没有收到图片"),
        ({"data": {"subject": {"name": "甲\0"}}}, "name"),
        ({"data": {"form": {"a": 1}}}, "文字"),
        ({"data": {"images": [image(b"x", "diploma")]}}, "diploma"),
        ({"data": {"images": [{"type": "fileId", "content": "0" * 32}]}}, "fileId"),
        ({"data": {"images": [image(b"x")] * 4}}, "最多上传 3 个文件"),
    ],
)
def test_a_request_that_does_not_fit_names_the_fault(
    platform: Platform, changes: dict[str, Any], says: str
) -> None:
    answer = platform.post("M02.v1.invoke", platform.request() | changes)
    assert says in refused(answer, "400001")


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"{", b"\xff", b'{"requestId":"\\ud800"}'])
def test_absurd_bodies_are_told(platform: Platform, body: bytes) -> None:
    refused(platform.post("M02.v1.invoke", body), "400001")


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(platform: Platform) -> None:
    body = json.dumps(platform.request(images=[image(bytes(400_000))])).encode()
    answer = platform.client.post("/models/M02/v1/invoke", content=body)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large_request")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"GIF89a-broken", "第 1 个文件"),
        (b"%PDF-1.4 broken", "第 1 个文件"),
        (bytes(100_001), "超过"),
        (png(1), "没有文字或证件的画面"),
    ],
)
def test_an_image_that_cannot_be_recognised_is_told(
    platform: Platform, content: bytes, says: str
) -> None:
    assert says in refused(platform.invoke("M02", images=[image(content)]), "400002")


# --- what goes wrong on our side ------------------------------------------------------------------


def test_a_failing_model_says_so_and_can_be_asked_again(
    platform: Platform, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(app.state.office.readers, "ask", lambda _: 1 / 0)
        said = refused(platform.invoke("M02", images=[image(png(2))], request_id="f1"), "500001")
    assert "requestId" in said
    assert "division" not in said
    refused(platform.invoke("M02", images=[image(png(2))], request_id="f1"), "400002")


def test_a_database_that_fails_is_named(platform: Platform, data: Path) -> None:
    with sqlite3.connect(data / "zhiban.db") as database:
        database.execute("ALTER TABLE idempotency RENAME TO gone")
    refused(platform.invoke("M02", images=[image(png(3))]), "500002")
    with sqlite3.connect(data / "zhiban.db") as database:
        database.execute("ALTER TABLE gone RENAME TO idempotency")
    refused(platform.invoke("M02", images=[image(png(3))]), "400002")


def test_a_call_that_takes_too_long_is_late_and_its_answer_is_there_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data=tmp_path, engine="null", calls=calls(seconds=0.5))
    go_on = Event()
    with models_alone(settings) as (platform, office):
        ask = office.readers.ask

        def slowly(message: Any) -> Any:
            assert go_on.wait(30)
            return ask(message)

        monkeypatch.setattr(office.readers, "ask", slowly)
        asked = {"images": [image(png(1))], "request_id": "late"}
        assert "同一 requestId" in refused(platform.invoke("M02", **asked), "408001")
        assert "正在处理" in refused(platform.invoke("M02", **asked), "408001")
        go_on.set()
