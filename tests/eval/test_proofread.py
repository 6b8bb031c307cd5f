"""Spelling is measured by whole sentences, on lines of what is written and what is meant."""

import json
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from typer.testing import CliRunner

from eval.commands import app
from eval.proofread import read_set
from models.errors import InvalidRequestError
from tests.fake_likelihoods import CharacterModel, completing
from tests.fake_model import FakeModel, serving_model, status

ROWS = [
    (
        "各部门要切实加强组织领到，确保各项工作落到实处。",
        "各部门要切实加强组织领导，确保各项工作落到实处。",
    ),
    ("本条例自公布之日起施行。", "本条例自公布之日起施行。"),
    ("现将有关事项通知如下。", "现将有关的事项通知如下。"),
]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "odw_made.jsonl"
    lines = (json.dumps({"source": one, "target": other}) for one, other in ROWS)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_set_is_measured_beside_what_others_reach(made: Path) -> None:
    run = CliRunner().invoke(app, ["proofread", str(made), "--json"])
    assert run.exit_code == 0, run.output
    (report,) = json.loads(run.stdout)
    assert (report["sentences"], report["wrong"]) == (3, 2)
    assert report["correction"] == {"precision": 100.0, "recall": 50.0, "f1": 66.7}
    assert report["clean_changed"] == 0
    assert report["published"]


def test_every_line_is_in_one_of_four_parts(made: Path) -> None:
    parts = [read_set(made, part) for part in range(4)]
    assert sorted(line.source for part in parts for line in part) == sorted(a for a, _ in ROWS)


@pytest.mark.parametrize("line", ["{", "[]", '{"source": "只有一边"}'])
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InvalidRequestError, match="第 1 行"):
        read_set(path)


@pytest.mark.parametrize("broken", [False, True])
def test_a_language_model_judges_and_its_silences_are_counted(made: Path, broken: bool) -> None:
    language = CharacterModel(target for _, target in ROWS)
    with serving_model(FakeModel(completing=completing(language))) as model, capture_logs():
        model.fault = status(500) if broken else None
        judge = ["--judge-url", model.url, "--judge-model", "fake"]
        run = CliRunner().invoke(app, ["proofread", str(made), *judge, "--json"])
    assert run.exit_code == 0, run.output
    (report,) = json.loads(run.stdout)
    assert model.asked
    assert (report["unjudged"] > 0) == broken
    assert report["correction"]["recall"] == 50.0


def test_a_judge_without_a_name_is_refused(made: Path) -> None:
    run = CliRunner().invoke(app, ["proofread", str(made), "--judge-url", "http://127.0.0.1:9/v1"])
    assert isinstance(run.exception, InvalidRequestError)
    assert "--judge-model" in str(run.exception)
