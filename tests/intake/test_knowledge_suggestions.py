"""Words that questions suggest are told to staff, and used only when somebody takes them in."""

from typing import Any
from urllib.parse import quote

import pytest

from intake.clock import now
from intake.knowledge.sayings import sayings_for
from intake.store import knowledge_entries as entries
from knowledge.care.events import Verdict
from knowledge.index.scope import Scope
from tests.intake.caring import cited, put, say
from tests.intake.conftest import Service
from tests.intake.knowledge_desk import DAY, published

SUGGESTIONS, TERMS = "/api/v1/knowledge/term-suggestions", "/api/v1/knowledge/terms"
OFFICER = {"X-Officer": quote("周样张")}
TITLE = "样张非机动车停放点设置"
ASKED = ("小毛驴停哪里", "我的小毛驴被拖走了", "小毛驴能不能放门口")


@pytest.fixture(scope="module")
def entry_id(service: Service) -> str:
    with service.office.store.write() as session:
        made = published(session, title=TITLE)
        for question in ASKED:
            asked = put(session, question, at=now(), **cited(made))
            say(session, asked, Verdict.CLICK, entry=made, at=now())
        asked = put(session, "垃圾几点收", at=now(), **cited(made))
        say(session, asked, Verdict.UP, at=now())
        return made


@pytest.fixture
def proposed(service: Service, entry_id: str) -> dict[str, Any]:
    items = service.client.get(SUGGESTIONS, headers=OFFICER).raise_for_status().json()["items"]
    (found,) = (each for each in items if each["entry"] == entry_id)
    return dict(found)


def test_what_was_opened_after_asking_suggests_words_and_nothing_uses_them(
    service: Service, proposed: dict[str, Any]
) -> None:
    assert (proposed["say"], proposed["official"]) == ("小毛驴", TITLE)
    assert (proposed["support"], proposed["against"]) == (3, 0)
    assert service.client.get(SUGGESTIONS).status_code == 422
    with service.office.store.read() as session:
        known = sayings_for(session, Scope(day=DAY))
    assert TITLE not in known.official("小毛驴停哪里")


def test_an_entry_somebody_may_not_read_suggests_nothing_to_them(service: Service) -> None:
    with service.office.store.write() as session:
        closed = published(session, title="样张内部事项", readers=["区交通部门"])
        for question in ("大铁牛年检", "大铁牛过户", "大铁牛报废"):
            asked = put(session, question, at=now(), **cited(closed))
            say(session, asked, Verdict.CLICK, entry=closed, at=now())
        department = entries.read_version(session, closed, 1).department
    told = service.client.get(SUGGESTIONS, headers=OFFICER).json()["items"]
    assert closed not in {each["entry"] for each in told}
    theirs = OFFICER | {"X-Departments": quote(department)}
    told = service.client.get(SUGGESTIONS, headers=theirs).json()["items"]
    assert "大铁牛" in {each["say"] for each in told if each["entry"] == closed}
    (one,) = (each["id"] for each in told if each["entry"] == closed)
    refused = service.client.post(
        f"{SUGGESTIONS}/{one}/reject", json={"reason": "样张理由"}, headers=OFFICER
    )
    assert refused.status_code == 404
    answered = service.client.post(
        f"{SUGGESTIONS}/{one}/reject", json={"reason": "样张理由"}, headers=theirs
    )
    assert answered.status_code == 200
    told = service.client.get(SUGGESTIONS, headers=theirs).json()["items"]
    assert closed not in {each["entry"] for each in told}


def test_words_taken_in_are_used_as_staff_put_them_and_told_no_more(
    service: Service, proposed: dict[str, Any]
) -> None:
    address = f"{SUGGESTIONS}/{proposed['id']}/accept"
    words = {"say": ["小毛驴"], "official": ["电动自行车停放"], "reason": "热线常见说法"}
    bad = service.client.post(address, json=words | {"say": []}, headers=OFFICER)
    assert bad.status_code == 422
    row = service.client.post(address, json=words, headers=OFFICER).raise_for_status().json()
    assert row["state"] == "active"
    rows = service.client.get(TERMS, headers=OFFICER).json()["items"]
    assert row["id"] in {each["id"] for each in rows}
    with service.office.store.read() as session:
        assert "电动自行车停放" in sayings_for(session, Scope(day=DAY)).official("小毛驴停哪里")
    told = service.client.get(SUGGESTIONS, headers=OFFICER).json()["items"]
    assert proposed["id"] not in {each["id"] for each in told}
    assert service.client.post(address, json=words, headers=OFFICER).status_code == 404
