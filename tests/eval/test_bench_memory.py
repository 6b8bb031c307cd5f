"""The memory bench: papers go through real reading processes, and a slope is a slope."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from eval.bench.memory import Moment, growth, main
from tests.models.lines import draw


def moments(*figures: float) -> list[Moment]:
    return [Moment(100 * (i + 1), figure, 0.0, 1) for i, figure in enumerate(figures)]


@given(st.floats(-500, 500), st.floats(0, 2000), st.integers(2, 40))
def test_the_growth_of_a_straight_line_is_its_slope(slope: float, start: float, many: int) -> None:
    line = moments(*(start + slope * (i + 1) / 10 for i in range(many)))
    assert growth(line, "service_mb") == pytest.approx(slope, abs=0.05)


def test_what_caches_take_at_first_is_no_growth() -> None:
    assert growth(moments(50, 90, *[100] * 18), "service_mb") == 0


@pytest.mark.parametrize("figures", [(), (100,)])
def test_a_single_moment_shows_no_growth(figures: tuple[float, ...]) -> None:
    assert growth(moments(*figures), "service_mb") == 0


def test_papers_go_round_through_processes_that_are_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.png", "b.png"):
        Image.fromarray(draw("测试", width=400)).save(tmp_path / name)
    (tmp_path / "broken.png").write_bytes(b"no picture")
    options = ["--papers", "12", "--every", "4", "--replace-after", "10", "--engine", "null"]
    assert main([str(tmp_path), *options, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [moment["papers"] for moment in report["moments"]] == [4, 8, 12]
    assert report["failed"] == 4
    assert min(report["seconds_per_paper"][step] for step in ("open", "look")) > 0
    for moment in report["moments"]:
        assert moment["service_mb"] > 0
        assert moment["workers_mb"] > 0


def test_a_folder_without_papers_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert "没有材料" in capsys.readouterr().err
