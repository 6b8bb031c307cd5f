"""``zhiban write`` saves a draft as the file's name asks."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docgen.gongwen.writing.declared import examples, read_written
from intake.cli import make_cli


@pytest.mark.parametrize("ending", ["docx", "txt", "json"])
def test_a_draft_is_saved_as_its_name_asks(tmp_path: Path, ending: str) -> None:
    facts, out = tmp_path / "facts.json", tmp_path / f"draft.{ending}"
    facts.write_text(json.dumps(examples(read_written()["request"])), encoding="utf-8")
    command = ["write", "请示", "--facts", str(facts), "--out", str(out)]
    run = CliRunner().invoke(make_cli(command), command)
    assert run.exit_code == 0, run.output
    if ending == "docx":
        assert "妥否" in zipfile.ZipFile(out).read("word/document.xml").decode()
    else:
        assert "妥否，请批示。" in out.read_text(encoding="utf-8")
