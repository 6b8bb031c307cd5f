import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docgen.gongwen.layout.style import standard
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


def test_missing_fonts_are_told_with_what_stands_in() -> None:
    told = substitutions(standard(), {"仿宋", "黑体", "宋体"})
    assert {each.role for each in told} == {"title", "body", "kai"}
    assert next(each for each in told if each.role == "body").instead == "仿宋"
