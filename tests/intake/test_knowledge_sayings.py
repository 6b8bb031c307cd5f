"""Everyday words as staff keep them: used at once, with their history, over real HTTP."""

from typing import Any

import httpx
import pytest

from intake.knowledge.sayings import sayings_for
from knowledge.index.scope import Scope
from tests.intake.conftest import Service
from tests.intake.knowledge_desk import DAY
from tests.intake.test_knowledge_api import problem, published, staff

TERMS = "/api/v1/knowledge/terms"


def send(
    service: Service, method: str, path: str, sent: Any, seen: int | None = None
) -> httpx.Response:
    headers = staff() | ({"If-Match": f'"{seen}"'} if seen else {})
    return service.client.request(method, f"{TERMS}{path}", json=sent, headers=headers)


def row(say: str, *official: str, **more: Any) -> dict[str, Any]:
    return {"say": [say], "official": list(official), "reason": "群众常这样问"} | more


def official(service: Service, asked: str, **scope: str) -> tuple[str, ...]:
    with service.office.store.read() as session:
        return sayings_for(session, Scope(day=DAY, **scope)).official(asked)


def test_a_row_is_used_from_the_next_question_until_it_is_retired(service: Service) -> None:
    kept = published(service, title="蓝鲸凭据换领", body="换领蓝鲸凭据须本人到场。")

    def found() -> set[str]:
        asked = {"question": "小鱼本本坏了怎么办"}
        answer = service.client.post("/api/v1/knowledge/search", json=asked, headers=staff())
        return {each["entry"] for each in answer.raise_for_status().json()["hits"]}

    assert kept["id"] not in found()
    added = send(service, "POST", "", row("小鱼本本", "蓝鲸凭据")).raise_for_status().json()
    assert kept["id"] in found()
    retired = {"state": "retired", "reason": "不再这样叫"}
    send(service, "POST", f"/{added['id']}/state", retired, 1).raise_for_status()
    assert kept["id"] not in found()


def test_every_version_of_a_row_is_kept_with_who_and_why(service: Service) -> None:
    added = send(service, "POST", "", row("红皮本", "甲证")).raise_for_status().json()
    path = f"/{added['id']}"
    send(service, "PUT", path, row("红皮本", "乙证", reason="原来写错"), 1).raise_for_status()
    assert problem(send(service, "PUT", path, row("红皮本", "丙证"), 1)) == (412, "stale_record")
    told = service.client.get(f"{TERMS}{path}", headers=staff()).json()
    assert [(each["version"], each["official"], each["reason"]) for each in told["history"]] == [
        (2, ["乙证"], "原来写错"),
        (1, ["甲证"], "群众常这样问"),
    ]
    assert official(service, "红皮本丢了") == ("乙证",)


def test_a_row_without_official_words_mutes_the_product_s(service: Service) -> None:
    asked = "大蓝卡丢在路上"
    assert official(service, asked)
    added = send(service, "POST", "", row("大蓝卡")).raise_for_status().json()
    assert official(service, asked) == ()
    back = {"state": "retired", "reason": "还是要用"}
    send(service, "POST", f"/{added['id']}/state", back, 1).raise_for_status()
    assert official(service, asked)


def test_a_row_holds_only_where_and_for_whom_it_is_meant(service: Service) -> None:
    narrow = row("摆渡小车", "城乡公交", districts=["崇明区"], audience=["个人"])
    send(service, "POST", "", narrow).raise_for_status()
    assert official(service, "摆渡小车几点开") == ("城乡公交",)
    assert official(service, "摆渡小车几点开", district="崇明区", audience="个人") == ("城乡公交",)
    assert official(service, "摆渡小车几点开", district="静安区") == ()
    assert official(service, "摆渡小车几点开", audience="企业") == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (row("本", "甲证"), "2 至 40"),
        (row("红本本", "甲证", service="S99"), "S99"),
        (row("红本本", "甲证", districts=["崇明"]), "崇明区"),
        (row("红本本", "甲证") | {"say": []}, "至少"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_the_remedy(
    service: Service, wrong: dict[str, Any], said: str
) -> None:
    refused = send(service, "POST", "", wrong)
    assert problem(refused) == (422, "invalid_request")
    assert said in refused.json()["detail"]
