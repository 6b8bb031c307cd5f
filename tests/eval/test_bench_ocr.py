import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from eval.bench.found import count_found, squeeze, values_of
from eval.bench.ocr import main
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


def test_the_bench_reads_every_picture_with_both_and_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("onnxruntime", reason="ONNX Runtime is not installed (extra: bench)")
    Image.fromarray(draw("测试运输有限公司")).save(tmp_path / "a.png")
    fields = {"name": "测试运输有限公司", "plate": "沪A00000"}
    truth = {"image": "a.png", "documents": [{"doc_type": "x", "fields": fields}]}
    (tmp_path / "a.json").write_text(json.dumps(truth), encoding="utf-8")
    assert main([str(tmp_path), "--json"]) == 0
    totals = {each["reader"]: each for each in json.loads(capsys.readouterr().out)["totals"]}
    assert set(totals) == {"rapidocr", "rapid"}
    for each in totals.values():
        assert (each["found"], each["values"]) == (1, 2)
        assert each["seconds"] > 0
        assert each["peak_mb"] > 0


def test_a_folder_without_ground_truth_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert "没有带标注的图片" in capsys.readouterr().err
