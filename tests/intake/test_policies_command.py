"""The policies on the command line."""

import json

import pytest
from typer.testing import CliRunner

from intake.commands.knowledge import app
from knowledge.policies import read_library
from models.errors import InvalidRequestError

LIBRARY = read_library()


def said(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["policies", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def told(facts: dict[str, str]) -> list[str]:
    return [f"--say={key}={text}" for key, text in facts.items()]


def test_it_counts_what_is_declared() -> None:
    counted = json.loads(said("--count", "--json"))
    assert counted["policies"] == len(LIBRARY.policies)
    assert counted["conditions"] == sum(len(each.conditions) for each in LIBRARY.policies.values())


def test_it_lists_them_and_shows_one() -> None:
    assert len(json.loads(said("--json"))) == len(LIBRARY.policies)
    shown = said("ZC06")
    assert "小型微利企业所得税优惠" in shown
    assert all(each.plain in shown for each in LIBRARY.policy("ZC06").conditions)


def test_it_checks_a_described_firm() -> None:
    example = LIBRARY.policy("ZC06").example
    (made,) = json.loads(said("ZC06", "--json", *told(example)))
    assert made["verdict"] == "符合"
    larger = said("ZC06", "--json", *told({**example, "staff_count": "400"}))
    assert json.loads(larger)[0]["verdict"] == "暂不符合，可以补正"


def test_a_fact_without_a_value_is_refused() -> None:
    with pytest.raises(InvalidRequestError, match="写成 名称=值"):
        CliRunner().invoke(app, ["policies", "--say=staff_count"], catch_exceptions=False)
