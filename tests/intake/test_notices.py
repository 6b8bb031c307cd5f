"""Notices over the API: of a case and without one, numbered, sealed, voided, never lost."""

import json
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
from sqlalchemy import select

from intake.store import tables
from intake.store.audit import verify_chain
from intake.store.filings import read_filing, save_filing
from models.records import FilingState
from tests.docgen.reading import pdf_text
from tests.intake.conftest import Service

OFFICER = {"X-Officer": quote("陈样张")}
FIRM = {"name": "上海样张长风货物运输有限公司", "id_no": "91310120MA1YK7Q46B", "kind": "企业"}
PERSON = {"name": "林书祎", "kind": "个人", "id_no": "310120199204263289", "phone": "13800000000"}
ARREARS = {
    "kind": "parking_arrears",
    "office": "sample_transport",
    "recipient": {"name": "样张长风货运公司（测试）"},
    "facts": {"plate_no": "沪A12345"},
    "rows": [
        {"lot": "样张路", "from": "2026-11-02 09:00", "to": "2026-11-02 11:00", "amount": "20"}
    ],
}


def key() -> dict[str, str]:
    return {"Idempotency-Key": uuid4().hex}


def seen(answer: httpx.Response) -> dict[str, str]:
    return {"If-Match": answer.headers["etag"]}


def look(service: Service, path: str) -> httpx.Response:
    return service.client.get(path, headers=OFFICER).raise_for_status()


def send(service: Service, path: str, body: Any, **headers: str) -> httpx.Response:
    return service.client.post(path, json=body, headers=OFFICER | headers)


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    assert body["detail"]
    assert body["remedy"]
    return body


def decided(service: Service, verdict: str, reason: str = "符合办理条件", **subject: str) -> str:
    """Return the desk path of a case that was decided."""
    filing = service.open(**(subject or FIRM))
    path = f"/api/desk/cases/{filing}"
    if verdict == "pass":
        with service.office.store.write() as session:
            kept = read_filing(session, filing)
            save_filing(session, kept.model_copy(update={"state": FilingState.CONFIRMED}))
    body = {"verdict": verdict, "reason": reason}
    send(service, f"{path}/decision", body, **seen(look(service, path))).raise_for_status()
    return path


def issue(service: Service, case: str, body: Any, **headers: str) -> httpx.Response:
    version = seen(look(service, case))
    return send(service, f"{case}/notices", body, **(version | key() | headers))


def accepted(service: Service) -> tuple[str, dict[str, Any]]:
    case = decided(service, "pass")
    answer = issue(service, case, {"kind": "acceptance"}).raise_for_status()
    body: dict[str, Any] = answer.json()
    return case, body


def test_a_decided_case_is_offered_the_fitting_notice(service: Service) -> None:
    offered = look(service, decided(service, "pass") + "/notices").json()
    assert offered["notices"] == []
    assert offered["offers"][0] == {"kind": "acceptance", "name": "受理通知书"}
    filing = service.open(**FIRM)
    assert look(service, f"/api/desk/cases/{filing}/notices").json()["offers"] == []


def test_the_draft_holds_what_the_case_knows_and_asks_for_the_rest(service: Service) -> None:
    case = decided(service, "pass")
    shown = look(service, case).json()
    draft = look(service, f"{case}/notices/draft?kind=acceptance").json()
    assert draft["recipient"] == FIRM["name"]
    assert draft["values"]["case_no"] == shown["case_no"]
    assert shown["service_name"] in draft["values"]["matter"]
    asked = {fact["key"]: fact for fact in draft["facts"]}
    assert asked["case_no"]["fixed"]
    assert not asked["promised_workdays"]["fixed"]
    assert draft["values"]["accepted_on"]


def test_a_preview_has_no_number_and_can_be_had_again(service: Service) -> None:
    case = decided(service, "pass")
    for _ in range(2):
        answer = send(service, f"{case}/notices/preview", {"kind": "acceptance"})
        assert answer.raise_for_status().headers["content-type"] == "application/pdf"
        text = pdf_text(answer.content)
        assert "尚未编号" in text
        assert FIRM["name"] in text
    assert look(service, f"{case}/notices").json()["notices"] == []


