"""The desk of the knowledge base over real HTTP: who may see and do what, and what is answered."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest

from intake.clock import today
from tests.intake.conftest import Service

ENTRIES = "/api/v1/knowledge/entries"
OWN = "市道路运输管理局"
OTHER = "区交通部门"


def staff(name: str = "周样张", *departments: str) -> dict[str, str]:
    told = ",".join(quote(each) for each in departments or (OWN,))
    return {"X-Officer": quote(name), "X-Departments": told}


def body(**changes: Any) -> dict[str, Any]:
    known = {
        "kind": "faq",
        "title": "网约车驾驶员证到期怎么换",
        "body": "到窗口办理换证。",
        "department": OWN,
        "source": {"title": "样张办事指南"},
    }
    return known | changes


def call(
    service: Service,
    path: str,
    sent: Any,
    who: str = "周样张",
    seen: int | None = None,
    **more: str,
) -> httpx.Response:
    headers = staff(who) | ({"If-Match": f'"{seen}"'} if seen else {}) | more
    return service.client.post(f"{ENTRIES}{path}", json=sent, headers=headers)


def create(service: Service, **changes: Any) -> dict[str, Any]:
    return dict(call(service, "", body(**changes)).raise_for_status().json())


def step(
    service: Service, kept: dict[str, Any], name: str, who: str, reason: str = ""
) -> dict[str, Any]:
    sent = {"step": name} | ({"reason": reason} if reason else {})
    answer = call(service, f"/{kept['id']}/steps", sent, who, kept["revision"])
    return dict(answer.raise_for_status().json())


def published(service: Service, **changes: Any) -> dict[str, Any]:
    kept = create(service, **changes)
    return step(service, step(service, kept, "submit", "周样张"), "publish", "吴样张")


def listed(service: Service, headers: dict[str, str] | None = None, **asked: Any) -> list[str]:
    found = service.client.get(ENTRIES, params=asked, headers=headers or {}).raise_for_status()
    return [each["id"] for each in found.json()["items"]]


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, str(answer.json()["code"])


def test_an_entry_is_written_reviewed_and_then_seen_by_everybody(service: Service) -> None:
    word = uuid4().hex
    kept = create(service, title=f"换证{word}")
    assert listed(service, q=word) == []
    assert service.client.get(f"{ENTRIES}/{kept['id']}").status_code == 404
    kept = step(service, kept, "submit", "周样张")
    own = call(service, f"/{kept['id']}/steps", {"step": "publish"}, "周样张", kept["revision"])
    assert problem(own) == (422, "invalid_request")
    step(service, kept, "publish", "吴样张")
    assert listed(service, q=word) == [kept["id"]]
    shown = service.client.get(f"{ENTRIES}/{kept['id']}").raise_for_status().json()
    assert shown["body"] == "到窗口办理换证。"
    assert not {"author", "reviewer", "readers", "history"} & shown.keys()


def test_staff_see_the_version_in_the_making_and_everything_that_was_done(service: Service) -> None:
    kept = published(service)
    edited = service.client.put(
        f"{ENTRIES}/{kept['id']}",
        json=body(body="网上办理。"),
        headers=staff() | {"If-Match": f'"{kept["revision"]}"'},
    ).raise_for_status()
    shown = service.client.get(f"{ENTRIES}/{kept['id']}", headers=staff()).raise_for_status()
    assert shown.headers["ETag"] == edited.headers["ETag"]
    told = shown.json()
    assert (told["version"], told["state"], told["live"], told["pending"]) == (2, "draft", 1, 2)
    assert [each["kind"] for each in told["history"]] == ["edit", "publish", "submit", "create"]
    versions = service.client.get(f"{ENTRIES}/{kept['id']}/versions", headers=staff()).json()
    assert [each["standing"] for each in versions["versions"]] == ["draft", "in_force"]
    first = service.client.get(f"{ENTRIES}/{kept['id']}/versions/1", headers=staff()).json()
    assert first["body"] == "到窗口办理换证。"
    assert service.client.get(f"{ENTRIES}/{kept['id']}").json()["version"] == 1


def test_what_is_not_open_to_a_caller_is_not_there_for_them(service: Service) -> None:
    word = uuid4().hex
    kept = published(service, title=f"内部口径{word}", readers=[OWN])
    other = staff("钱样张", OTHER)
    assert listed(service, q=word) == []
    assert listed(service, other, q=word) == []
    assert listed(service, staff(), q=word) == [kept["id"]]
    for path in ("", "/versions", "/versions/1", "/links"):
        assert service.client.get(f"{ENTRIES}/{kept['id']}{path}", headers=other).status_code == 404
    hidden = service.client.post(
        f"{ENTRIES}/{kept['id']}/delete",
        json={"reason": "删除试试"},
        headers=other | {"If-Match": f'"{kept["revision"]}"'},
    )
    assert hidden.status_code == 404
    nobody = service.client.get(ENTRIES, params={"q": word}, headers={"X-Departments": quote(OWN)})
    assert nobody.json()["items"] == []


def test_each_list_holds_what_stands_there(service: Service) -> None:
    word, day = uuid4().hex, today()
    ids = {
        "in_force": published(service, title=word)["id"],
        "expiring": published(service, title=word, expires=str(day + timedelta(days=30)))["id"],
        "upcoming": published(service, title=word, effective_from=str(day + timedelta(days=1)))[
            "id"
        ],
        "draft": create(service, title=word)["id"],
        "review": step(service, create(service, title=word), "submit", "周样张")["id"],
        "withdrawn": step(service, published(service, title=word), "withdraw", "吴样张", "有误")[
            "id"
        ],
    }
    later = published(service, title=word, expires=str(day + timedelta(days=31)))["id"]
    for state, entry_id in ids.items():
        expected = {entry_id, later} if state == "in_force" else {entry_id}
        assert set(listed(service, staff(), q=word, state=state)) == expected, state
    assert set(listed(service, q=word)) == {ids["in_force"], ids["expiring"], later}
    found = service.client.get(ENTRIES, params={"q": word}, headers=staff()).json()
    assert found["total"] == 7
    assert found["standings"] == {
        **dict.fromkeys(("draft", "review", "upcoming", "expiring", "withdrawn"), 1),
        "in_force": 2,
        "expired": 0,
        "superseded": 0,
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"tag": "个人"}, True),
        ({"tag": "企业"}, False),
        ({"tag": "S2B"}, True),
        ({"kind": "faq"}, True),
        ({"kind": "law"}, False),
        ({"department": OWN}, True),
        ({"department": OTHER}, False),
        ({"author": "周样张"}, True),
        ({"author": "吴样张"}, False),
    ],
)
def test_lists_are_narrowed_by_what_entries_are(
    service: Service, asked: dict[str, str], found: bool
) -> None:
    word = uuid4().hex
    tags = {"audience": ["个人"], "matters": ["S2B"]}
    kept = create(service, keywords=[f"词{word}"], tags=tags)
    assert listed(service, staff(), q=f"词{word}", **asked) == ([kept["id"]] if found else [])


def test_a_percent_sign_is_a_sign_and_finds_no_more_than_itself(service: Service) -> None:
    word = uuid4().hex
    kept = create(service, title=f"补贴50%{word}")
    create(service, title=f"补贴五成{word}")
    assert listed(service, staff(), q=f"%{word}") == [kept["id"]]
    assert listed(service, staff(), q=f"_{word}") == []


@pytest.mark.parametrize(
    ("path", "sent"),
    [("/steps", {"step": "submit"}), ("/rollback", {"version": 1}), ("/supersede", {"by": ""})],
)
def test_a_change_must_say_which_revision_it_was_made_on(
    service: Service, path: str, sent: dict[str, Any]
) -> None:
    kept = create(service)
    assert problem(call(service, f"/{kept['id']}{path}", sent)) == (428, "missing_version")
    stale = call(service, f"/{kept['id']}{path}", sent, seen=kept["revision"] + 1)
    assert problem(stale) == (412, "stale_record")


def test_the_same_request_sent_again_is_answered_and_not_done_again(service: Service) -> None:
    word = uuid4().hex
    key = {"Idempotency-Key": word}
    first = call(service, "", body(title=word), **key)
    assert call(service, "", body(title=word), **key).json() == first.json()
    assert listed(service, staff(), q=word) == [first.json()["id"]]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"department": "市道路运输局"}, "市道路运输管理局"),
        ({"tags": {"audience": ["个体"]}}, "个人"),
    ],
)
def test_a_word_of_no_vocabulary_is_refused_with_a_near_one(
    service: Service, changes: dict[str, Any], said: str
) -> None:
    refused = call(service, "", body(**changes))
    assert problem(refused) == (422, "invalid_request")
    assert said in refused.json()["detail"]


@pytest.mark.parametrize("name", ["withdraw", "return"])
def test_taking_something_back_wants_a_reason(service: Service, name: str) -> None:
    kept = published(service)
    bare = call(service, f"/{kept['id']}/steps", {"step": name}, "吴样张", kept["revision"])
    assert problem(bare) == (422, "invalid_request")
    assert "原因" in bare.json()["detail"]


def test_many_entries_take_a_step_at_once_and_the_failures_are_told(service: Service) -> None:
    ready = [step(service, create(service), "submit", "周样张") for _ in range(3)]
    stale = ready[2] | {"revision": 1}
    items = [{"id": each["id"], "revision": each["revision"]} for each in (*ready[:2], stale)]
    told = call(service, "/steps", {"step": "publish", "items": items}, "吴样张").json()
    assert told["complete"] is False
    assert told["done"] == [each["id"] for each in ready[:2]]
    assert [(each["id"], each["problem"]["code"]) for each in told["failed"]] == [
        (ready[2]["id"], "stale_record")
    ]


def test_the_test_bench_shows_why_a_passage_was_found_and_nothing_that_was_deleted(
    service: Service,
) -> None:
    kept = published(service, title="蓝莓节停车", body="蓝莓节期间停车免费两小时。")
    asked = {"question": "蓝莓节停车收费吗"}
    found = service.client.post("/api/v1/knowledge/search", json=asked, headers=staff()).json()
    assert found["hits"][0]["entry"] == kept["id"]
    assert found["hits"][0]["by_terms"] > 0
    assert any("蓝莓节" in word for word in found["hits"][0]["words"])
    gone = call(
        service, f"/{kept['id']}/delete", {"reason": "活动结束"}, "吴样张", kept["revision"]
    )
    assert gone.json() == {"id": kept["id"], "deleted": True}
    found = service.client.post("/api/v1/knowledge/search", json=asked, headers=staff()).json()
    assert kept["id"] not in {each["entry"] for each in found["hits"]}
    assert service.client.get(f"{ENTRIES}/{kept['id']}", headers=staff()).status_code == 404


def test_links_hold_both_ways_and_show_nothing_hidden(service: Service) -> None:
    one, two = published(service), published(service, readers=[OWN])
    path = f"/{one['id']}/links"
    call(service, path, {"other": two["id"], "kind": "duplicate"}).raise_for_status()
    assert problem(call(service, path, {"other": one["id"]})) == (409, "conflict")
    back = service.client.get(f"{ENTRIES}/{two['id']}/links", headers=staff()).json()["links"]
    assert [(each["other"], each["kind"]) for each in back] == [(one["id"], "duplicate")]
    other = service.client.get(f"{ENTRIES}{path}", headers=staff("钱样张", OTHER)).json()
    assert other["links"] == []
    undone = service.client.delete(
        f"{ENTRIES}{path}", params={"other": two["id"], "kind": "duplicate"}, headers=staff()
    )
    assert undone.json()["links"] == []


def test_the_vocabularies_are_told_for_a_page_to_choose_from(service: Service) -> None:
    told = service.client.get("/api/v1/knowledge/vocabularies").raise_for_status().json()
    assert OWN in told["departments"]
    assert "个人" in told["audience"]
    assert {"id": "expiring", "name": "即将失效"} in told["standings"]
    assert any(each["id"] == "S2" for each in told["matters"])
