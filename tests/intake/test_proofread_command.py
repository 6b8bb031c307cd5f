"""``zhiban proofread`` on files of several kinds, as its user runs it."""

import json
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from intake.cli import make_cli
from models.errors import InvalidRequestError, UnreadableTableError
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


def test_entries_of_an_own_lexicon_are_told_and_allowed(tmp_path: Path) -> None:
    file, own, allowed = (tmp_path / name for name in ("样张.txt", "本局.csv", "放行.toml"))
    file.write_text("会议要求布署样张通办工作。", encoding="utf-8")
    own.write_text("词条,类型,建议\n样张通办,必错,样张一网通办\n", encoding="utf-8")
    allowed.write_text('name = "放行"\n[[entries]]\nword = "布署"\nsort = "放行"\n', "utf-8")
    code, said = run(str(file), "--json", "--lexicon", str(own))
    assert code == 0
    assert [each["wrong"] for each in json.loads(said)] == ["布署", "样张通办"]
    _, said = run(str(file), "--json", "--lexicon", str(own), "--lexicon", str(allowed))
    assert [each["wrong"] for each in json.loads(said)] == ["样张通办"]


def test_a_lexicon_with_a_faulty_row_is_refused(tmp_path: Path) -> None:
    file, own = tmp_path / "样张.txt", tmp_path / "本局.csv"
    file.write_text("会议要求布署工作。", encoding="utf-8")
    own.write_text("词条,类型\n样张通办,大错\n", encoding="utf-8")
    with pytest.raises(UnreadableTableError, match="第 2 行"):
        run(str(file), "--lexicon", str(own))


def test_faults_are_written_back_as_comments_and_as_tracked_changes(tmp_path: Path) -> None:
    file, noted, changed = (tmp_path / name for name in ("样张.docx", "批注.docx", "修订.docx"))
    file.write_bytes(docx("会议要求布署工作。"))
    code, said = run(str(file), "--comments", str(noted), "--revisions", str(changed))
    assert code == 0
    assert "已写入批注 1 处" in said
    assert "已写入修订 1 处" in said
    (comment,) = Document(str(noted)).comments
    assert "部署" in comment.text
    body = Document(str(changed)).element.xml
    assert "w:ins" in body
    assert "<w:delText" in body


def test_nothing_is_written_back_into_what_is_no_docx(tmp_path: Path) -> None:
    file = tmp_path / "样张.txt"
    file.write_text("会议要求布署工作。", encoding="utf-8")
    with pytest.raises(InvalidRequestError, match="DOCX"):
        run(str(file), "--comments", str(tmp_path / "批注.docx"))
    assert not (tmp_path / "批注.docx").exists()


def test_json_is_the_faults_alone_and_what_was_left_is_said_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIBAN_DRAFTING_PROOFREAD_SECONDS", "0.000001")
    file = tmp_path / "样张.txt"
    file.write_text("会议要求布署工作。", encoding="utf-8")
    told = CliRunner().invoke(make_cli(["proofread"]), ["proofread", str(file), "--json"])
    assert json.loads(told.stdout) == []
    assert "没有做完" in told.stderr
    _, said = run(str(file))
    assert "请把文稿分成几部分分别校对" in said
