import json
import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import numpy as np
import openvino as ov
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openvino import opset13 as operations
from PIL import Image

from eval.bench.found import count_found, squeeze, values_of
from eval.bench.limit import count_flops
from eval.bench.ocr import main
from eval.bench.processes import family, usage
from eval.bench.profiling import LOOKING, UNDERSTANDING
from eval.truth import Truth
from tests.models.lines import draw


@pytest.mark.parametrize(
    "text", ["2017年08月31日", "2017年8月31日", "2017-08-31", "开票 2017 08 31", "2017.8.31"]
)
def test_a_date_is_found_however_it_is_printed(text: str) -> None:
    assert count_found(("2017-08-31",), text) == 1


@pytest.mark.parametrize("text", ["2017年08月13日", "2017年", "8月31日", ""])
def test_another_date_is_not_found(text: str) -> None:
    assert count_found(("2017-08-31",), text) == 0


def test_width_spaces_and_punctuation_do_not_hide_a_value() -> None:
    assert count_found(("（小写）¥52.70", "沪A·12345"), "(小写) ￥５２.７０ 沪A12345") == 2


def test_hidden_blank_and_wordless_values_are_not_looked_for() -> None:
    fields = {"a": "粤▇", "b": None, "c": "--", "d": "王五", "e": [{"f": "3", "g": None}]}
    truth = Truth.model_validate(
        {"image": "x.png", "documents": [{"doc_type": "x", "fields": fields}]}
    )
    assert values_of(truth) == ("王五", "3")


@given(st.text())
def test_a_squeezed_text_holds_letters_and_digits_alone(text: str) -> None:
    assert all(char.isalnum() for char in squeeze(text))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Hold one picture that shows one of the two values of its ground truth."""
    Image.fromarray(draw("测试运输有限公司")).save(tmp_path / "a.png")
    fields = {"name": "测试运输有限公司", "plate": "沪A00000"}
    truth = {"image": "a.png", "documents": [{"doc_type": "x", "fields": fields}]}
    (tmp_path / "a.json").write_text(json.dumps(truth), encoding="utf-8")
    return tmp_path


def test_the_bench_reads_every_picture_with_both_and_counts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("onnxruntime", reason="ONNX Runtime is not installed (extra: bench)")
    assert main([str(folder), "--json", "--rounds", "1", "--pictures"]) == 0
    report = json.loads(capsys.readouterr().out)
    for table in ("alone", "folder", "pictures"):
        assert [each["reader"] for each in report[table]] == ["rapidocr", "rapid"]
        assert all(each["seconds"] > 0 for each in report[table])
    for each in report["alone"]:
        assert (each["found"], each["values"]) == (1, 2)
        assert each["peak_mb"] > 0
    default, ours = report["folder"]
    assert default["ratio"] == 1
    assert ours["papers_per_minute"] == pytest.approx(60 / ours["seconds"], rel=0.2)


def test_the_profile_names_every_phase_and_the_limit(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder), "--json", "--profile"]) == 0
    report = json.loads(capsys.readouterr().out)
    seconds = {phase["name"]: phase["seconds"] for phase in report["phases"]}
    named = {*LOOKING, *UNDERSTANDING}
    assert named < set(seconds)
    assert sum(phase["share"] for phase in report["phases"]) == pytest.approx(1, abs=0.02)
    assert min(seconds["解码"], seconds["查找文字行"], seconds["判断方向"]) > 0
    (limit,) = report["limit"]
    assert 0 < limit["utilisation"] <= 1


def test_every_phase_is_timed_by_functions_that_exist() -> None:
    root = Path(__file__).parents[2]
    calls = [call for each in (*LOOKING.values(), *UNDERSTANDING.values()) for call in each]
    for name, module, _ in calls:
        (source,) = (path for path in root.glob(f"[em]*/**/{module}") if _defines(path, name))
        assert source


def _defines(path: Path, name: str) -> bool:
    return f"def {name}(" in path.read_text(encoding="utf-8")


def test_operations_are_counted_as_products_and_sums() -> None:
    given = operations.parameter([1, 3, 8, 8], ov.Type.f32)
    filters = operations.constant(np.ones((16, 3, 3, 3), np.float32))
    same = [1, 1]
    folded = operations.convolution(given, filters, same, same, same, same)
    flat = operations.reshape(folded, operations.constant([1, 1024]), False)
    product = operations.matmul(
        flat, operations.constant(np.ones((1024, 10), np.float32)), False, False
    )
    assert count_flops(ov.Model([product], [given])) == 2 * (16 * 8 * 8 * 27 + 1024 * 10)


def test_what_a_process_and_its_children_take_is_added_up() -> None:
    alone = usage(os.getpid())
    child = subprocess.Popen(
        [sys.executable, "-c", "print(flush=True); input()"], stdin=PIPE, stdout=PIPE
    )
    try:
        child.stdout.readline()
        together = usage(os.getpid())
        assert child.pid in set(family(os.getpid()))
        assert together.memory > alone.memory
        assert together.peak > alone.peak > 0
    finally:
        child.communicate(b"\n")
    assert child.pid not in set(family(os.getpid()))
    assert usage(child.pid) == (0, 0, 0)


def test_a_folder_without_ground_truth_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert "没有带标注的图片" in capsys.readouterr().err
