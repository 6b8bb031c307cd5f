"""Policy check-ups over real HTTP, against the simulated registers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from eval.serving import serving
from intake.app import create_app
from intake.feeds.population import Population
from intake.feeds.simulator import create_simulator
from intake.settings import Settings
from knowledge.policies import read_library
from tests.intake.conftest import LIMITS

POPULATION = Population("policies")
FIRMS = [each["uscc"] for each in POPULATION.things["firm"]][:4]
OFFICER = {"X-Officer": quote("陈样张")}
BASE = "/api/v1/policies"
LIBRARY = read_library()
FITTING = LIBRARY.policy("ZC06").example


@dataclass(frozen=True)
class House:
    client: httpx.Client
    registers: str
    app: Any

    def firm(self, uscc: str) -> dict[str, Any]:
        answer = self.client.post(f"{BASE}/profiles", json={"uscc": uscc})
        return dict(answer.raise_for_status().json())

    def profile(self, profile_id: str) -> dict[str, Any]:
        answer = self.client.get(f"{BASE}/profiles/{profile_id}")
        return dict(answer.raise_for_status().json())

    def edit(self, profile_id: str, version: int, **values: str) -> httpx.Response:
        return self.client.patch(
            f"{BASE}/profiles/{profile_id}",
            json={"values": values},
            headers={"If-Match": f'"{version}"'},
        )


@contextmanager
def opened(data: Path) -> Iterator[House]:
    """Yield a service of its own with the simulated registers beside it."""
    with serving(create_simulator(population=POPULATION)) as registers:
        settings = Settings(data=data, engine="null", gateway_url=registers, limits=LIMITS)
        app = create_app(settings)
        with serving(app) as url, httpx.Client(base_url=url, timeout=60) as client:
            yield House(client, registers, app)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with opened(tmp_path_factory.mktemp("policies")) as house:
        yield house


def facts(shape: dict[str, Any]) -> dict[str, Any]:
    return {each["key"]: each for each in shape["facts"]}


def test_the_catalogue_lists_every_policy_and_finds_by_kind_and_words(house: House) -> None:
    every = house.client.get(BASE).json()
    assert every["total"] == len(LIBRARY.policies)
    taxes = house.client.get(BASE, params={"kind": "税费优惠"}).json()["items"]
    assert taxes
    assert {each["kind"] for each in taxes} == {"税费优惠"}
    found = house.client.get(BASE, params={"q": "高新"}).json()["items"]
    assert "ZC01" in {each["id"] for each in found}


def test_a_policy_shows_each_condition_with_the_data_it_needs(house: House) -> None:
    shape = house.client.get(f"{BASE}/ZC06").json()
    staff = next(each for each in shape["conditions"] if each["id"] == "staff")
    assert staff["data"][0]["label"] == "职工人数"
    assert staff["data"][0]["registers"]
    assert staff["data"][0]["catalogue"]
    assert {each["id"] for each in shape["related"]} == {"ZC05", "ZC07"}
    assert house.client.get(f"{BASE}/ZC99").status_code == 404


def test_a_described_firm_is_checked_without_being_stored(house: House) -> None:
    answer = house.client.post(f"{BASE}/ZC06/check", json={"values": FITTING}).json()
    assert (answer["verdict"], answer["fit"]["lower"]) == ("符合", 1)
    every = house.client.post(f"{BASE}/check", json={"values": FITTING}).json()
    assert len(every["items"]) == len(LIBRARY.policies)
    old = {"values": FITTING, "on": "2022-12-31"}
    closed = house.client.post(f"{BASE}/ZC06/check", json=old).json()
    assert closed["period"]["opening"] == "政策未生效或已到期"


def test_a_value_that_does_not_fit_is_refused_in_chinese(house: House) -> None:
    answer = house.client.post(f"{BASE}/check", json={"values": {"staff_count": "很多"}})
    assert answer.status_code == 422
    assert "“职工人数”应为数字" in answer.json()["detail"]
    assert answer.json()["errors"][0]["pointer"] == "/values/staff_count"


def test_a_wrong_credit_code_is_refused(house: House) -> None:
    answer = house.client.post(f"{BASE}/profiles", json={"uscc": "91310120MA1YK8R10X"})
    assert answer.status_code == 422
    assert "统一社会信用代码有误" in answer.json()["detail"]


def test_the_registers_fill_the_profile_and_every_value_says_where_it_is_from(
    house: House,
) -> None:
    made = house.firm(FIRMS[0])
    shape = house.profile(made["profile"])
    known = facts(shape)
    truth = next(each for each in POPULATION.things["firm"] if each["uscc"] == FIRMS[0])
    assert shape["name"] == truth["name"]
    assert known["staff_count"]["value"] == str(truth["business"]["staff_count"])
    assert known["staff_count"]["source"] == "db.social_firm"
    assert known["dishonest"]["value"] == truth["business"]["dishonest"]
    assert all(each["source"] and each["as_of"] for each in known.values() if each["value"])
    assert not shape["silent"]
    assert len(made["items"]) == len(LIBRARY.policies)
    assert made["ask"]


def test_the_same_firm_is_kept_once_and_checked_again(house: House) -> None:
    first, second = house.firm(FIRMS[0]), house.firm(FIRMS[0])
    assert first["profile"] == second["profile"]
    assert second["version"] == first["version"] + 1


def test_an_edit_is_kept_beside_what_the_register_says_and_tells_what_turned(
    house: House,
) -> None:
    made = house.firm(FIRMS[1])
    truth = next(each for each in POPULATION.things["firm"] if each["uscc"] == FIRMS[1])
    said = str(truth["business"]["staff_count"] + 1000)
    answer = house.edit(made["profile"], made["version"], staff_count=said).raise_for_status()
    body = answer.json()
    assert "ZC06" in body["recomputed"]
    assert "ZC40" not in body["recomputed"]
    staff = facts(house.profile(made["profile"]))["staff_count"]
    assert (staff["value"], staff["declared"], staff["source_title"]) == (said, True, "企业自报")
    assert str(truth["business"]["staff_count"]) in {each["value"] for each in staff["registers"]}
    again = house.firm(FIRMS[1])
    assert facts(house.profile(again["profile"]))["staff_count"]["value"] == said
    shown = house.client.get(f"{BASE}/profiles/{made['profile']}/checkups/ZC06").json()
    used = next(each for each in shown["conditions"] if each["id"] == "staff")["used"][0]
    assert used["declared"]
    assert used["register_says"] == str(truth["business"]["staff_count"])


def test_an_edit_on_an_old_version_overwrites_nothing(house: House) -> None:
    made = house.firm(FIRMS[2])
    house.edit(made["profile"], made["version"], loan_amount="1000000").raise_for_status()
    stale = house.edit(made["profile"], made["version"], loan_amount="2000000")
    assert stale.status_code == 412
    bare = house.client.patch(
        f"{BASE}/profiles/{made['profile']}", json={"values": {"loan_amount": "1"}}
    )
    assert bare.status_code == 428
    assert facts(house.profile(made["profile"]))["loan_amount"]["value"] == "1000000"


def test_a_register_that_is_down_is_named_and_its_conditions_stay_open(house: House) -> None:
    control = f"{house.registers}/control/tax"
    httpx.put(control, json={"fault": "garbage"}).raise_for_status()
    try:
        made = house.firm(FIRMS[3])
    finally:
        httpx.put(control, json={"fault": None})
    assert made["silent"] == ["税务登记与申报"]
    assert "taxable_income" not in facts(house.profile(made["profile"]))
    shown = house.client.get(f"{BASE}/profiles/{made['profile']}/checkups/ZC06").json()
    states = {each["id"]: each["state"] for each in shown["conditions"]}
    assert (states["income"], states["staff"]) != ("met", "unknown")
    assert states["income"] == "unknown"


def test_an_unknown_profile_is_told_as_such(house: House) -> None:
    assert house.client.get(f"{BASE}/profiles/{'0' * 32}").status_code == 404
    assert house.client.get(f"{BASE}/profiles/moon").status_code == 422


def test_what_is_known_of_a_firm_lies_sealed(house: House) -> None:
    house.firm(FIRMS[0])
    name = next(each["name"] for each in POPULATION.things["firm"] if each["uscc"] == FIRMS[0])
    for path in house.app.state.office.settings.data.glob("zhiban.db*"):
        data = path.read_bytes()
        assert FIRMS[0].encode() not in data
        assert name.encode() not in data


def test_reminders_are_told_once_and_not_to_who_opted_out(house: House) -> None:
    made = house.firm(FIRMS[2])
    place = f"{BASE}/profiles/{made['profile']}"
    version = house.edit(made["profile"], made["version"], permit_valid_to="2020-01-31").json()
    first = house.client.post(f"{place}/reminders/run").json()["items"]
    assert ("permit_valid_to", "证书已到期") in {(each["about"], each["reason"]) for each in first}
    assert house.client.post(f"{place}/reminders/run").json()["items"] == []
    run = house.client.post(f"{BASE}/reminders/run", headers=OFFICER).raise_for_status().json()
    assert run["failed"] == 0
    listed = house.client.get(f"{place}/reminders").json()
    assert len(listed["items"]) == len({each["id"] for each in listed["items"]}) >= len(first)
    seen = house.client.post(f"{place}/reminders/{first[0]['id']}/seen").json()
    assert seen["seen_at"]
    out = house.client.put(
        f"{place}/reminders",
        json={"reminders": False},
        headers={"If-Match": f'"{version["version"]}"'},
    )
    assert out.json()["reminders"] is False
    house.edit(made["profile"], out.json()["version"], hightech_valid_to="2020-01-31")
    assert house.client.post(f"{place}/reminders/run").json()["items"] == []
