"""The HTTP contract: one request, one effect; every refusal is a problem with a way on."""

import json
import re

import httpx
import pytest
from structlog.testing import capture_logs

from intake.api import services
from intake.store.numbers import check_digit
from tests.intake.conftest import LIMITS, Service
from tests.intake.pictures import png

ABSENT = "0" * 32
JSON = {"content-type": "application/json"}


def problem(response: httpx.Response, status: int, code: str) -> dict:
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert (response.status_code, body["status"], body["code"]) == (status, status, code)
    assert body["request_id"] == response.headers["x-request-id"]
    assert body["instance"] == response.request.url.path
    assert body["detail"]
    assert body["remedy"]
    return body


def test_services_name_their_scenarios_and_materials(service: Service) -> None:
    listed = service.client.get("/api/services").json()
    scenarios = {each["id"]: each for one in listed for each in one["scenarios"]}
    assert {"S5A", "S5B"} <= set(scenarios)
    assert all(each["materials"] for each in scenarios.values())


def test_a_filing_gets_its_number_at_once(service: Service) -> None:
    answer = service.client.post("/api/filings", json={"scenario": "S5B"})
    body = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/filings/{body['id']}"
    assert answer.headers["etag"] == f'"{body["version"]}"'
    year, serial, digit = re.fullmatch(r"ZB-(\d{4})-(\d{6})-(\d)", body["case_no"]).groups()
    assert check_digit(year + serial) == int(digit)
    assert body["state"] == "open"


def test_an_unknown_scenario_is_a_problem(service: Service) -> None:
    problem(service.client.post("/api/filings", json={"scenario": "S99"}), 404, "not_found")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/body/scenario"),
        ({"scenario": 7}, "/body/scenario"),
        ({"scenario": "S5B", "extra": 1}, "/body/extra"),
        ({"scenario": "S5B", "subject": {"nme": "甲"}}, "/body/subject/nme"),
        ({"scenario": "S5B\ud800"}, "/body/scenario"),
        ({"scenario": "S" * 65}, "/body/scenario"),
        ({"scenario": "S5B", "subject": {"name": "甲\ud800"}}, "/body/subject"),
        ({"scenario": "S5B", "subject": {"agent_name": "甲\0"}}, "/body/subject"),
        ({"scenario": "S5B", "subject": {"name": "甲" * 201}}, "/body/subject"),
        ([], "/body"),
    ],
)
def test_a_request_that_does_not_fit_points_at_the_fault_in_chinese(
    service: Service, body: object, pointer: str
) -> None:
    sent = service.client.post("/api/filings", content=json.dumps(body), headers=JSON)
    answer = problem(sent, 422, "invalid_request")
    assert [fault["pointer"] for fault in answer["errors"]] == [pointer]
    assert not re.search("[A-Za-z]{3}", answer["errors"][0]["message"].replace("JSON", ""))
    assert answer["errors"][0]["message"] in answer["detail"]


@pytest.mark.parametrize(
    "path",
    [
        *("/api/nowhere", f"/api/filings/{ABSENT}", f"/api/jobs/{ABSENT}"),
        *("/models/M99", "/models/M99/schema", "/models/M99/health", "/models/M99/report"),
    ],
)
def test_what_is_not_there_is_a_problem(service: Service, path: str) -> None:
    assert problem(service.client.get(path), 404, service.client.get(path).json()["code"])


def test_ids_that_cannot_be_ours_are_refused(service: Service) -> None:
    problem(service.client.get("/api/filings/..%2fx"), 404, "http_404")
    problem(service.client.get("/api/filings/DROP"), 422, "invalid_request")


def test_a_method_that_is_not_there_is_a_problem(service: Service) -> None:
    answer = service.client.put("/api/filings")
    problem(answer, 405, "http_405")
    assert answer.headers["allow"] == "POST"


def test_a_fault_of_ours_tells_nothing_of_the_inside(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("secret 310120199204263289")

    monkeypatch.setattr(services, "services_shape", fail)
    with capture_logs() as logs:
        answer = service.client.get("/api/services")
    assert [each["event"] for each in logs] == ["unforeseen error"]
    problem(answer, 500, "service_error")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["/api/services", "/healthz", "/api/nowhere", "/"])
def test_every_answer_carries_the_security_headers(service: Service, path: str) -> None:
    headers = service.client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert re.fullmatch(r"[0-9a-f]{32}", headers["x-request-id"])


# --- the form and its version ---------------------------------------------------------------------


def edit(service: Service, filing: str, values: dict, **headers: str) -> httpx.Response:
    path = f"/api/filings/{filing}/form"
    return service.client.patch(path, json={"values": values}, headers=headers)


def version(service: Service, filing: str) -> str:
    return str(service.client.get(f"/api/filings/{filing}/form").headers["etag"])


def test_an_edit_keeps_what_was_typed_and_checks_anew(service: Service) -> None:
    filing = service.open()
    seen = version(service, filing)
    answer = edit(service, filing, {"plate_no": "沪DY8276"}, **{"If-Match": seen})
    body = answer.json()
    box = next(each for each in body["form"]["fields"] if each["key"] == "plate_no")["value"]
    assert (box["value"], box["source"], box["authentic"]) == ("沪DY8276", "applicant", False)
    assert answer.headers["etag"] == f'"{body["version"]}"' != seen
    assert body["decision"]["outcome"] == "correct"
    assert {each["state"] for each in body["materials"]} <= {"provided", "waived", "missing"}


