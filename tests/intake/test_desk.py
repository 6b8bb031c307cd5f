"""The officers' desk over HTTP: found, judged, decided, and everything on record."""

import json
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from intake.store import tables
from intake.store.filings import read_filing, save_filing
from intake.store.papers import add_paper
from models.records import (
    Document,
    Evidence,
    FieldValue,
    FilingState,
    Paper,
    SourceReport,
    SourceState,
    State,
)
from tests.intake.conftest import Service
from tests.intake.test_api import problem

ID_NO = "310120199204263289"
PHONE = "13900000018"
AGENT = "林书祎"
FIRM = "上海样张长风货物运输有限公司"
OFFICER = {"X-Officer": quote("陈样张")}


def get(service: Service, path: str, /, **query: str) -> httpx.Response:
    return service.client.get(f"/api/desk/{path}", params=query, headers=OFFICER)


def case(service: Service, filing: str, /, **query: str) -> dict:
    return get(service, f"cases/{filing}", **query).raise_for_status().json()


def act(service: Service, path: str, body: dict, **headers: str) -> httpx.Response:
    """Do something with a case on the version that stands now."""
    filing = path.split("/", maxsplit=1)[0]
    seen = {"If-Match": get(service, f"cases/{filing}").headers["etag"]}
    method = "PUT" if path.endswith("/notice") else "POST"
    address = f"/api/desk/cases/{path}"
    return service.client.request(method, address, json=body, headers=OFFICER | seen | headers)


def opened(service: Service, **subject: str) -> str:
    """Open a filing whose form is checked and which carries a special mark."""
    filing = service.open(
        **{"kind": "企业", "name": FIRM, "agent_name": AGENT, "agent_id_no": ID_NO, "phone": PHONE}
        | subject
    )
    change(service, filing)
    answer = act(service, f"{filing}/check", {})
    assert answer.status_code == 200, answer.text
    return filing


def change(service: Service, filing: str, state: FilingState = FilingState.OPEN) -> None:
    """Put a marked source and the applicant's confirmation into the store, as fill would."""
    report = SourceReport(
        source="db.police_vehicle",
        title="机动车库",
        state=SourceState.ANSWERED,
        marks={"specialMarks": "监销"},
    )
    with service.office.store.write() as session:
        now = read_filing(session, filing)
        save_filing(session, now.model_copy(update={"state": state, "sources": (report,)}))


def rounds(service: Service, filing: str) -> int:
    with service.office.store.read() as session:
        kept = select(tables.filings.c.rounds).where(tables.filings.c.id == filing)
        return session.connection.execute(kept).scalar_one()


def confirmed(service: Service) -> str:
    filing = opened(service)
    change(service, filing, FilingState.CONFIRMED)
    return filing


def first_flag(service: Service, filing: str, severity: str = "correct") -> dict:
    flags = case(service, filing)["flags"]
    return next(flag for flag in flags if flag["severity"] == severity)


# --- who asks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "%20", "甲".encode().hex(), "x", quote("乙" * 33), "%ff%fe"])
def test_nobody_without_a_readable_name_sees_anything(service: Service, name: str) -> None:
    if name == "甲".encode().hex():
        name = quote("甲")
    answer = service.client.get("/api/desk/queue", headers={"X-Officer": name})
    problem(answer, 422, "unnamed_officer")
    problem(service.client.get("/api/desk/queue"), 422, "unnamed_officer")


# --- the queue ------------------------------------------------------------------------------------


def listed(service: Service, /, **query: str) -> list[str]:
    items = get(service, "queue", **query).raise_for_status().json()["items"]
    return [item["id"] for item in items]


def test_the_newest_comes_first_and_a_case_is_found_by_number_or_whole_name(
    service: Service,
) -> None:
    name = f"上海样张{uuid4().hex[:6]}有限公司"
    older, newer = opened(service, name=name), opened(service, name=name)
    number = case(service, older)["case_no"]

    assert listed(service, q=name) == [newer, older]
    assert listed(service, q=f" {name.upper()} ") == [newer, older]
    assert listed(service, q=number) == [older]
    assert older in listed(service, q=number[3:])
    assert listed(service, q=name[:6]) == []
    assert listed(service, q="%") == []


def test_a_person_is_listed_masked_and_a_firm_by_its_name(service: Service) -> None:
    person = opened(service, kind="个人", name="顾样张远")
    items = {item["id"]: item for item in get(service, "queue").json()["items"]}
    assert items[person]["applicant"] == "顾***"
    firm = opened(service)
    items = {item["id"]: item for item in get(service, "queue").json()["items"]}
    assert items[firm]["applicant"] == FIRM
    assert items[firm]["flags"]["correct"] > 0


