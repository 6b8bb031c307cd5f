"""The care for the base over real HTTP: gaps, corrections, regressions, inspection, usage."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Event
from urllib.parse import quote

import httpx
import pytest
from dbos import DBOS

from eval.serving import serving
from intake.app import create_app
from intake.clock import now
from intake.knowledge.care_work import day_key, run_day
from intake.knowledge.settings import CareSettings, KnowledgeSettings
from intake.office import Office
from intake.settings import Settings
from intake.store.knowledge_care import is_done
from knowledge.care.events import Verdict
from tests.intake.caring import LIFTS, care_of, cited, put, say
from tests.intake.knowledge_desk import published

BASE = "/api/v1/knowledge"
WHO = {"X-Officer": quote("郑样张")}
BODY = "既有住宅加装电梯，由房屋管理部门按规定给予补贴，凭竣工材料申请。"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Office]]:
    settings = Settings(
        data=tmp_path_factory.mktemp("care"),
        engine="null",
        gateway_url="http://127.0.0.1:9",
        knowledge=KnowledgeSettings(starter=False),
        care=CareSettings(hour=0, look_seconds=0.2, links_per_run=0),
    )
    app = create_app(settings)
    with serving(app) as url, httpx.Client(base_url=url, timeout=60, headers=WHO) as client:
        yield client, app.state.office


def test_the_day_is_done_by_itself_once_the_service_runs(running) -> None:
    _, office = running
    name = f"care-{day_key(now())}"
    while DBOS.get_workflow_status(name) is None:
        Event().wait(0.1)  # the caretaker looks when its time comes
    DBOS.retrieve_workflow(name).get_result()
    with office.store.read() as session:
        assert is_done(session, day_key(now()))


def test_a_gap_goes_from_question_to_a_proven_entry(running) -> None:
    client, office = running
    with office.store.write() as session:
        for question in LIFTS:
            put(session, question, at=now())
    assert client.post(f"{BASE}/gaps/gather").json() == {"opened": 1, "grown": 0}
    (gap,) = client.get(f"{BASE}/gaps").json()["items"]
    assert (gap["state"], gap["state_name"], gap["number"]) == ("open", "待分派", 4)
    address = f"{BASE}/gaps/{gap['id']}"
    seen = {"If-Match": client.get(address).headers["ETag"]}
    wrong = client.post(f"{address}/assign", json={"department": "没有的部门"}, headers=seen)
    assert wrong.status_code == 422
    assert "部门列表" in wrong.json()["detail"]
    wanted = {"department": "行政服务中心"}
    assert client.post(f"{address}/assign", json=wanted).status_code == 428
    given = client.post(f"{address}/assign", json=wanted, headers=seen)
    assert given.json()["state"] == "assigned"
    with office.store.write() as session:
        lifts = published(session, title="加装电梯补贴", body=BODY)
    seen = {"If-Match": given.headers["ETag"]}
    given = client.post(f"{address}/propose", json={"entry": lifts}, headers=seen)
    seen = {"If-Match": given.headers["ETag"]}
    bare = client.post(f"{address}/close", json={"entry": lifts, "questions": []}, headers=seen)
    assert bare.status_code == 422
    closing = {"entry": lifts, "questions": LIFTS[:1]}
    done = client.post(f"{address}/close", json=closing, headers=seen)
    assert done.json()["state"] == "closed", done.text
    assert client.get(address).json()["regressions"][0]["state"] == "passed"
    states = client.post(f"{BASE}/regressions/run").json()["states"]
    assert states == {"passed": 1}
    assert client.get(f"{BASE}/regressions").json()["items"][0]["entry"] == lifts
    assert client.get(f"{BASE}/gaps/overdue").json() == {"items": []}


def test_feedback_needs_a_question_and_a_correction_reaches_the_entry_as_a_draft(running) -> None:
    client, office = running
    with office.store.write() as session:
        entry = published(session)
        asked = put(session, "换证要几天", at=now(), **cited(entry))
    address = f"{BASE}/questions/{asked}/feedback"
    lost = client.post(f"{BASE}/questions/{'0' * 32}/feedback", json={"verdict": "up"})
    assert lost.status_code == 404
    assert client.post(address, json={"verdict": "correction"}).status_code == 422
    told = {"verdict": "correction", "text": "现在是三个工作日"}
    correction = client.post(address, json=told).json()["id"]
    shown = client.get(f"{BASE}/corrections/{correction}")
    text = shown.json()["entry_text"]["live"]
    fields = ("kind", "title", "body", "department", "source")
    content = {name: text[name] for name in fields} | {"body": "到窗口换证，三个工作日办结。"}
    seen = {"If-Match": shown.headers["ETag"]}
    accepted = client.post(
        f"{BASE}/corrections/{correction}/accept", json={"content": content}, headers=seen
    )
    assert accepted.json()["draft_version"] == 2, accepted.text
    assert client.get(f"{BASE}/corrections", params={"state": "proposed"}).json() == {"items": []}


def test_an_inspection_is_finished_and_reported_as_json_and_as_a_page(running) -> None:
    client, office = running
    with office.store.write() as session:
        published(session, title="<b>样张</b>", body="见窗口。")
    later = now() + timedelta(days=400)
    while later.weekday() != 1 or not run_day(care_of(office.store), later)["plan"].get("tasks"):
        later += timedelta(days=1)
    task = client.get(f"{BASE}/inspections").json()["items"][0]
    seen = {"If-Match": client.get(f"{BASE}/inspections/{task['id']}").headers["ETag"]}
    result = {"verdict": "faulty", "note": "内容过短", "action": "revise"}
    address = f"{BASE}/inspections/{task['id']}/result"
    assert client.post(address, json=result, headers=seen).json()["result"]["by"] == "郑样张"
    assert client.post(address, json=result, headers=seen).status_code == 412
    day = {"day": later.date().isoformat()}
    report = client.get(f"{BASE}/inspections/report", params=day).json()
    assert report["month"]["published"] >= 1
    page = client.get(f"{BASE}/inspections/report", params=day | {"form": "html"}).text
    assert "知识库巡检报告" in page
    assert "<b>样张" not in page


def test_usage_is_told_as_json_and_as_a_table_to_staff_only(running) -> None:
    client, office = running
    with office.store.write() as session:
        asked = put(session, "网约车证", at=now(), channel="热线")
        say(session, asked, Verdict.UP, at=now())
    usage = client.get(f"{BASE}/usage").json()
    assert usage["total"]["questions"] >= 1
    table = client.get(f"{BASE}/usage", params={"form": "csv"})
    assert table.headers["content-type"].startswith("text/csv")
    assert "热线" in table.text
    assert client.get(f"{BASE}/usage", headers={"X-Officer": ""}).status_code == 422
    odd = client.get(f"{BASE}/usage", params={"since": "2026-02-02", "until": "2026-02-01"})
    assert "晚于" in odd.json()["detail"]
