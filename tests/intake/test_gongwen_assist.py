"""The assistant at the desk: off is a clear state, a model's text is proofread before sending."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from pydantic import SecretStr

from eval.serving import serving
from intake.app import create_app
from intake.gongwen.settings import DraftingSettings
from intake.settings import ModelSettings, Settings
from tests.fake_model import SILENT, FakeModel, serving_model
from tests.intake.conftest import Service

PATH = "/api/v1/gongwen/assist"
ME = {"X-Officer": quote("周样张")}
TEXT = "样张方案\n一、总体要求\n各单位应当按照职责分工做好冬季公交保障工作，确保市民出行。"


@pytest.fixture(scope="module")
def model() -> Iterator[FakeModel]:
    with serving_model() as model:
        yield model


@pytest.fixture(scope="module")
def client(model: FakeModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("assisted")
    settings = Settings(
        data=folder,
        engine="null",
        gateway_url="http://127.0.0.1:9",
        llm=ModelSettings(url=model.url, model="fake", key=SecretStr("k")),
        drafting=DraftingSettings(assist=True, assist_seconds=5),
    )
    with (
        serving(create_app(settings)) as url,
        httpx.Client(base_url=url, timeout=60, headers=ME) as client,
    ):
        yield client


def events(client: httpx.Client, **asked: Any) -> list[tuple[str, dict[str, Any]]]:
    told = client.post(PATH, json=asked, headers=ME).raise_for_status().text
    blocks = [block.split("\n") for block in told.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data[6:])) for name, data in blocks]


def test_without_a_model_the_state_is_told_and_extracts_still_work(service: Service) -> None:
    told = service.client.get(PATH, headers=ME).json()
    assert told["state"] == "off"
    assert "没有配置语音转写服务" in told["deaf"]
    name, done = events(service.client, task="extract", text=TEXT)[-1]
    assert (name, done["engine"]) == ("done", "rules")
    assert done["text"] in TEXT
    name, off = events(service.client, task="rewrite", text=TEXT)[-1]
    assert (name, off["state"], off["text"]) == ("done", "off", "")
    assert "没有设置大模型" in off["doubts"][0]


def test_a_models_sentences_come_one_by_one_with_its_engine_and_its_doubts(
    client: httpx.Client, model: FakeModel
) -> None:
    model.fault = None
    model.answer = lambda _: "各单位要贯策落实。完成1300个班次。"
    told = events(client, task="rewrite", text=TEXT)
    assert [name for name, _ in told] == ["words", "words", "done"]
    done = told[-1][1]
    assert done["engine_title"] == "大模型"
    assert any("1300" in each for each in done["doubts"])
    assert any("贯策" in each for each in done["doubts"])


def test_a_model_that_fails_is_a_named_state(client: httpx.Client, model: FakeModel) -> None:
    model.fault = SILENT["server error"]
    name, done = events(client, task="rewrite", text=TEXT)[-1]
    assert (name, done["state"]) == ("done", "down")
    assert "原文没有改动" in done["doubts"][0]


def test_an_unknown_task_is_a_problem(service: Service) -> None:
    name, problem = events(service.client, task="nothing", text=TEXT)[-1]
    assert (name, problem["status"]) == ("problem", 404)


def test_speech_without_an_endpoint_is_a_clear_state(service: Service) -> None:
    file = {"file": ("会议.wav", b"RIFF\0\0\0\0WAVE")}
    refused = service.client.post("/api/v1/gongwen/transcriptions", files=file, headers=ME)
    assert refused.status_code == 422
    assert "没有配置语音转写服务" in refused.json()["detail"]
