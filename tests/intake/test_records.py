"""A check code on paper leads to its record, and to nothing personal."""

import json

import pytest
from sqlalchemy import select

from intake.settings import Settings
from intake.store import tables
from intake.store.filings import read_filing, save_filing
from models.records import FilingState, FormValue
from tests.intake.conftest import Service

FIRM = "上海样张长风货物运输有限公司"
CREDIT_CODE = "91310120MA1YK7Q46B"
PLATE = "沪DY8276"
AGENT = "林书祎"


def put(service: Service, filing: str, state: FilingState, **boxes: str) -> None:
    """Set a filing's state and boxes as the applicant's way would."""
    values = tuple(
        FormValue(key=key, value=text, source="applicant") for key, text in boxes.items()
    )
    with service.office.store.write() as session:
        record = read_filing(session, filing)
        changes = {"state": state} | ({"form": values} if values else {})
        save_filing(session, record.model_copy(update=changes))


def sign(service: Service, filing: str) -> list[dict]:
    made = service.client.post(f"/api/filings/{filing}/sign", json={"signer_name": AGENT})
    return list(made.raise_for_status().json()["documents"])


@pytest.fixture(scope="module")
def filing(service: Service) -> str:
    filing = service.open(name=FIRM, id_no=CREDIT_CODE, agent_name=AGENT)
    put(service, filing, FilingState.CONFIRMED, plate_no=PLATE, vin="LYZAGBBE0PA018276")
    return filing


@pytest.fixture(scope="module")
def documents(service: Service, filing: str) -> list[dict]:
    return sign(service, filing)


def test_the_record_says_what_to_compare_and_nothing_personal(
    service: Service, filing: str, documents: list[dict]
) -> None:
    code = documents[0]["check_code"]
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    record = service.client.get(f"/api/records/{typed}").raise_for_status().json()
    assert (record["check_code"], record["standing"]) == (code, "valid")
    assert record["number"] == service.client.get(f"/api/filings/{filing}").json()["case_no"]
    assert record["office"]
    assert {each["label"]: each["text"] for each in record["facts"]} == {
        "申请人": "上海样张******有限公司",
        "号牌号码": "沪D***76",
        "车辆识别代号（末六位）": "***********018276",
    }
    said = json.dumps(record, ensure_ascii=False)
    assert not any(secret in said for secret in (FIRM, CREDIT_CODE, PLATE, AGENT, filing))


def test_a_newer_edition_replaces_and_a_return_voids(service: Service) -> None:
    filing = service.open(kind="个人", name="欧阳样张")
    put(service, filing, FilingState.CONFIRMED)
    first = sign(service, filing)[0]["check_code"]
    put(service, filing, FilingState.OPEN, plate_no=PLATE)
    returned = service.client.get(f"/api/records/{first}").json()
    assert (returned["standing"], returned["facts"][0]["text"]) == ("void", "欧***")
    put(service, filing, FilingState.CONFIRMED)
    second = sign(service, filing)[0]["check_code"]
    assert service.client.get(f"/api/records/{first}").json()["standing"] == "replaced"
    assert service.client.get(f"/api/records/{second}").json()["standing"] == "valid"


def test_an_unknown_code_is_told_with_what_is_easily_misread(service: Service) -> None:
    answer = service.client.get("/api/records/7K3F-0QTN-9XAB-52MC")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_code")
    assert "逐位核对" in answer.json()["detail"]
    for wrong in ("7K3F-0QTN", "UUUU-0QTN-9XAB-52MC", "你好"):
        answer = service.client.get(f"/api/records/{wrong}")
        assert (answer.status_code, answer.json()["code"]) == (422, "unreadable_code")
        assert "16 位" in answer.json()["remedy"]


def test_every_look_is_in_the_audit_log_without_the_callers_address(
    service: Service, filing: str, documents: list[dict]
) -> None:
    service.client.get(f"/api/records/{documents[0]['check_code']}").raise_for_status()
    with service.office.store.read() as session:
        entries = session.connection.execute(select(tables.audit.c.entry)).scalars().all()
    last = json.loads(entries[-1])
    assert (last["action"], last["filing"]) == ("record.looked_up", filing)
    assert last["facts"]["found"] is True
    assert len(last["facts"]["caller"]) == 16
    assert "127.0.0.1" not in entries[-1]


@pytest.mark.parametrize(
    ("address", "record"),
    [("", ""), ("https://banshi.example.cn/zb/", "https://banshi.example.cn/zb/c/{check_code}")],
)
def test_the_qr_code_leads_to_the_record_where_the_installation_has_an_address(
    address: str, record: str
) -> None:
    assert Settings(address=address).record_address == record


@pytest.mark.parametrize(
    "address", ["banshi.example.cn", "ftp://a", "https://a/{x}", "https://a?b"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Settings(address=address)
