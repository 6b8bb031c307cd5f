"""The library of cases hears every filing once and in order, whatever goes wrong on the way."""

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from intake.feeds.case_library.state import PlatformState, list_open, summarise
from intake.store import deliveries
from intake.store.deliveries import DeliveryState
from models.errors import ConflictError, NotFoundError
from models.records import Subject
from tests.intake.reporting import FORM, TOLD, Bureau, Library, declaration, library

SAVED = {
    *("applyNo", "itemCode", "taskHandleItem", "itemName", "targetType", "targetName", "targetNo"),
    *("userId", "username", "licenseType", "licenseNo", "mobile", "departCode", "departName"),
    *("source", "content", "opTime", "districtCode", "info", "gcApplyNo"),
    *("legalRepresentative", "systemCode", "systemName"),
}
"""Every name of the saved case (interfaces §2.2)."""
LEASE = timedelta(hours=1)


@pytest.fixture(scope="module")
def shelves() -> Iterator[Library]:
    with library() as served:
        yield served


@pytest.fixture
def bureau(tmp_path: Path, shelves: Library) -> Iterator[Bureau]:
    shelves.order(fault="none")
    bureau = Bureau(tmp_path, shelves.url)
    yield bureau
    bureau.store.close()


def standing(bureau: Bureau) -> dict:
    with bureau.store.read() as session:
        return summarise(session, declaration().items) | {"open": list_open(session)}


def test_a_filing_is_told_once_and_in_order(bureau: Bureau, shelves: Library) -> None:
    filing = bureau.filing()
    assert bureau.report().state is PlatformState.UP
    assert shelves.effects(filing.case_no) == TOLD
    assert standing(bureau)["messages"] == {"waiting": 0, "done": len(TOLD), "dead": 0}
    assert standing(bureau)["events_waiting"] == 0
    bureau.report()
    assert len(shelves.received(filing.case_no)) == len(TOLD)


def test_what_is_told_has_the_librarys_shapes(bureau: Bureau, shelves: Library) -> None:
    filing = bureau.filing()
    bureau.report()
    (case,) = shelves.cases(filing.case_no)
    (saved,) = case["saved"]
    assert set(saved) == SAVED
    assert (saved["targetName"], saved["targetNo"]) == (FORM[0].value, FORM[1].value)
    assert (len(saved["taskHandleItem"]), saved["targetType"]) == (33, "企业")
    info = json.loads(saved["info"])
    assert info["booking_id"] == case["apply_no"]
    assert info["plate_no"] == "沪DY8276"
    (submitted,) = case["submitted"]
    assert set(submitted) == {"applyNo", "uapplyNo", "opTime", "subItemInfo"}
    (node,) = case["nodes"]
    assert (node["op"], node["result"]) == ("网上申报", "待预审")
    report = case["reports"][-1]
    assert (report["preFillTotal"], report["preFillCount"], report["preFillRatio"]) == (4, 2, 0.5)
    assert report["preCheckResult"] == "转人工核定"
    (item,) = report["preCheckItems"]
    assert (item["ruleId"], item["level"], item["suggestion"]) == ("S5-W3", "warn", "请核定。")
    assert case["reports"][0]["preFillTotal"] == 4


def test_the_papers_arrive_as_they_were_uploaded(bureau: Bureau, shelves: Library) -> None:
    filing = bureau.filing()
    bureau.report()
    report, other, form = shelves.cases(filing.case_no)[0]["stuffs"]
    assert report["stuffCode"] == declaration().stuff.codes["inspection_report"]
    assert other["stuffCode"] == declaration().stuff.other
    assert (form["stuffCode"], form["stuffType"]) == (declaration().stuff.form, "4")
    sent = [hashlib.sha256(each).hexdigest() for each in ("检测.png".encode(), "其他.png".encode())]
    assert [report["sha256"], other["sha256"]] == sent


def test_before_the_applicant_confirms_nothing_personal_is_told(
    bureau: Bureau, shelves: Library
) -> None:
    filing = bureau.filing(("opened", "checked"))
    bureau.report()
    assert shelves.effects(filing.case_no) == ["number", "report"]
    told = json.dumps(shelves.cases(filing.case_no), ensure_ascii=False)
    assert [box.value for box in FORM if box.value and box.value in told] == []