def test_full_width_digits_are_entered_as_digits_and_kept_as_typed(service: Service) -> None:
    filing = service.open()
    seen = version(service, filing)
    body = edit(service, filing, {"total_mass": "１８０００"}, **{"If-Match": seen}).json()
    box = next(each for each in body["form"]["fields"] if each["key"] == "total_mass")["value"]
    assert (box["value"], box["original"], box["source"]) == ("18000", "１８０００", "applicant")
    assert not [each for each in body["findings"] if each["rule"] == "格式"]


def test_an_edit_must_say_which_version_it_was_made_on(service: Service) -> None:
    filing = service.open()
    problem(edit(service, filing, {}), 428, "missing_version")
    problem(edit(service, filing, {}, **{"If-Match": "latest"}), 422, "invalid_request")


def test_of_two_edits_on_one_version_the_second_overwrites_nothing(service: Service) -> None:
    filing = service.open()
    seen = version(service, filing)
    edit(service, filing, {"plate_no": "沪DY8276"}, **{"If-Match": seen}).raise_for_status()
    late = edit(service, filing, {"plate_no": "沪A00001"}, **{"If-Match": seen})
    problem(late, 412, "stale_record")
    form = service.client.get(f"/api/filings/{filing}/form").json()["fields"]
    assert next(each for each in form if each["key"] == "plate_no")["value"]["value"] == "沪DY8276"


def test_an_unknown_box_is_pointed_at(service: Service) -> None:
    filing = service.open()
    answer = edit(service, filing, {"nonsense": "1"}, **{"If-Match": version(service, filing)})
    body = problem(answer, 422, "invalid_request")
    assert [fault["pointer"] for fault in body["errors"]] == ["/values/nonsense"]


def test_what_was_typed_survives_the_reading_of_papers(service: Service) -> None:
    filing = service.open()
    edit(service, filing, {"plate_no": "沪DY8276"}, **{"If-Match": version(service, filing)})
    assert service.read(filing)["state"] == "done"
    form = service.client.get(f"/api/filings/{filing}/form").json()["fields"]
    box = next(each for each in form if each["key"] == "plate_no")["value"]
    assert (box["value"], box["source"]) == ("沪DY8276", "applicant")


def test_confirming_lists_everything_that_must_be_put_right(service: Service) -> None:
    filing = service.open()
    body = problem(service.client.post(f"/api/filings/{filing}/confirm"), 409, "uncorrected")
    assert all({"pointer", "code", "message"} == set(fault) for fault in body["errors"])
    assert "/form/plate_no" in [fault["pointer"] for fault in body["errors"]]


def test_an_unconfirmed_filing_cannot_be_signed(service: Service) -> None:
    filing = service.open()
    answer = service.client.post(f"/api/filings/{filing}/sign", json={"signer_name": "林书祎"})
    problem(answer, 409, "conflict")


# --- limits ---------------------------------------------------------------------------------------


def test_too_many_files_are_refused_whole(service: Service) -> None:
    filing = service.open()
    files = [(f"{n}.png", png(n)) for n in range(LIMITS.files_per_request + 1)]
    problem(service.upload(filing, *files), 413, "too_large_request")
    assert service.client.get(f"/api/filings/{filing}").json()["papers"] == []


def test_one_file_too_large_keeps_its_problem_and_loses_no_other(service: Service) -> None:
    filing = service.open()
    job = service.read(filing, ("big.png", b"x" * (LIMITS.file_bytes + 1)), ("a.png", png(1)))
    assert job["state"] == "failed_partial"
    big, small = service.client.get(f"/api/filings/{filing}").json()["papers"]
    assert big["problem"]["code"] == "too_large_paper"
    assert small["problem"] is None
    assert not (service.data / "files" / filing / big["id"]).exists()


def test_a_filing_has_a_quota(service: Service) -> None:
    filing = service.open()
    for _ in range(2):
        service.upload(filing, *[(f"{n}.png", png(n)) for n in range(4)]).raise_for_status()
    problem(service.upload(filing, ("more.png", png(9))), 413, "too_large_request")


def test_a_body_over_the_limit_is_refused_however_it_comes(service: Service) -> None:
    body = b"x" * (LIMITS.json_bytes + 1)
    problem(service.client.post("/api/filings", content=body), 413, "too_large_request")
    chunks = (body[start : start + 1000] for start in range(0, len(body), 1000))
    headers = {"content-type": "application/json"}
    streamed = service.client.post("/api/filings", content=chunks, headers=headers)
    problem(streamed, 413, "too_large_request")


def test_an_upload_without_files_is_refused(service: Service) -> None:
    filing = service.open()
    answer = service.client.post(f"/api/filings/{filing}/papers", data={"other": "1"})
    problem(answer, 422, "invalid_request")


def test_the_contract_is_served(service: Service) -> None:
    contract = service.client.get("/api/openapi.json").json()
    assert contract["openapi"].startswith("3.1")
    assert {
        "/api/services",
        "/api/filings",
        "/api/filings/{filing_id}",
        "/api/filings/{filing_id}/papers",
        "/api/filings/{filing_id}/papers/{paper_id}",
        "/api/filings/{filing_id}/papers/{paper_id}/pages/{number}.png",
        "/api/filings/{filing_id}/form",
        "/api/filings/{filing_id}/findings",
        "/api/filings/{filing_id}/confirm",
        "/api/filings/{filing_id}/sign",
        "/api/filings/{filing_id}/documents",
        "/api/filings/{filing_id}/documents/{name}",
        "/api/jobs/{job_id}",
        "/api/jobs/{job_id}/events",
        "/api/verify",
        "/healthz",
    } <= set(contract["paths"])
