"""``zhiban proofread`` on files of several kinds, as its user runs it."""

import json
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from intake.cli import make_cli
from tests.docgen.word.papers import docx

KEYS = ["start", "end", "wrong", "suggestions", "kind", "severity", "reason", "confidence"]


def run(*arguments: str) -> tuple[int, str]:
    told = CliRunner().invoke(make_cli(["proofread"]), ["proofread", *arguments])
    if told.exception and not isinstance(told.exception, SystemExit):
        raise told.exception
    return told.exit_code, told.stdout


@pytest.mark.parametrize("name", ["样张.txt", "样张.docx"])
def test_each_fault_is_told_with_its_place_in_the_text_as_opened(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    text = "会议要求布署工作。"
    file.write_bytes(docx(text) if name.endswith("docx") else text.encode())
    code, said = run(str(file), "--json")
    faults = json.loads(said)
    assert code == 0
    assert [each["wrong"] for each in faults] == ["布署"]
    assert list(faults[0])[: len(KEYS)] == KEYS
    assert text[faults[0]["start"] : faults[0]["end"]] == "布署"


def test_the_report_is_saved_as_a_word_file(tmp_path: Path) -> None:
    file, report = tmp_path / "样张.txt", tmp_path / "报告.docx"
    file.write_text("会议要求布署工作。", encoding="utf-8")
    code, _ = run(str(file), "-o", str(report))
    assert code == 0
    assert "部署" in "".join(cell.text for cell in Document(str(report)).tables[0]._cells)
