"""The platform and the service call each other over real HTTP: signed, in envelopes, by codes."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from eval.serving import serving
from intake.app import create_app
from intake.commands import feeds
from intake.feeds.simulator import DEMO_APPID, DEMO_SECRET, create_simulator
from intake.settings import PlatformSettings, Settings
from models.errors import InvalidRequestError, NotFoundError
from prefill.sources.signing import signed_headers
from tests.demo_filing import CASE
from tests.intake.conftest import Service
from tests.intake.reporting import Library, declaration

FIRM = CASE["firm"]
SUBJECT = {"type": "企业", "idNo": FIRM["uscc"], "name": FIRM["name"]}
ITEM = declaration().items["S5B"]
MATTER = {"taskHandleItem": ITEM.taskHandleItem, "itemCode": ITEM.itemCode, "subject": SUBJECT}
SERVES = declaration().serves
SECONDS = 30


@pytest.fixture(scope="module")
def connected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Library]]:
    """A service whose registers and library are simulated, all over HTTP."""
    data = tmp_path_factory.mktemp("connected")
    with serving(create_simulator()) as simulator:
        secret = SecretStr(DEMO_SECRET.decode())
        platform = PlatformSettings(
            url=f"{simulator}/platform",
            appid=DEMO_APPID,
            secret=secret,
            first_wait=0,
            tries=1,
            look_seconds=0.05,
        )
        settings = Settings(data=data, engine="null", gateway_url=simulator, platform=platform)
        app = create_app(settings)
        with serving(app) as url, httpx.Client(base_url=url, timeout=60) as client:
            yield Service(client, app.state.office, data), Library(f"{simulator}/platform")


@pytest.fixture
def service(connected: tuple[Service, Library]) -> Service:
    return connected[0]


def call(service: Service, path: str, asked: Any, /, **changes: str) -> dict[str, Any]:
    body = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
    apiname = changes.pop("apiname", getattr(SERVES, path))
    headers = signed_headers(DEMO_APPID, DEMO_SECRET, apiname, body) | changes
    answer = service.client.post(f"/platform/{path}", content=body, headers=headers)
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    assert set(told) == {"code", "isSuccess", "msg", "data", "requestId"}
    assert told["isSuccess"] == (told["code"] == "200")
    assert told["isSuccess"] or told["msg"]
    return told


def await_health(service: Service, **wanted: Any) -> dict[str, Any]:
    """Return the platform's health once it is as wanted: nothing tells when it becomes so."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        health: dict[str, Any] = service.client.get("/healthz").json()["platform"]
        if all(health[name] == value for name, value in wanted.items()):
            return health
        time.sleep(0.05)
    raise AssertionError(health)


def test_a_form_is_prefilled_with_where_each_value_came_from(service: Service) -> None:
    data = call(service, "prefill", MATTER)["data"]
    by_key = {field["key"]: field for field in data["fields"]}
    assert by_key["uscc"]["value"] == FIRM["uscc"]
    assert all(field["source"] and field["sourceTime"] for field in data["fields"])
    assert data["ratio"]["filled"] == len(data["fields"]) <= data["ratio"]["shown"]
    assert {source["state"] for source in data["sources"]} >= {"answered"}


def test_only_the_boxes_asked_for_are_told(service: Service) -> None:
    data = call(service, "prefill", MATTER | {"keys": ["uscc"]})["data"]
    assert [field["key"] for field in data["fields"]] == ["uscc"]
    strange = call(service, "prefill", MATTER | {"keys": ["nowhere"]})
    assert (strange["code"], "nowhere" in strange["msg"]) == ("400001", True)


