"""Drafts of the drafting desk over real HTTP: each officer's own, and never overwritten unseen."""

from urllib.parse import quote

from sqlalchemy import select

from intake.store import tables
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


def test_neither_text_nor_name_of_a_draft_can_be_read_in_the_database(service: Service) -> None:
    service.client.post(PATH, json={"text": "机要内容甲乙丙"}, headers=who("郑样张"))
    with service.office.store.read() as session:
        rows = session.connection.execute(select(tables.gongwen_drafts)).all()
    kept = repr(rows).encode()
    assert rows
    assert "机要内容".encode() not in kept
    assert "郑样张".encode() not in kept