def test_an_issued_notice_is_numbered_sealed_and_on_record(service: Service) -> None:
    case, notice = accepted(service)
    assert (notice["state"], notice["serial"] > 0) == ("issued", True)
    assert notice["number"].startswith("样交许受字〔")
    answer = look(service, f"/api/notices/{notice['id']}/pdf")
    text = pdf_text(answer.content)
    assert notice["number"] in text
    assert notice["check_code"] in text
    assert "预览" not in text
    verified = service.client.post("/api/verify", files={"file": ("a.pdf", answer.content)}).json()
    assert verified["valid"] is True
    history = look(service, case).json()["history"]
    assert (history[0]["kind"], notice["number"] in history[0]["text"]) == ("issue", True)
    with service.office.store.read() as session:
        data = select(tables.outbox.c.type, tables.outbox.c.data)
        events = session.connection.execute(data.where(tables.outbox.c.subject == case[-32:])).all()
        entries = session.connection.execute(select(tables.audit.c.entry)).scalars().all()
        assert verify_chain(session).length == len(entries)
    assert events[-1].type == "cn.gov.sh.zhiban.notice.issued.v1"
    assert events[-1].data["notice"] == notice["id"]
    assert FIRM["name"] not in json.dumps(events[-1].data, ensure_ascii=False)
    for action in ("notice.numbered", "notice.issued", "notice.fetched", "desk.issue"):
        assert any(f'"action":"{action}"' in each and case[-32:] in each for each in entries)


def test_what_the_case_knows_cannot_be_said_otherwise(service: Service) -> None:
    case = decided(service, "pass")
    body = {"kind": "acceptance", "facts": {"case_no": "ZB-0", "promised_workdays": "10"}}
    notice = issue(service, case, body).raise_for_status().json()
    text = pdf_text(look(service, f"/api/notices/{notice['id']}/pdf").content)
    assert "ZB-0，" not in text
    assert look(service, case).json()["case_no"] in text
    assert "10个工作日" in text


def test_the_same_request_sent_again_makes_one_notice(service: Service) -> None:
    case, headers = decided(service, "pass"), key()
    version = seen(look(service, case))
    body = {"kind": "acceptance"}
    first, again = (send(service, f"{case}/notices", body, **headers, **version) for _ in "12")
    assert (first.status_code, first.json()) == (201, again.json())
    assert len(look(service, f"{case}/notices").json()["notices"]) == 1


def test_a_notice_of_one_kind_is_issued_once_for_a_decision(service: Service) -> None:
    case, notice = accepted(service)
    body = problem(issue(service, case, {"kind": "acceptance"}), 409, "conflict")
    assert notice["number"] in body["detail"]
    assert "acceptance" not in str(look(service, f"{case}/notices").json()["offers"])


def test_a_void_notice_keeps_its_number_and_another_may_be_issued(service: Service) -> None:
    case, notice = accepted(service)
    path = f"/api/notices/{notice['id']}"
    shown = look(service, path)
    problem(send(service, f"{path}/void", {"reason": "写错名称"}), 428, "missing_version")
    stale = {"If-Match": '"1"'}
    problem(send(service, f"{path}/void", {"reason": "写错名称"}, **stale), 412, "stale_record")
    problem(send(service, f"{path}/void", {"reason": " "}, **seen(shown)), 422, "invalid_request")
    answer = send(service, f"{path}/void", {"reason": "当事人名称写错"}, **seen(shown))
    assert answer.raise_for_status().json()["state"] == "void"
    assert look(service, path).json()["void"]["reason"] == "当事人名称写错"
    assert look(service, case).json()["history"][0]["kind"] == "void"
    assert look(service, f"{path}/pdf").content.startswith(b"%PDF")
    again = issue(service, case, {"kind": "acceptance"}).raise_for_status().json()
    assert again["serial"] > notice["serial"]
    problem(send(service, f"{path}/issue", {}), 409, "conflict")


