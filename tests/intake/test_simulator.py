"""The simulated registers guard their door and serve facts that agree."""

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from eval.serving import serving
from extractors.checks import CHECKS
from intake.feeds.served import read_licences, read_registers
from intake.feeds.simulator import DEMO_APPID, DEMO_SECRET, create_simulator
from prefill.sources import read_sources
from prefill.sources.signing import sign

BODY = json.dumps({"query": {"hphm": "沪DY8276"}, "fields": ["hphm", "rlzl"]}).encode()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(create_simulator()) as address:
        yield address


def signed(nonce: str, *, body: bytes = BODY, shift: float = 0, **changes: str) -> dict[str, str]:
    headers = {
        "appid": DEMO_APPID,
        "apiname": "vehicle.base",
        "timestamp": str(int((time.time() + shift) * 1000)),
        "nonce": nonce,
        "reason": "test",
    }
    headers |= changes
    return headers | {"signature": sign(DEMO_SECRET, headers, body)}


def call(url: str, headers: dict[str, str], body: bytes = BODY) -> dict[str, Any]:
    answer: dict[str, Any] = httpx.post(url, content=body, headers=headers).json()
    return answer


def test_a_signed_call_gets_only_the_fields_it_asked_for(url: str) -> None:
    answer = call(url, signed("n1"))
    assert (answer["code"], answer["isSuccess"]) == ("200", True)
    assert answer["data"]["record"] == {"hphm": "沪DY8276", "rlzl": "B"}


def test_a_changed_body_breaks_the_signature(url: str) -> None:
    assert call(url, signed("n2"), BODY + b" ")["code"] == "401001"


@pytest.mark.parametrize("shift", [-301, 301])
def test_a_call_outside_the_clock_window_is_refused(url: str, shift: float) -> None:
    assert call(url, signed(f"n3{shift}", shift=shift))["code"] == "401002"


def test_a_replayed_call_is_refused(url: str) -> None:
    headers = signed("n4")
    assert [call(url, headers)["code"], call(url, headers)["code"]] == ["200", "401003"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"appid": "stranger"}, "403001"),
        ({"reason": ""}, "400001"),
        ({"apiname": "no.such"}, "404001"),
    ],
)
def test_a_call_without_right_reason_or_interface_is_refused(
    url: str, changes: dict[str, str], code: str
) -> None:
    assert call(url, signed(f"n5{code}", **changes))["code"] == code


@pytest.mark.parametrize("body", [b"", b"[]", b'{"query": 1}', b"\xff"])
def test_a_malformed_question_is_refused(url: str, body: bytes) -> None:
    assert call(url, signed(f"n6{body!r}", body=body), body)["code"] == "400001"


def test_nothing_found_is_an_empty_answer(url: str) -> None:
    body = json.dumps({"query": {"hphm": "沪A00000"}, "fields": ["hphm"]}).encode()
    answer = call(url, signed("n7", body=body), body)
    assert (answer["code"], answer["data"]["record"]) == ("200", None)


def test_an_unknown_register_cannot_be_spoilt(url: str) -> None:
    assert httpx.put(f"{url}/control/moon", json={"fault": "down"}).status_code == 404


def test_every_resource_a_source_asks_for_is_served_with_the_words_it_maps() -> None:
    registers = read_registers()
    for source in read_sources().values():
        for query in source.queries if source.kind == "register" else ():
            resource = registers.resources[query.resource]
            assert resource.register_ == source.register_
            assert {query.name(key) for key in query.by} <= set(resource.questions), source.id
            assert set(query.map.values()) <= set(resource.fields), source.id


def test_every_licence_a_source_asks_for_is_in_the_library_with_the_words_it_maps() -> None:
    served: dict[str, set[str]] = {}
    for licence in read_licences():
        served.setdefault(licence.kind, set()).update(licence.fields)
    for source in read_sources().values():
        for query in source.queries if source.kind == "licence" else ():
            assert set(query.map.values()) <= served[query.resource], source.id


def test_every_number_of_the_invented_cases_has_a_valid_check_digit() -> None:
    registers = read_registers()
    for firm in registers.records("corp.base"):
        assert CHECKS["uscc"](str(firm["uniscid"]))
    for vehicle in registers.records("vehicle.base"):
        assert CHECKS["vin"](str(vehicle["clsbdh"]))
        assert CHECKS["plate"](str(vehicle["hphm"]))


def test_the_cases_cover_what_an_officer_must_see() -> None:
    registers = read_registers()
    states = {each["onlineStatus"] for each in registers.records("transport.positioning")}
    assert states == {"正常在线", "超期不在线", "未安装"}
    assert min(str(each["yxqz"]) for each in registers.records("vehicle.base")) < "2026-11-20"
