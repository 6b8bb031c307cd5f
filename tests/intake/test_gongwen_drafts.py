"""Drafts of the drafting desk over real HTTP: each officer's own, and never overwritten unseen."""

import json
from urllib.parse import quote

from sqlalchemy import select

from docgen.gongwen.document.head import Head
from intake.store import tables
from intake.store.gongwen_drafts import Draft
from tests.intake.conftest import Service

PATH = "/api/v1/gongwen/drafts"


def who(name: str, version: int | None = None) -> dict[str, str]:
    seen = {} if version is None else {"If-Match": f'"{version}"'}
    return {"X-Officer": quote(name), **seen}


def test_a_draft_is_kept_changed_listed_and_dropped(service: Service) -> None:
    new = {"title": "关于增加运力的请示", "text": "市交通委：\n妥否，请批示。"}
    made = service.client.post(PATH, json=new, headers=who("周样张"))
    assert made.status_code == 201
    address = f"{PATH}/{made.json()['id']}"
    changed = service.client.put(address, json=new | {"text": "改过。"}, headers=who("周样张", 1))
    assert changed.json()["version"] == 2
    assert service.client.get(address, headers=who("周样张")).json()["text"] == "改过。"
    listed = service.client.get(PATH, headers=who("周样张")).json()["items"]
    assert [each["title"] for each in listed] == ["关于增加运力的请示"]
    assert "text" not in listed[0]
    assert service.client.delete(address, headers=who("周样张")).status_code == 204
    assert service.client.get(address, headers=who("周样张")).status_code == 404


def test_nobody_else_sees_changes_or_drops_a_draft(service: Service) -> None:
    made = service.client.post(PATH, json={"text": "内部稿"}, headers=who("周样张")).json()
    address = f"{PATH}/{made['id']}"
    assert service.client.get(address, headers=who("吴样张")).status_code == 404
    taken = service.client.put(address, json={"text": "。"}, headers=who("吴样张", 1))
    assert taken.status_code == 404
    assert service.client.delete(address, headers=who("吴样张")).status_code == 404
    assert service.client.get(PATH, headers=who("吴样张")).json()["items"] == []
    assert service.client.get(address, headers=who("周样张")).json()["text"] == "内部稿"


def test_an_older_tab_does_not_overwrite_a_newer_one(service: Service) -> None:
    made = service.client.post(PATH, json={"text": "一"}, headers=who("周样张")).json()
    address = f"{PATH}/{made['id']}"
    service.client.put(address, json={"text": "二"}, headers=who("周样张", 1)).raise_for_status()
    stale = service.client.put(address, json={"text": "三"}, headers=who("周样张", 1))
    assert stale.status_code == 412
    assert service.client.get(address, headers=who("周样张")).json()["text"] == "二"
    assert (
        service.client.put(address, json={"text": "四"}, headers=who("周样张")).status_code == 428
    )


def test_a_head_is_kept_as_typed_sealed_and_goes_with_its_draft(service: Service) -> None:
    head = {"number": "沪样发〔2026〕12号", "signatories": ["李样张"], "printed": "2026年11月"}
    told = {"text": "正文", "head": head | {"form": "公文", "sealed": True}}
    made = service.client.post(PATH, json=told, headers=who("周样张")).json()
    assert "head" not in made
    address = f"{PATH}/{made['id']}"
    kept = service.client.get(address, headers=who("周样张")).json()["head"]
    assert {**kept, **head} == kept
    assert (kept["form"], kept["sealed"], kept["issuers"]) == ("公文", True, [])
    with service.office.store.read() as session:
        rows = session.connection.execute(select(tables.gongwen_drafts)).all()
    assert "沪样发".encode() not in repr(rows).encode()
    gone = service.client.put(address, json={"text": "正文"}, headers=who("周样张", 1))
    assert gone.status_code == 200
    assert service.client.get(address, headers=who("周样张")).json()["head"]["number"] == ""


def test_a_draft_of_before_has_an_empty_head() -> None:
    kept = {"title": "旧稿", "text": "正文", "id": "0" * 32, "owner": "", "version": 1}
    draft = Draft.model_validate_json(json.dumps(kept | {"changed_at": "2026-01-01T00:00:00Z"}))
    assert draft.head == Head()


def test_a_head_that_is_too_long_or_unknown_is_refused(service: Service) -> None:
    for head in ({"number": "一" * 5001}, {"issuers": ["局"] * 51}, {"secrecy": "机密"}):
        refused = service.client.post(PATH, json={"text": "", "head": head}, headers=who("周样张"))
        assert refused.status_code == 422
        assert "请求内容不符合要求" in refused.json()["detail"]


def test_neither_text_nor_name_of_a_draft_can_be_read_in_the_database(service: Service) -> None:
    service.client.post(PATH, json={"text": "机要内容甲乙丙"}, headers=who("郑样张"))
    with service.office.store.read() as session:
        rows = session.connection.execute(select(tables.gongwen_drafts)).all()
    kept = repr(rows).encode()
    assert rows
    assert "机要内容".encode() not in kept
    assert "郑样张".encode() not in kept
