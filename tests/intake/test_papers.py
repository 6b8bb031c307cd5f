"""Papers: kept at once, read in the background, shown, removed; one bad one spoils no other."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake import pipeline
from intake.reading.process import WorkerState
from models.errors import EngineUnavailableError
from tests.intake.conftest import Service
from tests.intake.pictures import png


def papers_of(service: Service, filing: str) -> list[dict]:
    return list(service.client.get(f"/api/filings/{filing}").json()["papers"])


def test_an_upload_is_answered_at_once_with_the_job_to_follow(service: Service) -> None:
    filing = service.open()
    answer = service.upload(filing, ("a.png", png(1)), ("b.png", png(2)))
    body = answer.json()
    assert answer.status_code == 202
    assert answer.headers["location"] == f"/api/jobs/{body['job']['id']}"
    assert [paper["name"] for paper in body["papers"]] == ["a.png", "b.png"]
    service.follow(body["job"]["id"])


def test_a_finished_paper_has_pages_with_their_quality(service: Service) -> None:
    filing = service.open()
    assert service.read(filing)["state"] == "done"
    (paper,) = papers_of(service, filing)
    (page,) = paper["pages"]
    assert (page["number"], page["width"], page["height"]) == (1, 64, 48)
    assert page["quality"]["grade"] in {"good", "fair", "poor"}
    assert paper["documents"] == []


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.png", b"", "empty_paper"),
        ("程序.png", b"MZ" + b"\0" * 200, "wrong_type"),
        ("半张.png", png(3)[:200], "damaged_paper"),
    ],
)
def test_a_bad_paper_keeps_its_own_problem(
    service: Service, name: str, data: bytes, code: str
) -> None:
    filing = service.open()
    job = service.read(filing, (name, data), ("good.png", png(1)))
    bad, good = papers_of(service, filing)
    assert job["state"] == "failed_partial"
    assert [paper["id"] for paper in job["error"]["papers"]] == [bad["id"]]
    assert bad["problem"]["code"] == code
    assert bad["problem"]["message"]
    assert bad["problem"]["remedy"]
    assert good["problem"] is None
    assert good["pages"]


def test_uploads_to_one_filing_at_the_same_time_all_arrive(service: Service) -> None:
    filing = service.open()
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda n: service.upload(filing, (f"{n}.png", png(n))), range(3)))
    assert [answer.status_code for answer in answers] == [202, 202, 202]
    ended = [service.follow(answer.json()["job"]["id"])[-1]["state"] for answer in answers]
    assert ended == ["done"] * 3
    assert len(papers_of(service, filing)) == 3


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(min_size=1, max_size=60))
def test_a_hostile_name_is_only_ever_shown(service: Service, name: str) -> None:
    filing = service.open()
    answer = service.upload(filing, (name, png(1)))
    if answer.status_code == 422:  # a name the multipart parser itself cannot read
        return
    (paper,) = answer.json()["papers"]
    assert not set(paper["name"]) & set("/\\\0\r\n")
    stored = [path.name for path in (service.data / "files" / filing).rglob("*")]
    assert set(stored) <= {paper["id"], "upload", "page-1.png", "decoded-1.png"} | {
        each for each in stored if each.startswith(("page-1.png.", "decoded-1.png."))
    }
    service.follow(answer.json()["job"]["id"])


def test_a_page_is_shown_upright_and_only_where_it_belongs(service: Service) -> None:
    filing, other = service.open(), service.open()
    service.read(filing)
    paper = papers_of(service, filing)[0]["id"]
    shown = service.client.get(f"/api/filings/{filing}/papers/{paper}/pages/1.png")
    assert shown.headers["content-type"] == "image/png"
    assert shown.content.startswith(b"\x89PNG")
    for path in (f"{filing}/papers/{paper}/pages/2.png", f"{other}/papers/{paper}/pages/1.png"):
        assert service.client.get(f"/api/filings/{path}").status_code == 404


def test_a_removed_paper_is_gone_from_filing_and_files(service: Service) -> None:
    filing = service.open()
    service.read(filing)
    paper = papers_of(service, filing)[0]["id"]
    path = f"/api/filings/{filing}/papers/{paper}"
    assert service.client.delete(path, headers={"If-Match": '"1"'}).status_code == 412
    assert service.client.delete(path).status_code == 204
    assert papers_of(service, filing) == []
    assert not (service.data / "files" / filing / paper).exists()
    assert service.client.delete(path).status_code == 404


def test_a_job_tells_every_stage_and_takes_up_where_the_listener_left(service: Service) -> None:
    filing = service.open()
    job = service.upload(filing, ("a.png", png(1))).json()["job"]["id"]
    events = service.follow(job)
    assert events[-1]["state"] == "done"
    assert events[-1]["progress"] == 1.0
    assert [event["progress"] for event in events] == sorted(event["progress"] for event in events)
    shown = service.client.get(f"/api/jobs/{job}").json()
    assert shown == events[-1]
    assert [stage["name"] for stage in shown["stages"]] == [
        *("open", "look", "classify", "extract", "verify", "fill", "check", "decide", "publish")
    ]
    assert service.follow(job, seen=10_000) == []


def test_a_reading_process_that_is_killed_is_replaced(service: Service) -> None:
    service.read(service.open())
    os.kill(service.office.readers._all[0]._child.pid, signal.SIGKILL)
    service.office.readers._all[0]._child.wait()
    assert service.office.readers.states() == [WorkerState.DOWN]
    health = service.client.get("/healthz").json()
    assert (health["state"], health["engine"]) == ("degraded", "down")
    assert service.read(service.open())["state"] == "done"
    assert service.client.get("/healthz").json()["state"] == "up"


def test_a_paper_that_failed_is_read_again_on_request(service: Service) -> None:
    filing = service.open()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(service.office.readers, "ask", _out_of_order)
        assert service.read(filing)["state"] == "failed_partial"
    (paper,) = papers_of(service, filing)
    assert paper["problem"]["code"] == "engine_unavailable"
    answer = service.client.post(f"/api/filings/{filing}/papers/{paper['id']}/read")
    assert answer.status_code == 202
    assert service.follow(answer.json()["job"]["id"])[-1]["state"] == "done"
    (paper,) = papers_of(service, filing)
    assert (paper["problem"], len(paper["pages"])) == (None, 1)


def _out_of_order(_: object) -> None:
    raise EngineUnavailableError("识别服务暂停。")


def test_a_fault_in_a_step_ends_the_job_and_is_told_without_its_inside(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("secret 310120199204263289")

    monkeypatch.setattr(pipeline, "FILING_STEPS", {**pipeline.FILING_STEPS, "check": fail})
    job = service.read(service.open())
    assert job["state"] == "failed"
    assert job["error"]["code"] == "service_error"
    assert "secret" not in str(job)
    assert [stage["state"] for stage in job["stages"] if stage["name"] == "check"] == ["failed"]
    assert not any(b"secret" in path.read_bytes() for path in service.data.glob("workflow.db*"))


def test_health_names_the_state_of_every_part(service: Service) -> None:
    service.read(service.open())
    health = service.client.get("/healthz").json()
    assert (health["state"], health["database"], health["engine"]) == ("up", "up", "ready")
    assert set(health["sources"]) == set(service.office.registry.sources)
    assert health["sources"]["cert.road_permit"] == "not_asked"


def test_a_register_that_is_down_is_a_named_state_in_the_filing(service: Service) -> None:
    filing = service.open(name="上海样张长风货物运输有限公司", id_no="91310120MA1YK7Q46B")
    service.read(filing)
    sources = service.client.get(f"/api/filings/{filing}").json()["sources"]
    down = [source for source in sources if source["state"] == "down"]
    assert "db.corp" in [source["source"] for source in down]
    assert all(source["message"] for source in down)


def test_a_body_that_is_no_form_is_refused(service: Service) -> None:
    filing = service.open()
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer: httpx.Response = service.client.post(
        f"/api/filings/{filing}/papers", content=b"--x\r\nbroken", headers=headers
    )
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"