def test_a_person_is_named_by_the_own_identity_number(bureau: Bureau, shelves: Library) -> None:
    person = Subject(kind="个人", name="样张", id_type="身份证", id_no="310151199003072018")
    filing = bureau.filing(scenario="S1A", subject=person)
    bureau.report()
    saved = shelves.cases(filing.case_no)[0]["saved"][0]
    assert (saved["licenseType"], saved["targetType"]) == ("身份证", "个人")
    assert saved["licenseNo"] == saved["targetNo"] == person.id_no


@pytest.mark.parametrize(
    "fault",
    [
        {"fault": "down"},
        {"fault": "garbage"},
        {"fault": "refuses", "code": "500001"},
        {"fault": "mute"},
    ],
    ids=lambda fault: fault["fault"],
)
def test_a_failure_of_every_message_costs_second_tries_and_nothing_else(
    bureau: Bureau, shelves: Library, fault: dict
) -> None:
    filing, deliverer = bureau.filing(), bureau.deliverer()
    while standing(bureau)["events_waiting"]:
        shelves.order(times=1, **fault)
        deliverer.work()
        deliverer.work()
    assert shelves.effects(filing.case_no) == TOLD
    (case,) = shelves.cases(filing.case_no)
    assert (len(case["saved"]), len(case["submitted"]), len(case["stuffs"])) == (1, 1, 3)
    doubles = [each for each in shelves.received(filing.case_no) if each["code"] == "409001"]
    assert len(doubles) == (len(TOLD) if fault["fault"] == "mute" else 0)


def test_a_slow_library_is_left_after_the_agreed_time_and_told_once(
    bureau: Bureau, shelves: Library
) -> None:
    filing = bureau.filing()
    shelves.order(fault="slow", call="submit", times=1, seconds=0.6)
    bureau.report(seconds=0.3)
    (case,) = shelves.cases(filing.case_no)
    assert len(case["submitted"]) == 1
    assert standing(bureau)["messages"]["dead"] == 0


def test_several_filings_keep_their_own_order_while_the_library_stumbles(
    bureau: Bureau, shelves: Library
) -> None:
    filings = [bureau.filing() for _ in range(6)]
    for fault in ("mute", "down", "garbage"):
        shelves.order(fault=fault, times=5)
        bureau.report(at_once=3)
    assert [shelves.effects(filing.case_no) for filing in filings] == [TOLD] * len(filings)


def test_a_message_is_laid_aside_after_exactly_so_many_tries(
    bureau: Bureau, shelves: Library
) -> None:
    filing = bureau.filing()
    shelves.order(fault="down")
    deliverer = bureau.deliverer(tries=3)
    for _ in range(2):
        deliverer.work()
    (message,) = (each for each in standing(bureau)["open"] if each["call"] == "number")
    assert (message["state"], message["attempts"]) == ("waiting", 2)
    deliverer.work()
    deliverer.work()
    (message,) = (each for each in standing(bureau)["open"] if each["call"] == "number")
    assert (message["state"], message["attempts"]) == ("dead", 3)
    assert message["problem"]["note"] == "办件库暂时不能服务。"
    assert deliverer.state is PlatformState.DOWN
    assert shelves.effects(filing.case_no) == []


def test_a_refused_message_holds_back_its_filing_alone_until_it_is_sent_again(
    bureau: Bureau, shelves: Library
) -> None:
    refused = bureau.filing()
    shelves.order(fault="refuses", code="400001", call="save", times=1)
    bureau.report()
    other = bureau.filing()
    bureau.report()
    assert shelves.effects(refused.case_no) == ["number", "report"]
    assert shelves.effects(other.case_no) == TOLD
    (dead,) = (each for each in standing(bureau)["open"] if each["state"] == "dead")
    assert (dead["call"], dead["attempts"], dead["problem"]["code"]) == ("save", 1, "400001")
    with bureau.store.write() as session:
        deliveries.resend(session, dead["id"])
    bureau.report()
    assert shelves.effects(refused.case_no) == TOLD


