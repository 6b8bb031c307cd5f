"""The calculators over HTTP and on the command line say the same, and refuse alike."""

import json
from pathlib import Path

import pytest

from tests.intake.conftest import Service
from tests.intake.test_cli import zhiban
from tests.intake.test_cli_bad_input import prove_told

CAR = {
    "subsidy_kind": "报废更新",
    "new_power": "新能源乘用车",
    "new_price": "159800",
    "invoice_date": "2026-06-01",
    "old_fuel": "汽油",
}


def test_every_calculator_is_listed_with_its_inputs(service: Service) -> None:
    listed = service.client.get("/api/calculators").raise_for_status().json()

    (car,) = (each for each in listed if each["id"] == "car_subsidy")
    kind = car["inputs"][0]
    assert (kind["key"], kind["label"], kind["type"]) == ("subsidy_kind", "补贴类型", "choice")
    assert (kind["options"], kind["required"]) == (["报废更新", "置换更新"], True)
    assert car["matters"] == ["B04"]


@pytest.mark.parametrize("price", ["159800", 159800, 159800.0])
def test_a_calculation_comes_with_its_working(service: Service, price: str | float) -> None:
    answer = service.client.post("/api/calculators/car_subsidy", json=CAR | {"new_price": price})

    calculation = answer.raise_for_status().json()
    assert (calculation["result"], calculation["unit"]) == ("19176", "元")
    assert "159800 元 × 12%＝19176 元" in "".join(calculation["steps"])
    assert calculation["references"][0]["basis"].startswith("SOURCED")
    assert calculation["unverified"] is False


def test_the_day_the_rules_are_asked_for_can_be_told(service: Service) -> None:
    car = {key: value for key, value in CAR.items() if key != "invoice_date"}

    answer = service.client.post("/api/calculators/car_subsidy?on=2025-06-01", json=car)

    assert answer.raise_for_status().json()["result"] == "20000"


@pytest.mark.parametrize(
    ("name", "json", "status", "said"),
    [
        ("car_subsidy", CAR | {"new_price": ""}, 422, "“新车销售价格（价税合计）”没有填写"),
        ("car_subsidy", {}, 422, "“补贴类型”没有填写"),
        ("car_subsidy", [], 422, "应为 JSON 对象"),
        ("car_subsidy", CAR | {"invoice_date": "2030-01-01"}, 422, "没有登记2030-01-01施行的"),
        ("ebike_rebate", {"trade_date": "2026-01-01"}, 422, "没有登记在案"),
        ("no_such", {}, 404, "没有名为“no_such”的计算器"),
    ],
)
def test_a_refusal_is_problem_details_in_chinese(
    service: Service, name: str, json: object, status: int, said: str
) -> None:
    answer = service.client.post(f"/api/calculators/{name}", json=json)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.json()["detail"]
    assert answer.json()["remedy"]


def test_the_command_prints_the_same_as_the_service(service: Service, tmp_path: Path) -> None:
    values = [f"{key}={value}" for key, value in CAR.items()]

    ended = zhiban(tmp_path, "calculate", "car_subsidy", *values, "--on", "2026-11-28", "--json")

    url = "/api/calculators/car_subsidy?on=2026-11-28"
    assert json.loads(ended.stdout) == service.client.post(url, json=CAR).json()


def test_the_command_tells_a_person_the_working(tmp_path: Path) -> None:
    values = [f"{key}={value}" for key, value in CAR.items()]

    ended = zhiban(tmp_path, "calculate", "car_subsidy", *values)

    assert ended.stdout.startswith("汽车以旧换新补贴：19176元\n1. 适用政策")
    assert "结果以其成立为前提" in ended.stdout


def test_the_command_lists_what_each_calculator_asks_for(tmp_path: Path) -> None:
    ended = zhiban(tmp_path, "calculate", "--json")
    assert {"truck_subsidy", "overlimit"} <= {each["id"] for each in json.loads(ended.stdout)}
    assert "老旧营运货车报废更新补贴" in zhiban(tmp_path, "calculate").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no_such"], "没有名为"),
        (["car_subsidy"], "没有填写"),
        (["car_subsidy", "new_price"], "名称=值"),
        (["car_subsidy", "new_price=1", "new_price=2"], "只写一次"),
    ],
)
def test_the_command_refuses_in_chinese(tmp_path: Path, arguments: list[str], said: str) -> None:
    prove_told(zhiban(tmp_path, "calculate", *arguments, "--json"), said)
