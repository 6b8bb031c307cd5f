"""A language model judges spelling at the desk and on the command line, where it may be asked."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from typer.testing import CliRunner

from eval.serving import serving
from intake.app import create_app
from intake.cli import make_cli
from intake.gongwen.settings import DraftingSettings
from intake.settings import ModelSettings, Settings
from tests.fake_likelihoods import CharacterModel, completing
from tests.fake_model import FakeModel, serving_model, status

PATH = "/api/v1/gongwen/proofread"
ME = {"X-Officer": quote("周样张")}
TEXT = "各部门要切实加强组织领到，确保各项工作落到实处。"
LANGUAGE = CharacterModel([TEXT.replace("领到", "领导")])


@pytest.fixture(scope="module")
def model() -> Iterator[FakeModel]:
    with serving_model(FakeModel(completing=completing(LANGUAGE))) as model:
        yield model


@pytest.fixture(scope="module")
def client(model: FakeModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    settings = Settings(
        data=tmp_path_factory.mktemp("judged"),
        engine="null",
        gateway_url="http://127.0.0.1:9",
        llm=ModelSettings(url=model.url, model="fake"),
        drafting=DraftingSettings(judge=True, judge_seconds=60),
    )
    with (
        serving(create_app(settings)) as url,
        httpx.Client(base_url=url, timeout=120, headers=ME) as client,
    ):
        yield client


def spelling(client: httpx.Client) -> tuple[dict[str, Any], list[str]]:
    told = client.post(PATH, json={"text": TEXT}).raise_for_status().json()
    (fault,) = (each for each in told["faults"] if each["kind"] == "错别字")
    return fault, told["doubts"]


def test_a_fault_says_that_a_language_model_judged_it(
    client: httpx.Client, model: FakeModel
) -> None:
    fault, doubts = spelling(client)
    assert (fault["wrong"], fault["suggestions"][0]) in {("到", "导"), ("领到", "领导")}
    assert "大语言模型" in fault["source"]
    assert doubts == []
    assert any("加强组织领导" in prompt for prompt in model.asked[0]["prompt"])


def test_an_endpoint_that_is_down_is_told_and_our_own_result_stands(
    client: httpx.Client, model: FakeModel
) -> None:
    model.fault = status(503)
    fault, doubts = spelling(client)
    model.fault = None
    assert fault["source"] == "错别字模型"
    assert any("暂时无法访问" in each for each in doubts)


@pytest.mark.parametrize("on", [True, False])
def test_the_command_line_asks_only_where_it_may(
    on: bool, model: FakeModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIBAN_LLM_URL", model.url)
    monkeypatch.setenv("ZHIBAN_LLM_MODEL", "fake")
    monkeypatch.setenv("ZHIBAN_DRAFTING_JUDGE", str(on))
    monkeypatch.setenv("ZHIBAN_DRAFTING_JUDGE_SECONDS", "60")
    model.asked.clear()
    file = tmp_path / "样张.txt"
    file.write_text(TEXT, encoding="utf-8")
    run = CliRunner().invoke(make_cli(["proofread"]), ["proofread", str(file), "--json"])
    assert run.exit_code == 0, run.output
    (fault,) = (each for each in json.loads(run.stdout) if each["kind"] == "错别字")
    assert ("大语言模型" in fault["source"], bool(model.asked)) == (on, on)
