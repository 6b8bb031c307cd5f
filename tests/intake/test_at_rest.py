"""A stolen data folder without its key shows no personal data."""

from pathlib import Path

from tests.intake.conftest import Service

ID_NO = "310120199204263289"
NAME = "林书祎"
PHONE = "13900000018"
TYPED = "沪DY8276"
MARKS = [text.encode() for text in (ID_NO, NAME, PHONE, TYPED)]
UPLOAD = b"%PDF-1.4 " + ID_NO.encode() + NAME.encode()


def test_no_file_of_the_data_folder_holds_personal_data_in_clear(service: Service) -> None:
    filing = service.open(name=NAME, id_no=ID_NO, phone=PHONE, agent_name=NAME)
    service.read(filing, (f"{NAME}{ID_NO}.pdf", UPLOAD))
    form = f"/api/filings/{filing}/form"
    seen = service.client.get(form).headers["etag"]
    edits = {"values": {"plate_no": TYPED}}
    answer = service.client.patch(form, json=edits, headers={"If-Match": seen})
    assert TYPED in answer.text
    shown = service.client.get(f"/api/filings/{filing}").text
    assert NAME in shown
    assert ID_NO in shown
    files = [path for path in service.data.rglob("*") if path.is_file()]
    assert {"zhiban.db", "workflow.db", "upload"} <= {path.name for path in files}
    assert [hit for path in files for hit in hits(path)] == []


def hits(path: Path) -> list[tuple[str, bytes]]:
    content = path.read_bytes()
    return [(path.name, mark) for mark in MARKS if mark in content]
