"""A confirmed filing becomes a signed form that anyone can verify; nothing changes afterwards."""

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from sqlalchemy import select

from eval.population.written import draw_portrait
from intake.store import tables
from intake.store.audit import verify_chain
from intake.store.filings import read_filing, save_filing
from models.records import FilingState, FormValue
from tests.intake.conftest import Service

SIGNER = {"signer_name": "林书祎"}


@pytest.fixture(scope="module")
def confirmed(service: Service) -> str:
    filing = service.open(name="上海样张长风货物运输有限公司", id_no="91310120MA1YK7Q46B")
    with service.office.store.write() as session:
        record = read_filing(session, filing)
        save_filing(session, record.model_copy(update={"state": FilingState.CONFIRMED}))
    return filing


@pytest.fixture(scope="module")
def documents(service: Service, confirmed: str) -> list[dict]:
    answer = service.client.post(f"/api/filings/{confirmed}/sign", json=SIGNER)
    return list(answer.raise_for_status().json()["documents"])


def test_signing_makes_a_pdf_an_ofd_and_an_editable_form_with_one_check_code(
    documents: list,
) -> None:
    assert [document["name"] for document in documents] == ["form.pdf", "form.ofd", "form.docx"]
    assert len({document["check_code"] for document in documents}) == 1
    assert all(document["size"] > 1000 and document["title"] for document in documents)


def test_documents_come_back_whole_under_a_safe_name(
    service: Service, confirmed: str, documents: list
) -> None:
    listed = service.client.get(f"/api/filings/{confirmed}/documents").json()["documents"]
    assert sorted(each["name"] for each in listed) == sorted(each["name"] for each in documents)
    for document in documents:
        answer = service.client.get(document["url"])
        assert len(answer.content) == document["size"]
        assert answer.headers["content-type"] == document["media_type"]
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert service.client.get(f"/api/filings/{confirmed}/documents/%2e%2e").status_code == 404


@pytest.mark.parametrize("place", [0, 1])
def test_the_signed_form_verifies_until_one_byte_is_changed(
    place: int, service: Service, documents: list
) -> None:
    name, url = documents[place]["name"], documents[place]["url"]
    data = service.client.get(url).content
    good = service.client.post("/api/verify", files={"file": (name, data)}).json()
    assert (good["valid"], good["trusted"]) == (True, True)
    middle = len(data) // 3
    changed = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    bad = service.client.post("/api/verify", files={"file": (name, changed)}).json()
    assert bad["valid"] is False
    assert bad["sentence"]


def test_a_signed_filing_is_closed(service: Service, confirmed: str, documents: list) -> None:
    assert documents
    path = f"/api/filings/{confirmed}"
    form = service.client.get(f"{path}/form")
    edits = {"values": {"plate_no": "沪A00001"}}
    headers = {"If-Match": form.headers["etag"]}
    assert service.client.get(path).json()["state"] == "signed"
    assert service.client.patch(f"{path}/form", json=edits, headers=headers).status_code == 409
    assert service.upload(confirmed, ("a.png", b"x")).status_code == 409
    assert service.client.post(f"{path}/sign", json=SIGNER).status_code == 409
    assert service.client.post(f"{path}/confirm").status_code == 409


def test_signing_is_announced_and_every_look_is_in_the_audit_log(
    service: Service, confirmed: str, documents: list
) -> None:
    service.client.get(documents[0]["url"])
    with service.office.store.read() as session:
        events = select(tables.outbox.c.type).where(tables.outbox.c.subject == confirmed)
        kinds = session.connection.execute(events).scalars().all()
        entries = session.connection.execute(select(tables.audit.c.entry)).scalars().all()
        assert verify_chain(session).length == len(entries)
    assert kinds == ["cn.gov.sh.zhiban.filing.opened.v1", "cn.gov.sh.zhiban.filing.signed.v1"]
    mine = [entry for entry in entries if confirmed in entry]
    for action in ("filing.opened", "filing.signed", "document.fetched"):
        assert any(f'"action":"{action}"' in entry for entry in mine), action


@pytest.mark.parametrize("name", ["", "  ", "长" * 65, "\u202e", "林\n书祎", "林\0书祎"])
def test_a_signature_needs_a_name_that_can_be_seen(
    service: Service, confirmed: str, name: str
) -> None:
    answer = service.client.post(f"/api/filings/{confirmed}/sign", json={"signer_name": name})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert "signer_name" in answer.json()["detail"]


def test_the_photograph_is_printed_from_the_upload_its_box_names(service: Service) -> None:
    new = {"scenario": "S1A", "subject": {"kind": "个人", "name": "样张人"}}
    filing = service.client.post("/api/filings", json=new).raise_for_status().json()["id"]
    service.read(filing, ("照片.png", draw_portrait()))
    with service.office.store.write() as session:
        record = read_filing(session, filing)
        box = FormValue(key="photo", value=record.papers[0].id, source="applicant")
        others = (each for each in record.form if each.key != box.key)
        known = {"state": FilingState.CONFIRMED, "form": (*others, box)}
        save_filing(session, record.model_copy(update=known))
    answer = service.client.post(f"/api/filings/{filing}/sign", json=SIGNER)
    pdf = service.client.get(answer.raise_for_status().json()["documents"][0]["url"]).content
    page = pypdfium2.PdfDocument(pdf)[0]
    assert len(list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))) == 1