def test_stages_and_outcomes_narrow_the_queue(service: Service) -> None:
    drafting, todo = opened(service), confirmed(service)

    assert drafting in listed(service, stage="drafting", outcome="correct")
    assert todo in listed(service, stage="todo", service="S5")
    assert todo not in listed(service, stage="drafting")
    assert todo not in listed(service, outcome="pass")
    assert listed(service, service="S99") == []
    counts = get(service, "queue").json()["stages"]
    assert set(counts) == {"todo", "drafting", "returned", "done"}


def test_pages_follow_one_another_without_a_gap(service: Service) -> None:
    name = f"样张{uuid4().hex[:8]}"
    opened_ids = [service.open(name=name) for _ in range(21)]

    first, second = (get(service, "queue", q=name, page=str(n)).json() for n in (1, 2))

    assert [each["id"] for each in first["items"] + second["items"]] == opened_ids[::-1]
    assert (first["total"], first["pages"]) == (21, 2)


@pytest.mark.parametrize(
    "query", [{"stage": "x"}, {"page": "0"}, {"page": "甲"}, {"q": "甲" * 65}, {"colour": "red"}]
)
def test_a_filter_that_makes_no_sense_is_refused(service: Service, query: dict) -> None:
    problem(get(service, "queue", **query), 422, "invalid_request")


# --- one case -------------------------------------------------------------------------------------


def test_a_case_shows_flags_marks_table_rules_and_why_it_is_not_approved(service: Service) -> None:
    filing = confirmed(service)
    shown = case(service, filing)

    assert {flag["heading"] for flag in shown["flags"]} >= {"填报", "材料"}
    assert not shown["recommendation"]["recommended"]
    assert shown["recommendation"]["reasons"]
    assert shown["standing"]["outcome"] == "correct"
    assert shown["notice"]["prepared"].startswith("您的申请经核对")
    rules = get(service, f"cases/{filing}/rules").json()["rules"]
    assert {"id", "sentence", "state", "facts", "numbers"} <= set(rules[0])
    assert any(number["unconfirmed"] for rule in rules for number in rule["numbers"])
    table = get(service, f"cases/{filing}/table").json()
    assert table["voices"][0]["name"] == "申请表"


def test_a_case_that_is_not_there_is_a_problem(service: Service) -> None:
    problem(get(service, f"cases/{'0' * 32}"), 404, "not_found")
    problem(get(service, "cases/nothing"), 422, "invalid_request")


# --- personal data --------------------------------------------------------------------------------


def with_card(service: Service) -> str:
    """Return a case with an identity card among its papers."""
    filing = confirmed(service)
    fields = (
        FieldValue(key="name", value="顾喆远", state=State.SURE, evidence=Evidence()),
        FieldValue(key="id_number", value="31012019830917451X", state=State.SURE),
    )
    document = Document(type="id_card_front", reason="样张", fields=fields)
    paper = Paper(id=uuid4().hex, name="身份证.jpg", sha256="0" * 64, size=1, documents=(document,))
    with service.office.store.write() as session:
        add_paper(session, filing, paper)
    return filing


SECRETS = (ID_NO, PHONE, AGENT, "顾喆远", "31012019830917451X")


def test_people_are_masked_until_an_officer_says_why_they_must_be_seen(service: Service) -> None:
    filing = with_card(service)
    hidden = json.dumps(case(service, filing), ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in hidden] == []
    assert "310120********3289" in hidden

    permit = act(service, f"{filing}/reveal", {"reason": "核对来人身份"}).json()["permit"]

    clear = case(service, filing, permit=permit)
    assert not clear["masked"]
    assert all(secret in json.dumps(clear, ensure_ascii=False) for secret in SECRETS)
    assert clear["history"][0]["reason"] == "核对来人身份"


def test_words_of_the_form_are_no_names_to_be_hidden(service: Service) -> None:
    shown = case(service, opened(service))
    assert "请勾选“申请人承诺”" in shown["notice"]["prepared"]
    assert "申请人承诺" in {field["label"] for field in shown["form"]}


def test_leave_to_see_is_nobody_elses_and_of_no_other_case(service: Service) -> None:
    filing, other = with_card(service), with_card(service)
    permit = act(service, f"{filing}/reveal", {"reason": "核对来人身份"}).json()["permit"]

    assert case(service, other, permit=permit)["masked"]
    somebody = {"X-Officer": quote("王样张")}
    address = f"/api/desk/cases/{filing}?permit={permit}"
    assert service.client.get(address, headers=somebody).json()["masked"]


@pytest.mark.parametrize("reason", ["", " ", "a", "甲" * 501, "甲\x00乙", "甲\u202e乙"])
def test_a_reason_nobody_can_read_is_none(service: Service, reason: str) -> None:
    filing = opened(service)
    problem(act(service, f"{filing}/reveal", {"reason": reason}), 422, "invalid_request")
    assert case(service, filing)["history"][:-1] == []