def test_the_applicant_sees_what_was_issued_and_what_was_voided(service: Service) -> None:
    case, notice = accepted(service)
    own = f"/api/filings/{case[-32:]}/notices"
    [listed] = service.client.get(own).json()["notices"]
    assert (listed["number"], listed["state"]) == (notice["number"], "issued")
    shown = look(service, f"/api/notices/{notice['id']}")
    void = {"reason": "当事人名称写错"}
    send(service, f"/api/notices/{notice['id']}/void", void, **seen(shown)).raise_for_status()
    [listed] = service.client.get(own).json()["notices"]
    assert listed["state"] == "void"
    assert service.client.get(f"/api/filings/{service.open(**FIRM)}/notices").json() == {
        "notices": []
    }


def test_the_correction_notice_lists_every_point_the_officer_sent(service: Service) -> None:
    filing = service.open(**FIRM)
    case = f"/api/desk/cases/{filing}"
    materials = "一、材料（2项）\n1. 请补交行驶证副页。\n2. 营业执照已过期。"
    text = f"请一次办齐：\n\n{materials}\n\n二、填报（1项）\n1. 车牌号码不对。"
    saved = service.client.put(
        f"{case}/notice", json={"text": text}, headers=OFFICER | seen(look(service, case))
    )
    saved.raise_for_status()
    body = {"verdict": "correct", "reason": "材料不齐"}
    send(service, f"{case}/decision", body, **seen(look(service, case))).raise_for_status()
    draft = look(service, f"{case}/notices/draft?kind=correction").json()
    assert [(item["group"], item["text"]) for item in draft["points"]] == [
        ("材料", "请补交行驶证副页。"),
        ("材料", "营业执照已过期。"),
        ("填报", "车牌号码不对。"),
    ]
    points = [{"text": item["text"], "group": item["group"]} for item in draft["points"]]
    points[0]["text"] = "请补交行驶证副页（原件）。"
    notice = issue(service, case, {"kind": "correction", "items": points})
    pdf = look(service, f"/api/notices/{notice.raise_for_status().json()['id']}/pdf").content
    printed = "".join(pdf_text(pdf).split())
    for said in ("请补交行驶证副页（原件）。", "营业执照已过期。", "车牌号码不对。", "共3项"):
        assert said in printed


def test_what_is_missing_is_named_and_takes_no_number(service: Service) -> None:
    case = decided(service, "pass")
    body = {"kind": "acceptance", "facts": {"promised_workdays": "很快", "shade": "红"}}
    told = problem(issue(service, case, body), 422, "unfit_notice")
    assert {fault["pointer"] for fault in told["errors"]} == {
        "/facts/promised_workdays",
        "/facts/shade",
    }
    assert look(service, f"{case}/notices").json()["notices"] == []
    problem(issue(service, case, {"kind": "correction"}), 409, "conflict")
    problem(issue(service, case, {"kind": "acceptence"}), 404, "not_found")


def test_hidden_data_is_put_back_and_never_printed_as_stars(service: Service) -> None:
    filing = service.open(**PERSON)
    case = f"/api/desk/cases/{filing}"
    text = "1. 林书祎的手机 13800000000 与登记不一致。\n2. 请补交行驶证。"
    service.client.put(
        f"{case}/notice", json={"text": text}, headers=OFFICER | seen(look(service, case))
    ).raise_for_status()
    body = {"verdict": "correct", "reason": "材料不齐"}
    send(service, f"{case}/decision", body, **seen(look(service, case))).raise_for_status()
    draft = look(service, f"{case}/notices/draft?kind=correction").json()
    assert draft["masked"]
    assert "13800000000" not in json.dumps(draft)
    assert PERSON["name"] not in json.dumps(draft, ensure_ascii=False)
    points = [{"text": item["text"]} for item in draft["points"]]
    edited = [{"text": points[0]["text"] + "请更正。"}, points[1]]
    told = problem(
        issue(service, case, {"kind": "correction", "items": edited}), 422, "invalid_request"
    )
    assert "显示个人信息" in told["detail"]
    notice = issue(service, case, {"kind": "correction", "items": points}).raise_for_status().json()
    assert "林" not in json.dumps(notice, ensure_ascii=False)
    printed = "".join(pdf_text(look(service, f"/api/notices/{notice['id']}/pdf").content).split())
    assert "林书祎的手机13800000000与登记不一致。" in printed
    assert look(service, f"/api/notices/{notice['id']}").json()["recipient"] == "林**"
