import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import adapt, standard
from docgen.gongwen.layout.substitution import substitutions
from docgen.word.unoserver import find_missing
from intake.cli import make_cli
from tests.docgen.gongwen.layout.samples import SAMPLES

RUN = CliRunner()


def called(*words: str) -> tuple[int, str]:
    result = RUN.invoke(make_cli(["layout"]), ["layout", *words])
    return result.exit_code, result.output


@pytest.mark.skipif(bool(find_missing()), reason="LibreOffice is not installed")
def test_a_json_is_laid_out_drawn_and_measured_without_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("facts.json").write_text(SAMPLES["letter"].model_dump_json(), encoding="utf-8")
    code, told = called("facts.json", "-o", "out.docx", "--pictures", "pages")
    assert code == 0, told
    assert Path("pages/facts-1.png").read_bytes().startswith(b"\x89PNG")
    code, told = called("check", "out.docx", "--json")
    assert code == 0, told
    assert json.loads(told)["faults"] == 0


@pytest.mark.skipif(bool(find_missing()), reason="LibreOffice is not installed")
def test_a_template_is_learnt_from_a_sample_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    style = adapt("[values]\nleft = 22\ntitle_size = 20")
    Path("样例.docx").write_bytes(lay_out(SAMPLES["document"], style))
    code, told = called("template", "样例.docx", "-o", "own.toml")
    assert code == 0, told
    assert "学到 标题字号（2号）：20磅（标准样式为22磅）" in told
    assert "错误 第1节页面设置：订口（左白边）应为28毫米" in told
    Path("facts.json").write_text(SAMPLES["document"].model_dump_json(), encoding="utf-8")
    assert called("facts.json", "-o", "out.docx", "--template", "own.toml")[0] == 0
    assert Path("out.docx").read_bytes() == Path("样例.docx").read_bytes()
    assert called("template", "own.toml")[0] == 1  # no Word file


def test_missing_fonts_are_told_with_what_stands_in() -> None:
    told = substitutions(standard(), {"仿宋", "黑体", "宋体"})
    assert {each.role for each in told} == {"title", "body", "kai"}
    assert next(each for each in told if each.role == "body").instead == "仿宋"