def test_a_form_is_checked_by_the_same_rules(service: Service) -> None:
    form = {"plate_no": "no plate", "uscc": FIRM["uscc"]}
    stuffs = [{"stuffCode": declaration().stuff.codes["inspection_report"], "fileId": "f1"}]
    asked = MATTER | {"stage": "预检", "form": form, "stuffs": stuffs}
    data = call(service, "precheck", asked)["data"]
    assert (data["passed"], data["result"]) == (False, "需补正")
    assert 0 <= data["score"] < 100
    wrong = [item for item in data["items"] if item["key"] == "plate_no"]
    assert {item["level"] for item in wrong} == {"error"}
    assert all(item["ruleId"] and item["message"] for item in data["items"])
    without = call(service, "precheck", MATTER | {"form": form})["data"]
    missing = [item for item in without["items"] if item["ruleId"] == "材料缺失"]
    assert len(missing) > len([i for i in data["items"] if i["ruleId"] == "材料缺失"])


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (b"", "400001"),
        (b"[]", "400001"),
        (b"\xff", "400001"),
        ({"form": {}, "stage": "终审", **MATTER}, "400001"),
        ({"form": {"nowhere": "1"}, **MATTER}, "400001"),
        ({"form": {}, **MATTER, "itemCode": "312000000000"}, "400001"),
        ({"form": {}, "taskHandleItem": "1" * 33}, "404001"),
        ({"form": {}, "scenario": "S99"}, "404001"),
        ({"form": {}}, "404001"),
    ],
)
def test_a_bad_request_is_answered_with_its_code_and_a_sentence(
    service: Service, asked: Any, code: str
) -> None:
    assert call(service, "precheck", asked)["code"] == code


def test_a_call_that_is_not_signed_for_this_interface_is_refused(service: Service) -> None:
    assert call(service, "prefill", MATTER, signature="x")["code"] == "401001"
    assert call(service, "prefill", MATTER, appid="stranger")["code"] == "403001"
    assert call(service, "prefill", MATTER, apiname=SERVES.precheck)["code"] == "404001"
    headers = signed_headers(DEMO_APPID, DEMO_SECRET, SERVES.prefill, b"{}")
    codes = [
        service.client.post("/platform/prefill", content=b"{}", headers=headers).json()["code"]
        for _ in range(2)
    ]
    assert codes == ["404001", "401003"]


def test_a_service_reports_what_it_does_and_says_how_that_stands(
    connected: tuple[Service, Library],
) -> None:
    service, shelves = connected
    filing = service.open(kind="企业", name=FIRM["name"], id_no=FIRM["uscc"])
    service.read(filing)
    health = await_health(service, state="up", events_waiting=0)
    assert (health["title"], health["messages"]["dead"]) == ("正常", 0)
    case_no = service.client.get(f"/api/filings/{filing}").json()["case_no"]
    assert shelves.effects(case_no) == ["number", "report"]
    (case,) = shelves.cases(case_no)
    known = call(service, "prefill", {"applyNo": case["apply_no"]})["data"]
    assert known["ratio"]["shown"] == case["reports"][0]["preFillTotal"]


def test_what_is_laid_aside_is_listed_and_sent_again_from_the_command_line(
    connected: tuple[Service, Library], monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    service, shelves = connected
    done = await_health(service, events_waiting=0)["messages"]["done"]
    shelves.order(fault="refuses", code="400001", times=1)
    service.open()
    await_health(service, messages={"waiting": 0, "done": done, "dead": 1})
    monkeypatch.setenv("ZHIBAN_DATA", str(service.data))
    capsys.readouterr()
    feeds.command(json=True)
    (dead,) = json.loads(capsys.readouterr().out)["open"]
    assert (dead["call"], dead["state"], dead["problem"]["code"]) == ("number", "dead", "400001")
    feeds.command()
    assert "搁置 1 条" in capsys.readouterr().out
    with pytest.raises(InvalidRequestError):
        feeds.command("resend")
    with pytest.raises(NotFoundError):
        feeds.command("resend", "0" * 32)
    feeds.command("resend", dead["id"], json=True)
    assert json.loads(capsys.readouterr().out) == {"resent": [dead["id"]]}
    await_health(service, messages={"waiting": 0, "done": done + 1, "dead": 0})


def test_without_an_address_the_service_says_so_and_nobody_may_call(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, engine="null", gateway_url="http://127.0.0.1:9")
    app = create_app(settings)
    with serving(app) as url, httpx.Client(base_url=url, timeout=60) as client:
        service = Service(client, app.state.office, tmp_path)
        service.open()
        health = client.get("/healthz").json()["platform"]
        assert (health["state"], health["title"], health["events_waiting"]) == (
            *("unconnected", "未接入"),
            1,
        )
        assert call(service, "prefill", MATTER)["code"] == "403001"
