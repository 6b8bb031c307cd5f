"""The evaluation of the models counts honestly, and its bench calls all fifteen."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.bench import models as bench
from eval.commands import app
from eval.invocation.tally import Tried, tally
from intake.invocation.envelope import Answer
from models.catalog import read_catalog
from models.catalog.measured import read_measurement


def answer(code: str = "200", **values: str | None) -> Answer:
    fields = [{"key": key, "normalized": value} for key, value in values.items()]
    return Answer(
        code=code,
        msg="",
        is_success=code == "200",
        request_id="",
        data={"fields": fields} if code == "200" else {},
        cost_ms=0,
    )


def test_right_wrong_and_missing_fields_are_told_apart() -> None:
    truth = {"a": "1", "b": "2", "c": "3", "d": None, "e": None}
    figures = tally([Tried(truth, answer(a="1", b="7", c=None, d=None, e="9"))])
    assert (figures.fields, figures.given, figures.right, figures.wrong) == (5, 4, 2, 2)
    assert figures.accuracy == 0.4


def test_a_refused_call_gives_nothing_not_even_blanks() -> None:
    figures = tally([Tried({"a": "1", "d": None}, answer("400002"))])
    assert (figures.samples, figures.refused) == (1, 1)
    assert (figures.fields, figures.given, figures.right) == (2, 0, 0)


def test_every_figure_in_the_catalogue_was_measured_of_the_version_it_stands_beside() -> None:
    for model in read_catalog().values():
        measured = read_measurement(model)
        assert measured is not None, f"{model.id} was not measured: zhiban eval models --keep"
        assert measured.all.fields >= 10
        assert 0 < measured.all.right <= measured.all.given <= measured.all.fields


def test_a_prefill_model_is_measured_on_the_population() -> None:
    ended = CliRunner().invoke(app, ["models", "--only", "M06", "--seeds", "9", "--json"])
    assert ended.exit_code == 0, ended.output
    shape = ended.stdout[ended.stdout.index("[") :]
    assert re.search(r'"model": "M06"', shape)
    assert re.search(r'"accuracy": (0\.\d+|1\.0)', shape)


def test_the_bench_calls_all_fifteen_over_http(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHIBAN_AUTHORITY", str(tmp_path / "authority"))
    monkeypatch.setenv("ZHIBAN_MODELS_APPS", "{}")
    bench.main(["--calls", "1"])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == ["model", "calls", "failed", "p50", "ms", "p95", "ms"]
    assert [row[:3] for row in rows[1:]] == [[code, "1", "0"] for code in read_catalog()]
    assert all(float(row[3]) > 0 for row in rows[1:])
