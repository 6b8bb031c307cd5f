"""A request sent again has one effect: the keys that tell repeats apart."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest

from intake.api import papers
from tests.intake.conftest import Service
from tests.intake.pictures import png
from tests.intake.test_api import problem


def key(text: str = "") -> dict[str, str]:
    return {"Idempotency-Key": text or uuid4().hex}


def test_the_same_request_sent_again_opens_no_second_case(service: Service) -> None:
    headers, new = key(), {"scenario": "S5B"}
    first = service.client.post("/api/filings", json=new, headers=headers)
    again = service.client.post("/api/filings", json=new, headers=headers)
    assert again.json() == first.json()
    assert (again.status_code, again.headers["etag"]) == (201, first.headers["etag"])


def test_a_key_used_for_another_request_is_refused(service: Service) -> None:
    headers = key()
    service.client.post("/api/filings", json={"scenario": "S5B"}, headers=headers)
    other = service.client.post("/api/filings", json={"scenario": "S5A"}, headers=headers)
    problem(other, 422, "reused_key")


def test_a_request_still_running_is_not_begun_again(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing, headers, reached, go_on = service.open(), key(), Event(), Event()

    def keep_slowly(*_: object) -> None:
        reached.set()
        assert go_on.wait(30)

    with monkeypatch.context() as patched, ThreadPoolExecutor(1) as pool:
        patched.setattr(papers, "keep_uploads", keep_slowly)
        first = pool.submit(service.upload, filing, ("a.png", png(1)), **headers)
        assert reached.wait(30)
        problem(service.upload(filing, ("a.png", png(1)), **headers), 409, "busy")
        go_on.set()
        assert first.result().status_code == 202
    again = service.upload(filing, ("a.png", png(1)), **headers)
    assert again.json() == first.result().json()


def test_a_refused_request_can_be_sent_again_with_its_key(service: Service) -> None:
    headers = key()
    for _ in range(2):
        answer = service.client.post("/api/filings", json={"scenario": "S99"}, headers=headers)
        problem(answer, 404, "not_found")


def test_the_same_files_in_another_wrapping_are_the_same_upload(service: Service) -> None:
    filing, headers = service.open(), key()
    first = service.upload(filing, ("a.png", png(1)), **headers)
    again = service.upload(filing, ("a.png", png(1)), **headers)
    wrapped = [answer.request.headers["content-type"] for answer in (first, again)]
    assert wrapped[0] != wrapped[1]
    assert again.json() == first.json()
    service.follow(first.json()["job"]["id"])
    assert len(service.client.get(f"/api/filings/{filing}").json()["papers"]) == 1


@pytest.mark.parametrize("bad", ["x" * 201, "has space"])
def test_a_key_that_is_no_key_is_refused(service: Service, bad: str) -> None:
    answer = service.client.post("/api/filings", json={"scenario": "S5B"}, headers=key(bad))
    problem(answer, 422, "invalid_request")