def test_a_case_sent_back_is_handed_in_again_without_a_second_submission(
    bureau: Bureau, shelves: Library
) -> None:
    filing = bureau.filing(("opened", "checked", "confirmed"))
    bureau.decide(filing, "correct")
    bureau.report()
    bureau.add_paper(filing.id, "补充.png", "unknown")
    bureau.confirm(filing)
    bureau.decide(filing, "pass")
    bureau.report()
    told = [*TOLD[:-1], "node", "stuff", "node", "report", "node"]
    assert shelves.effects(filing.case_no) == told
    (case,) = shelves.cases(filing.case_no)
    assert [(each["op"], each["result"]) for each in case["nodes"]] == [
        ("网上申报", "待预审"),
        ("网上预审", "待补充材料"),
        ("补正", "已补正"),
        ("网上预审", "预审通过"),
    ]
    back = case["nodes"][1]
    assert (back["opUsername"], back["suggestion"]) == ("陈样张", "告知correct")
    assert [each["stuffStatus"] for each in case["stuffs"]] == ["0", "0", "2"]
    assert standing(bureau)["messages"]["dead"] == 0


def test_a_decision_on_a_case_the_library_does_not_have_is_not_told(
    bureau: Bureau, shelves: Library
) -> None:
    filing = bureau.filing(("opened",))
    bureau.decide(filing, "correct")
    bureau.report()
    assert shelves.effects(filing.case_no) == ["number"]
    assert standing(bureau)["events_waiting"] == 0


def test_only_what_is_laid_aside_is_sent_again(bureau: Bureau) -> None:
    bureau.filing(("opened",))
    bureau.report()
    with bureau.store.read() as session:
        (done,) = deliveries.listed(session, [DeliveryState.DONE])
    with bureau.store.write() as session, pytest.raises(ConflictError):
        deliveries.resend(session, done.id)
    with bureau.store.write() as session, pytest.raises(NotFoundError):
        deliveries.resend(session, "0" * 32)


def test_without_an_address_events_wait_and_are_told_once_there_is_one(
    bureau: Bureau, shelves: Library
) -> None:
    filing = bureau.filing()
    off = bureau.deliverer(url="")
    off.start()
    off.stop()
    assert off.state is PlatformState.UNCONNECTED
    assert standing(bureau)["events_waiting"] == 4
    assert shelves.received(filing.case_no) == []
    bureau.report()
    assert shelves.effects(filing.case_no) == TOLD


def test_events_of_a_matter_without_codes_wait_by_name_and_hold_back_nobody(
    bureau: Bureau, shelves: Library
) -> None:
    items = {"S5B": declaration().items["S5B"]}
    declared = declaration().model_copy(update={"items": items})
    waiting, told = bureau.filing(scenario="S5A"), bureau.filing(scenario="S5B")
    bureau.report(declared=declared)
    assert shelves.received(waiting.case_no) == []
    assert shelves.effects(told.case_no) == TOLD
    with bureau.store.read() as session:
        assert summarise(session, items)["undeclared"] == ["S5A"]
    bureau.report()
    assert shelves.effects(waiting.case_no) == TOLD


def test_what_was_in_hand_when_a_process_ended_is_taken_up_by_its_successor(
    bureau: Bureau, shelves: Library
) -> None:
    filing = bureau.filing(("opened",))
    gone = bureau.deliverer()
    gone._plan_events()
    with bureau.store.write() as session:
        (due,) = deliveries.due(session, 1)
        assert deliveries.claim(session, due, "test", LEASE)
        assert not deliveries.claim(session, due, "another", LEASE)
    bureau.report()
    assert shelves.received(filing.case_no) == []
    bureau.deliverer().take_back()
    bureau.report()
    assert shelves.effects(filing.case_no) == ["number"]


def test_reporting_runs_beside_the_service_and_stops_with_it(
    bureau: Bureau, shelves: Library
) -> None:
    filing = bureau.filing()
    deliverer = bureau.deliverer()
    deliverer.start()
    try:
        while standing(bureau)["events_waiting"]:
            deliverer._stopping.wait(0.02)
    finally:
        deliverer.stop()
    assert shelves.effects(filing.case_no) == TOLD
