"""Versions of an entry held against each other, and an entry beside the others, over real HTTP."""

from typing import Any

from tests.intake.conftest import Service
from tests.intake.test_knowledge_api import (
    ENTRIES,
    OTHER,
    OWN,
    body,
    call,
    create,
    published,
    staff,
)


def get(service: Service, path: str, **asked: Any) -> dict[str, Any]:
    answer = service.client.get(f"{ENTRIES}/{path}", params=asked, headers=staff())
    return dict(answer.raise_for_status().json())


def test_a_changed_figure_is_told_before_changed_words(service: Service) -> None:
    kept = published(service, body="到窗口办理。\n\n补贴每辆 2 万元。")
    edited = body(body="到大厅办理。\n\n补贴每辆 3 万元。")
    service.client.put(
        f"{ENTRIES}/{kept['id']}",
        json=edited,
        headers=staff() | {"If-Match": f'"{kept["revision"]}"'},
    ).raise_for_status()
    changes = get(service, f"{kept['id']}/diff", old=1, new=2)["changes"]
    assert [each["weighty"] for each in changes] == [True, False]
    assert "2 万元" in changes[0]["old"]
    assert "3 万元" in changes[0]["new"]
    assert get(service, f"{kept['id']}/diff", old=2, new=2)["changes"] == []


def test_what_repeats_an_entry_is_told_and_what_is_hidden_is_not(service: Service) -> None:
    words = "崇明桂花节期间临时停车场向观众免费开放，入场前在随申办预约，每车限停四小时，逾时收费。"
    one = published(service, title="桂花节停车预约", body=words)
    two = published(service, title="桂花节停车怎么预约", body=words)
    hidden = published(service, title="桂花节停车预约内部口径", body=words, readers=[OWN])
    draft = create(service, title="桂花节停车预约草稿", body=words)
    told = get(service, f"{one['id']}/related")
    assert {each["entry"] for each in told["copies"]} == {two["id"], hidden["id"]}
    other = service.client.get(
        f"{ENTRIES}/{one['id']}/related", headers=staff("钱样张", OTHER)
    ).json()
    assert {each["entry"] for each in other["copies"]} == {two["id"]}
    named = {each["entry"] for each in told["related"]}
    assert not named & {one["id"], draft["id"]}
    call(service, f"/{two['id']}/delete", {"reason": "内容重复"}, "吴样张", two["revision"])
    left = get(service, f"{one['id']}/related")
    assert {each["entry"] for each in left["copies"]} == {hidden["id"]}
