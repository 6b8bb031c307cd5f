"""A notice survives a seal that is down; one without a case is issued, or refused with reasons."""

from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select

from docgen.signing.seals import SealKeeper
from intake.notices import issue as issuing
from intake.notices.unfinished import finish_all
from intake.store import notices, tables
from models.errors import SigningError
from tests.docgen.reading import pdf_text
from tests.intake.conftest import Service
from tests.intake.test_notices import (
    ARREARS,
    OFFICER,
    accepted,
    decided,
    key,
    look,
    problem,
    seen,
    send,
)


class BrokenSeals:
    """A seal server that is down."""

    def of_office(self, *_: str) -> Any:
        raise SigningError("印章服务没有应答。")

    of_applicant = of_office


def test_a_seal_that_is_down_loses_no_number_and_the_next_start_finishes(service: Service) -> None:
    case, headers = decided(service, "pass"), key()
    version, body = seen(look(service, case)), {"kind": "acceptance"}
    keeper: SealKeeper = service.office.seals
    object.__setattr__(service.office, "seals", BrokenSeals())
    try:
        problem(send(service, f"{case}/notices", body, **version, **headers), 503, "signing_error")
        [left] = look(service, f"{case}/notices").json()["notices"]
        assert (left["state"], left["files"]) == ("numbered", [])
        problem(send(service, f"/api/notices/{left['id']}/issue", {}), 503, "signing_error")
        finish_all(service.office)
    finally:
        object.__setattr__(service.office, "seals", keeper)
    finish_all(service.office)
    [done] = look(service, f"{case}/notices").json()["notices"]
    assert (done["id"], done["number"], done["state"]) == (left["id"], left["number"], "issued")
    again = send(service, f"{case}/notices", body, **version, **headers)
    assert (again.status_code, again.json()["number"]) == (201, left["number"])
    taken = send(service, f"/api/notices/{left['id']}/issue", {}).raise_for_status().json()
    assert taken["version"] == done["version"]


def test_making_a_notice_again_leaves_its_bytes_and_check_code_alone(service: Service) -> None:
    _, notice = accepted(service)
    before = look(service, f"/api/notices/{notice['id']}/pdf").content
    for again in (issuing.make, issuing.issue):
        assert again(service.office, notice["id"]).check_code == notice["check_code"]
    assert look(service, f"/api/notices/{notice['id']}/pdf").content == before
    with service.office.store.read() as session:
        kinds = select(tables.outbox.c.type).where(tables.outbox.c.type.contains("notice.issued"))
        data = kinds.add_columns(tables.outbox.c.data)
        mine = [row for row in session.connection.execute(data) if notice["id"] in str(row.data)]
    assert len(mine) == 1


def test_a_notice_without_a_case_is_drawn_from_its_declaration_and_issued(service: Service) -> None:
    known = look(service, "/api/notices/kinds").json()
    [kind] = [each for each in known["kinds"] if each["kind"] == "parking_arrears"]
    assert {fact["key"] for fact in kind["facts"]} >= {"plate_no"}
    assert [column["key"] for column in kind["table"]["columns"]]
    assert "acceptance" not in {each["kind"] for each in known["kinds"]}
    assert "sample_transport" in {office["id"] for office in known["offices"]}
    preview = send(service, "/api/notices/preview", ARREARS).raise_for_status()
    assert "尚未编号" in pdf_text(preview.content)
    headers = key()
    answers = [send(service, "/api/notices", ARREARS, **headers) for _ in "12"]
    assert [answer.status_code for answer in answers] == [201, 201]
    notice = answers[0].json()
    assert notice == answers[1].json()
    assert (notice["state"], notice["filing_id"]) == ("issued", None)
    listed = look(service, f"/api/notices?q={quote(notice['number'])}").json()
    assert [each["id"] for each in listed["items"]] == [notice["id"]]
    with service.office.store.read() as session:
        assert notice["id"] in {
            each.id for each in notices.of_recipient(session, ARREARS["recipient"]["name"])
        }


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"facts": {"plate_no": "沪\0"}}, "/body/facts"),
        ({"facts": {"Plate": "沪A12345"}}, "/body/facts"),
        ({"recipient": {"name": "甲\u202e"}}, "/body/recipient/name"),
        ({"rows": [{"lot": "长" * 201}]}, "/body/rows"),
        ({"colour": "红"}, "/body/colour"),
        ({"office": "../../etc"}, "/body/office"),
    ],
)
def test_a_malformed_notice_is_refused_with_a_pointer(
    service: Service, change: dict[str, Any], pointer: str
) -> None:
    told = problem(send(service, "/api/notices", ARREARS | change), 422, "invalid_request")
    assert told["errors"][0]["pointer"].startswith(pointer)


def test_the_desk_wants_to_know_who_asks(service: Service) -> None:
    _, notice = accepted(service)
    own = f"/api/notices/{notice['id']}"
    for path in ("/api/notices", own, f"{own}/pdf"):
        problem(service.client.get(path), 422, "unnamed_officer")
    problem(service.client.get(f"/api/notices/{'0' * 32}", headers=OFFICER), 404, "not_found")
    assert look(service, own).json()["number"] == notice["number"]
    missing = service.client.get(f"{own}/exe", headers=OFFICER)
    assert missing.status_code == 422
