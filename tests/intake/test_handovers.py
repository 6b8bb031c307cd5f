"""A document is served over HTTP: agreed to, seen, fetched and confirmed, each once."""

import json
from datetime import date, timedelta
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, update

from intake.clock import today
from intake.delivery.reminders import overdue
from intake.store import tables
from models.records import FilingState
from precheck.workdays import add_workdays
from tests.intake.conftest import Service
from tests.intake.test_records import put, sign

NAME = {"name": "林书祎"}
OFFICER = {"X-Officer": quote("陈样张")}


def key() -> dict[str, str]:
    return {"Idempotency-Key": uuid4().hex}


@pytest.fixture
def filing(service: Service) -> str:
    filing = service.open(
        name="上海样张长风货物运输有限公司", id_no="91310120MA1YK7Q46B", agent_name="林书祎"
    )
    put(service, filing, FilingState.CONFIRMED)
    sign(service, filing)
    return filing


def order(service: Service, filing: str) -> httpx.Response:
    order = {"document": "form.pdf"}
    path = f"/api/desk/cases/{filing}/handovers"
    return service.client.post(path, json=order, headers=OFFICER | key())


def agree(service: Service, filing: str, *, agreed: bool = True) -> None:
    said = {"agreed": agreed, **NAME}
    service.client.post(f"/api/filings/{filing}/consent", json=said).raise_for_status()


def listed(service: Service, filing: str) -> dict:
    found = service.client.get(f"/api/filings/{filing}/handovers").raise_for_status().json()
    return dict(found["handovers"][0])


@pytest.fixture
def path(service: Service, filing: str) -> str:
    """Return the address of a handover that was sent."""
    agree(service, filing)
    handover = order(service, filing).raise_for_status().json()["id"]
    return f"/api/filings/{filing}/handovers/{handover}"


def test_the_whole_way_of_a_document_to_its_recipient(
    service: Service, filing: str, path: str
) -> None:
    client = service.client
    assert listed(service, filing)["state"] == "sent"
    picture = client.get(f"{path}/preview.png").raise_for_status()
    assert picture.content.startswith(b"\x89PNG")
    assert listed(service, filing)["state"] == "seen"
    fetched = client.get(f"{path}/file").raise_for_status()
    original = client.get(f"/api/filings/{filing}/documents/form.pdf").content
    assert fetched.content == original
    assert fetched.headers["content-disposition"].startswith("attachment; filename=")
    first = listed(service, filing)
    assert first["state"] == "fetched"
    client.get(f"{path}/file").raise_for_status()
    assert listed(service, filing) == first, "a second download is no second step"
    seen = {"If-Match": fetched.headers["etag"]}
    done = client.post(f"{path}/confirm", json=NAME, headers=seen | key()).raise_for_status()
    assert (done.json()["state"], done.json()["by"]) == ("confirmed", "林书祎")
    again = client.post(f"{path}/confirm", json={"name": "别人"}).raise_for_status()
    assert again.json() == done.json()


def test_nothing_is_served_before_the_recipient_agrees(service: Service, filing: str) -> None:
    handover = order(service, filing).raise_for_status().json()
    assert handover["state"] == "waiting"
    path = f"/api/filings/{filing}/handovers/{handover['id']}"
    for part in ("file", "preview.png"):
        answer = service.client.get(f"{path}/{part}")
        assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
        assert "同意" in answer.json()["detail"]
    agree(service, filing, agreed=False)
    assert listed(service, filing)["state"] == "waiting"
    agree(service, filing)
    assert listed(service, filing)["state"] == "sent"


def test_an_unseen_document_is_not_signed_for_and_paper_can_be_asked_for(
    service: Service, path: str
) -> None:
    unseen = service.client.post(f"{path}/confirm", json=NAME)
    assert (unseen.status_code, "查看" in unseen.json()["detail"]) == (409, True)
    refused = service.client.post(f"{path}/refuse", json=NAME).raise_for_status()
    assert refused.json()["state"] == "refused"
    assert service.client.post(f"{path}/seen").raise_for_status().json()["seen_at"] is None
    assert service.client.post(f"{path}/confirm", json=NAME).status_code == 409


def test_an_older_state_is_refused_and_a_repeated_request_is_answered_alike(
    service: Service, path: str
) -> None:
    headers = {"If-Match": '"1"', **key()}
    stale = service.client.post(f"{path}/seen", headers=headers)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_record")
    headers["If-Match"] = '"2"'
    first = service.client.post(f"{path}/seen", headers=headers).raise_for_status()
    again = service.client.post(f"{path}/seen", headers=headers).raise_for_status()
    assert (first.json(), first.headers["etag"]) == (again.json(), again.headers["etag"])
    other = {**headers, "If-Match": '"3"'}
    named = service.client.post(f"{path}/confirm", json=NAME, headers=other).raise_for_status()
    reused = service.client.post(f"{path}/confirm", json={"name": "别人"}, headers=other)
    assert (named.json()["by"], reused.json()["code"]) == ("林书祎", "reused_key")


