"""A notice of a case is served on its recipient, signed for, and can be checked by anybody."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from intake.delivery.receipts import receipt_id
from intake.notices.unfinished import finish_all
from intake.store import notices, tables
from intake.store.handovers import read_handover
from intake.store.notices import NoticeState
from models.errors import SigningError
from tests.docgen.reading import pdf_text
from tests.intake.conftest import Service
from tests.intake.test_notices import FIRM, accepted, look, send

NAME = {"name": "林书祎"}


@pytest.fixture
def served(service: Service) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Give the address of a filing, the notice issued for it, and its handover."""
    case, notice = accepted(service)
    path = f"/api/filings/{case.rpartition('/')[2]}"
    (handover,) = service.client.get(f"{path}/handovers").json()["handovers"]
    return path, notice, handover


def agree_and_confirm(service: Service, path: str, handover: dict[str, Any]) -> None:
    said = {"agreed": True, **NAME}
    service.client.post(f"{path}/consent", json=said).raise_for_status()
    mine = f"{path}/handovers/{handover['id']}"
    service.client.get(f"{mine}/file").raise_for_status()
    service.client.post(f"{mine}/confirm", json=NAME).raise_for_status()


def receipts(service: Service, path: str) -> list[notices.KeptNotice]:
    with service.office.store.read() as session:
        kept = notices.of_filing(session, path.rpartition("/")[2])
    return [each for each in kept if each.kind == "service_receipt"]


def test_a_notice_waits_for_consent_and_is_then_the_file_that_was_issued(
    service: Service, served: tuple[str, dict[str, Any], dict[str, Any]]
) -> None:
    path, notice, handover = served
    assert (handover["state"], handover["kind"]) == ("waiting", "notice")
    assert notice["number"] in handover["title"]
    assert receipts(service, path) == []
    agree_and_confirm(service, path, handover)
    fetched = service.client.get(f"{path}/handovers/{handover['id']}/file").raise_for_status()
    verdict = service.client.post("/api/verify", files={"file": ("a.pdf", fetched.content)}).json()
    assert verdict["ours"]["likeness"] == "same"
    assert verdict["ours"]["record"]["number"] == notice["number"]


def test_a_confirmation_makes_one_receipt_that_says_when_and_who(
    service: Service, served: tuple[str, dict[str, Any], dict[str, Any]]
) -> None:
    path, notice, handover = served
    agree_and_confirm(service, path, handover)
    again = service.client.post(f"{path}/handovers/{handover['id']}/confirm", json=NAME)
    assert again.status_code == 200
    (receipt,) = receipts(service, path)
    assert receipt.state is NoticeState.ISSUED
    pdf = look(service, f"/api/notices/{receipt.id}/pdf").content
    text = pdf_text(pdf).replace("\n", "")
    for said in ("电子送达", "林书祎", notice["number"]):
        assert said in text, said
    assert len(service.client.get(f"{path}/handovers").json()["handovers"]) == 1


def test_a_receipt_whose_seal_cannot_be_had_is_made_later(
    service: Service,
    served: tuple[str, dict[str, Any], dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, _, handover = served

    def fail(*_: object) -> None:
        raise SigningError("签章服务器没有应答。")

    with monkeypatch.context() as broken:
        broken.setattr(type(service.office.seals), "of_office", fail)
        agree_and_confirm(service, path, handover)
        states = [each.state for each in receipts(service, path)]
    assert states == [NoticeState.NUMBERED]
    finish_all(service.office)
    assert [each.state for each in receipts(service, path)] == [NoticeState.ISSUED]
    with service.office.store.read() as session:
        kept = read_handover(session, handover["id"])
    assert receipts(service, path)[0].id == receipt_id(kept)


def test_a_void_notice_is_told_void_and_handed_out_no_more(
    service: Service, served: tuple[str, dict[str, Any], dict[str, Any]]
) -> None:
    path, notice, handover = served
    said = {"agreed": True, **NAME}
    service.client.post(f"{path}/consent", json=said).raise_for_status()
    code = notice["check_code"]
    record = service.client.get(f"/api/records/{code}").raise_for_status().json()
    assert (record["kind"], record["standing"]) == ("notice", "valid")
    assert record["number"] == notice["number"]
    assert FIRM["name"] not in json.dumps(record, ensure_ascii=False)
    version = {"If-Match": f'"{notice["version"]}"'}
    why = {"reason": "文书有误，重新出具"}
    voided = send(service, f"/api/notices/{notice['id']}/void", why, **version)
    voided.raise_for_status()
    assert service.client.get(f"/api/records/{code}").json()["standing"] == "void"
    gone = service.client.get(f"{path}/handovers/{handover['id']}/file")
    assert (gone.status_code, "作废" in gone.json()["detail"]) == (404, True)


def test_the_officer_is_told_when_it_was_signed_for(
    service: Service, served: tuple[str, dict[str, Any], dict[str, Any]]
) -> None:
    path, _, handover = served
    agree_and_confirm(service, path, handover)
    case = path.replace("/api/filings", "/api/desk/cases")
    (shown,) = look(service, f"{case}/handovers").json()["handovers"]
    assert (shown["state"], bool(shown["confirmed_at"])) == ("confirmed", True)
    with service.office.store.read() as session:
        entries = session.connection.execute(select(tables.audit.c.entry)).scalars().all()
    numbered = [each for each in entries if path[-32:] in each and "notice.numbered" in each]
    assert len(numbered) == 2
