"""What an officer decides at the desk, on the version seen, once, and all of it on record."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import select

from intake.store import acts as kept
from intake.store import tables
from intake.store.audit import verify_chain
from tests.intake.conftest import Service
from tests.intake.test_api import problem
from tests.intake.test_desk import (
    AGENT,
    OFFICER,
    act,
    case,
    confirmed,
    first_flag,
    get,
    listed,
    opened,
    rounds,
)


def handle(service: Service, filing: str, flag: dict, handling: str, **headers: str):
    body = {"handling": handling, "reason": "已核对原件"}
    return act(service, f"{filing}/flags/{flag['id']}", body, **headers)


def test_a_flag_set_aside_leaves_notice_and_standing_decision(service: Service) -> None:
    filing = confirmed(service)
    flag = first_flag(service, filing)
    assert flag["message"] in case(service, filing)["notice"]["prepared"]

    assert handle(service, filing, flag, "override").status_code == 200

    shown = case(service, filing)
    handled = next(each for each in shown["flags"] if each["id"] == flag["id"])
    assert handled["handled"]["reason"] == "已核对原件"
    assert handled["handled"]["officer"] == "陈样张"
    assert flag["message"] not in shown["notice"]["prepared"]
    assert any("不采纳" in reason for reason in shown["recommendation"]["reasons"])
    again = handle(service, filing, flag, "accept")
    assert again.status_code == 200
    assert flag["message"] in case(service, filing)["notice"]["prepared"]


def test_a_filing_passes_only_when_no_flag_stands(service: Service) -> None:
    filing = confirmed(service)
    decision = {"verdict": "pass", "reason": "已全部核对"}
    refused = problem(act(service, f"{filing}/decision", decision), 409, "unhandled_flags")
    stopping = [flag for flag in case(service, filing)["flags"] if flag["stops"]]
    assert len(refused["errors"]) == len(stopping) > 0

    for flag in stopping:
        handle(service, filing, flag, "override").raise_for_status()

    assert act(service, f"{filing}/decision", decision).json()["verdict"] == "pass"
    assert filing in listed(service, stage="done")


def test_a_filing_the_applicant_has_not_confirmed_cannot_pass(service: Service) -> None:
    filing = opened(service)
    answer = act(service, f"{filing}/decision", {"verdict": "pass", "reason": "材料齐全"})
    problem(answer, 409, "conflict")


def test_a_filing_sent_back_is_open_again_with_its_notice(service: Service) -> None:
    filing = confirmed(service)
    prepared = case(service, filing)["notice"]["prepared"]
    edited = prepared + "\n\n窗口电话：样张。"
    assert act(service, f"{filing}/notice", {"text": edited}).status_code == 200

    act(service, f"{filing}/decision", {"verdict": "correct", "reason": "材料不齐"})
    assert rounds(service, filing) == 1

    shown = case(service, filing)
    assert (shown["state"], shown["verdict"]) == ("open", "correct")
    assert shown["history"][0]["text"] == edited
    assert filing in listed(service, stage="returned")
    told = service.client.get(f"/api/filings/{filing}/notice").json()
    assert told["text"] == edited
    assert service.client.get(f"/api/filings/{confirmed(service)}/notice").json()["text"] == ""
    form = service.client.get(f"/api/filings/{filing}/form")
    edit = service.client.patch(
        f"/api/filings/{filing}/form",
        json={"values": {"plate_no": "沪DY8276"}},
        headers={"If-Match": form.headers["etag"]},
    )
    assert edit.status_code == 200


def test_a_filing_with_nothing_to_tell_is_not_sent_back(service: Service) -> None:
    filing = confirmed(service)
    for flag in case(service, filing)["flags"]:
        if flag["stops"]:
            handle(service, filing, flag, "override").raise_for_status()
    answer = act(service, f"{filing}/decision", {"verdict": "correct", "reason": "再看一看"})
    problem(answer, 422, "invalid_request")


def test_a_flag_that_is_gone_cannot_be_handled(service: Service) -> None:
    filing = opened(service)
    problem(handle(service, filing, {"id": "0" * 20}, "accept"), 404, "not_found")
    problem(handle(service, filing, {"id": "x"}, "accept"), 422, "invalid_request")


# --- versions, repeated requests, records ---------------------------------------------------------


def test_an_act_on_an_older_view_changes_nothing(service: Service) -> None:
    filing = confirmed(service)
    flag = first_flag(service, filing)
    seen = get(service, f"cases/{filing}").headers["etag"]
    handle(service, filing, flag, "accept").raise_for_status()

    stale = handle(service, filing, flag, "override", **{"If-Match": seen})

    problem(stale, 412, "stale_record")
    assert case(service, filing)["flags"] != []
    assert first_flag(service, filing)["handled"]["verdict"] == "accept"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("flags/" + "0" * 20, {"handling": "accept", "reason": "核对"}),
        ("decision", {"verdict": "pass", "reason": "核对"}),
        ("check", {}),
    ],
)
def test_an_act_must_say_which_version_it_is_made_on(
    service: Service, path: str, body: dict
) -> None:
    filing = opened(service)
    address = f"/api/desk/cases/{filing}/{path}"
    problem(service.client.post(address, json=body, headers=OFFICER), 428, "missing_version")


def test_the_same_act_sent_again_is_done_once(service: Service) -> None:
    filing = confirmed(service)
    flag, key = first_flag(service, filing), {"Idempotency-Key": uuid4().hex}
    seen = {"If-Match": get(service, f"cases/{filing}").headers["etag"]}

    answers = [handle(service, filing, flag, "accept", **key, **seen) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    told = [each for each in case(service, filing)["history"] if each["kind"] == "flag"]
    assert len(told) == 1


def test_everything_done_and_seen_is_on_record_without_the_applicants_data(
    service: Service,
) -> None:
    filing = confirmed(service)
    handle(service, filing, first_flag(service, filing), "override").raise_for_status()
    act(service, f"{filing}/reveal", {"reason": f"核对{AGENT}"}).raise_for_status()

    with service.office.store.read() as session:
        entries = session.connection.execute(select(tables.audit.c.entry)).scalars().all()
        acts = kept.of_filing(session, filing)
        verify_chain(session)
        signed = {a.id: session.sealer.sign(a.model_dump_json().encode()).hex() for a in acts}
    mine = [json.loads(entry) for entry in entries if filing in entry]
    by_act = {each["facts"]["act"]: each["facts"] for each in mine if "act" in each["facts"]}
    assert {"desk.case.shown", "desk.flag", "desk.reveal"} <= {each["action"] for each in mine}
    assert {name: facts["signed"] for name, facts in by_act.items()} == signed
    assert all(facts["officer"] == "陈样张" for facts in by_act.values())
    assert not any(AGENT in entry for entry in entries)
