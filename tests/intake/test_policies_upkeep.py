"""Policies are kept by staff over HTTP: registered, tried on examples, published, taken back."""

from collections.abc import Iterator

import pytest

from intake.store import policy_profiles as kept_profiles
from tests.intake.test_policies_api import BASE, FIRMS, FITTING, OFFICER, House, opened


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with opened(tmp_path_factory.mktemp("policies")) as house:
        yield house


def test_staff_must_give_a_name(house: House) -> None:
    for path in ("editions", "reminders"):
        assert house.client.get(f"{BASE}/{path}").status_code == 422
    assert house.client.post(f"{BASE}/reminders/run").status_code == 422


def declaration(code: str = "ZC90", least: int = 10) -> str:
    return f"""
id = "{code}"
title = "样张稳岗小额奖励"
short = "样张奖励"
summary = "用于测试的样张政策。"
kind = "资金补贴"
level = "区"
specimen = true
audience = "各类企业"
department = "样张委员会"
valid_from = 2026-01-01
common = ["standing"]
[[source]]
title = "样张文件"
issuer = "样张委员会"
basis = "SAMPLE"
[[law]]
name = "least"
since = 2026-01-01
value = {least}
reference = "样张"
basis = "UNVERIFIED"
[[condition]]
id = "staff"
plain = "职工人数达到门槛"
official = "职工人数不少于规定人数"
holds = "staff_count >= law.least"
hard = true
remedy = "请增加用工。"
takes_days = 90
basis = "UNVERIFIED"
breaks = {{ staff_count = "1" }}
"""


def test_a_policy_is_registered_tried_published_and_taken_back(house: House) -> None:
    post = house.client.post
    made = post(f"{BASE}/editions", json={"content": declaration()}, headers=OFFICER)
    assert made.status_code == 201
    place = f"{BASE}/editions/{made.json()['id']}"
    assert post(f"{place}/publish", headers=OFFICER).status_code == 409
    assert house.client.get(f"{BASE}/ZC90").status_code == 404
    tried = post(f"{place}/test", headers=OFFICER).json()
    assert (tried["passed"], tried["state"], tried["faults"]) == (True, "tested", [])
    assert post(f"{place}/publish", headers=OFFICER).json()["state"] == "published"
    assert house.client.get(f"{BASE}/ZC90").json()["title"] == "样张稳岗小额奖励"
    checked = post(f"{BASE}/ZC90/check", json={"values": FITTING}).json()
    assert checked["verdict"] == "符合"
    firm = house.firm(FIRMS[0])
    assert "ZC90" in {each["policy"] for each in firm["items"]}
    assert post(f"{place}/take-back", headers=OFFICER).json()["state"] == "replaced"
    assert house.client.get(f"{BASE}/ZC90").status_code == 404
    shown = house.client.get(f"{BASE}/profiles/{firm['profile']}/checkups").json()
    assert "ZC90" not in {each["policy"] for each in shown["items"]}


def test_an_edition_that_does_not_judge_its_examples_right_is_not_published(
    house: House,
) -> None:
    content = declaration("ZC91", least=100)  # its example has sixty
    made = house.client.post(f"{BASE}/editions", json={"content": content}, headers=OFFICER).json()
    place = f"{BASE}/editions/{made['id']}"
    tried = house.client.post(f"{place}/test", headers=OFFICER).json()
    assert not tried["passed"]
    assert "样例企业应为“符合”" in tried["faults"][0]
    assert house.client.post(f"{place}/publish", headers=OFFICER).status_code == 409


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("id = ", "无法读取"),
        ('id = "ZC92"', "不合规范"),
        (declaration("ZC92").replace("staff_count >=", "staf_count >="), "staff_count"),
    ],
)
def test_a_wrong_declaration_is_refused_with_where_it_is_wrong(
    house: House, content: str, told: str
) -> None:
    answer = house.client.post(f"{BASE}/editions", json={"content": content}, headers=OFFICER)
    if answer.status_code == 201:
        place = f"{BASE}/editions/{answer.json()['id']}/test"
        answer = house.client.post(place, headers=OFFICER)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]


def test_an_imported_list_is_told_apart_and_says_whom_it_concerns(house: House) -> None:
    house.firm(FIRMS[0])
    coming = {"policies": [declaration("ZC93")], "deleted": ["ZC40"]}
    told = house.client.post(f"{BASE}/imports", json=coming, headers=OFFICER).json()
    assert {each["policy"]: each["change"] for each in told["changes"]} == {
        "ZC40": "删除",
        "ZC93": "新增",
    }
    assert all(each["firms"] >= 1 for each in told["changes"])
    assert told["editions"] == []
    kept = house.client.post(f"{BASE}/imports", json={**coming, "keep": True}, headers=OFFICER)
    made = {each["policy"]: each for each in kept.json()["editions"]}
    assert (made["ZC40"]["deletes"], made["ZC93"]["deletes"]) == (True, False)
    for each in made.values():
        place = f"{BASE}/editions/{each['id']}"
        house.client.post(f"{place}/test", headers=OFFICER).raise_for_status()
        house.client.post(f"{place}/publish", headers=OFFICER).raise_for_status()
    codes = {each["id"] for each in house.client.get(BASE).json()["items"]}
    assert ("ZC93" in codes, "ZC40" in codes) == (True, False)
    same = house.client.post(
        f"{BASE}/imports", json={"policies": [declaration("ZC93")]}, headers=OFFICER
    )
    assert same.json()["changes"] == []
    for each in made.values():
        place = f"{BASE}/editions/{each['id']}/take-back"
        house.client.post(place, headers=OFFICER).raise_for_status()
    assert house.client.get(f"{BASE}/ZC40").status_code == 200


def test_old_checkups_make_room(house: House) -> None:
    made = house.firm(FIRMS[0])
    office = house.app.state.office
    with office.store.write() as session:
        newest = kept_profiles.latest_checkups(session, made["profile"])
        for _ in range(kept_profiles.KEPT_CHECKUPS + 3):
            kept_profiles.add_checkups(session, made["profile"], newest)
        listed = kept_profiles.list_checkups(session, made["profile"])
    assert len(listed) == kept_profiles.KEPT_CHECKUPS