@pytest.mark.parametrize("body", [{}, {"name": " "}, {"name": "\u202e"}, {"name": "长" * 65}])
def test_who_signs_for_it_must_be_named(service: Service, path: str, body: dict) -> None:
    answer = service.client.post(f"{path}/confirm", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_the_officer_sees_each_step_masked_and_serves_on_paper_what_nobody_fetched(
    service: Service, filing: str, path: str
) -> None:
    assert order(service, filing).json()["version"] == listed(service, filing)["version"]
    case = f"/api/desk/cases/{filing}/handovers"
    shown = service.client.get(case, headers=OFFICER).raise_for_status().json()
    assert (shown["agreed"], len(shown["handovers"])) == (True, 1)
    service.client.get(f"{path}/preview.png").raise_for_status()
    version = {"If-Match": f'"{listed(service, filing)["version"]}"'}
    expire = f"{case}/{path.rpartition('/')[2]}/expire"
    why = {"reason": "多日未查看"}
    assert service.client.post(expire, json=why, headers=OFFICER).status_code == 428
    ended = service.client.post(expire, json=why, headers=OFFICER | version).raise_for_status()
    assert (ended.json()["state"], ended.json()["by"]) == ("expired", "陈样张")
    assert service.client.get(case).json()["code"] == "unnamed_officer"
    service.client.get(f"{path}/file").raise_for_status()
    assert listed(service, filing)["fetched_at"] is None


def test_a_name_is_masked_on_the_desk(service: Service) -> None:
    filing = service.open(kind="个人", name="欧阳样张")
    put(service, filing, FilingState.CONFIRMED)
    sign(service, filing)
    assert order(service, filing).raise_for_status().json()["recipient"] == "欧***"


def test_the_reminder_counts_working_days_from_the_day_after(
    service: Service, filing: str, path: str
) -> None:
    handover, opened = path.rpartition("/")[2], today()

    def late(day: date) -> bool:
        with service.office.store.read() as session:
            return handover in [each.id for each in overdue(session, 5, day)]

    due = add_workdays(opened, 5)
    assert (late(due - timedelta(days=1)), late(due)) == (False, True)
    move = update(tables.handovers).where(tables.handovers.c.id == handover)
    with service.office.store.write() as session:
        earlier = tables.handovers.c.opened_at
        before = session.connection.execute(
            select(earlier).where(tables.handovers.c.id == handover)
        )
        moved = before.scalar_one() - timedelta(days=30)
        session.connection.execute(move.values(opened_at=moved))
    answer = service.client.get("/api/desk/handovers/overdue", headers=OFFICER).raise_for_status()
    found = {each["id"]: each for each in answer.json()["handovers"]}
    assert answer.json()["workdays"] == 5
    assert found[handover]["filing"] == filing
    service.client.get(f"{path}/file").raise_for_status()
    assert not late(due)


def test_delivery_and_receipt_are_announced_and_every_step_is_in_the_audit_log(
    service: Service, filing: str, path: str
) -> None:
    service.client.get(f"{path}/file").raise_for_status()
    service.client.post(f"{path}/confirm", json=NAME).raise_for_status()
    with service.office.store.read() as session:
        box = tables.outbox.c
        kinds = session.connection.execute(select(box.type).where(box.subject == filing)).scalars()
        told = [kind.split("zhiban.")[1] for kind in kinds]
        entries = session.connection.execute(select(tables.audit.c.entry)).scalars().all()
    assert told[-2:] == ["document.delivered.v1", "document.confirmed.v1"]
    mine = [json.loads(entry) for entry in entries if filing in entry]
    actions = [entry["action"] for entry in mine]
    for action in ("consent.given", "handover.ordered", "handover.sent", "handover.fetched"):
        assert actions.count(action) == 1, action
    assert actions.count("handover.confirmed") == 1
    assert "林书祎" not in json.dumps(mine, ensure_ascii=False)


def test_what_belongs_to_another_filing_or_to_none_is_not_found(
    service: Service, path: str
) -> None:
    handover = path.rpartition("/")[2]
    other = service.open()
    for address in (f"/api/filings/{other}/handovers/{handover}", path[:-1] + "g"):
        assert service.client.get(f"{address}/file").status_code in {404, 422}
    missing = {"document": "../form.pdf"}
    answer = service.client.post(
        f"/api/desk/cases/{other}/handovers", json=missing, headers=OFFICER
    )
    assert answer.status_code == 404
