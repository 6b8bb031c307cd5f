"""What a model adds is measured on the customer's own papers: gained, and wrongly believed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from eval.papers import evaluate
from eval.truth import read_truths
from intake.second_reader import make_second_reader
from intake.settings import ModelSettings
from models.engines.null import NullEngine
from tests.fake_model import FakeModel, drop, serving_model
from tests.typed_papers import ADDRESS, PERMIT, typed

TODAY = date(2026, 11, 20)
STREET = "道路普通货物运输"


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with serving_model() as model:
        yield model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three permits whose address the first reader misses, and what really stands there."""
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.pdf").write_bytes(typed(*PERMIT, f"编号{name}"))
        fields = {"owner_name": "松岚样张物流有限公司", "address": ADDRESS, "issue_date": None}
        document = {"doc_type": "road_transport_operation_licence", "fields": fields}
        truth = {"image": f"{name}.pdf", "documents": [document]}
        (tmp_path / f"{name}.json").write_text(json.dumps(truth), encoding="utf-8")
    return tmp_path


def answers(asked: dict) -> str:
    """The truth about one paper, an invention about another, some other print about a third."""
    text = json.dumps(asked, ensure_ascii=False)
    said = {"编号a": ADDRESS, "编号b": "上海市徐汇区听涛路1号", "编号c": "测试运输管理"}
    address = next(value for sign, value in said.items() if sign in text)
    return json.dumps({"address": address, "issue_date": "2024-05-01"}, ensure_ascii=False)


def test_truth_is_gained_and_inventions_are_not_believed(fake: FakeModel, folder: Path) -> None:
    fake.answer = answers
    settings = ModelSettings(url=fake.url, model="fake", seconds=2, send_text=True)
    without = evaluate(read_truths(folder), NullEngine(), TODAY)
    report = evaluate(read_truths(folder), NullEngine(), TODAY, second=make_second_reader(settings))
    assert without.model is None
    assert report.model is not None
    assert (report.model.gained, report.model.wrong, report.model.wrong_sure) == (1, 0, 0)
    assert report.all.right == without.all.right + 1
    assert report.model.failed == 0


def test_a_wrong_value_that_print_bears_out_is_counted_and_never_sure(
    fake: FakeModel, folder: Path
) -> None:
    fake.says({"address": "听涛路1号"})
    settings = ModelSettings(url=fake.url, model="fake", seconds=2, send_text=True)
    report = evaluate(read_truths(folder), NullEngine(), TODAY, second=make_second_reader(settings))
    assert report.model is not None
    assert (report.model.gained, report.model.wrong, report.model.wrong_sure) == (0, 3, 0)


def test_papers_without_an_answer_are_counted(fake: FakeModel, folder: Path) -> None:
    fake.fault = drop
    settings = ModelSettings(url=fake.url, model="fake", seconds=2, send_text=True)
    report = evaluate(read_truths(folder), NullEngine(), TODAY, second=make_second_reader(settings))
    assert report.model is not None
    assert (report.model.gained, report.model.wrong, report.model.failed) == (0, 0, 3)


def zhiban(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "intake.cli", "eval", "papers", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_the_command_measures_a_model(fake: FakeModel, folder: Path) -> None:
    fake.answer = answers
    reader = ("--reader-url", fake.url, "--reader-model", "fake", "--engine", "null")
    told = zhiban(str(folder), *reader)
    assert "补读：正确 1 项，错误 0 项" in told.stdout, told.stderr
    report = json.loads(zhiban(str(folder), *reader, "--json").stdout)
    assert report["model"] == {"gained": 1, "wrong": 0, "wrong_sure": 0, "failed": 0}


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (("--reader-url", "http://127.0.0.1:9/v1"), "--reader-model"),
        (("--reader-url", "nowhere", "--reader-model", "m"), "不是语言模型的地址"),
    ],
)
def test_a_model_that_is_not_named_rightly_is_refused(
    folder: Path, reader: tuple[str, ...], said: str
) -> None:
    ended = zhiban(str(folder), *reader, "--engine", "null")
    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
