"""``zhiban write`` saves a draft as the file's name asks."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docgen.gongwen.writing.declared import examples, read_written
from intake.cli import make_cli
from models.errors import InvalidRequestError
from tests.docgen.word.papers import docx


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


def test_the_length_is_chosen_and_what_it_leaves_out_is_told(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(examples(read_written()["report"])), encoding="utf-8")
    command = ["write", "报告", "--facts", str(facts), "--length", "简短"]
    run = CliRunner().invoke(make_cli(command), command)
    assert run.exit_code == 0, run.output
    assert "没有写入：取得的成效" in run.output


def test_facts_of_a_reference_are_listed_saved_and_drafted(tmp_path: Path) -> None:
    reference, facts = tmp_path / "来文.txt", tmp_path / "facts.json"
    lines = ("样张中心关于增加夜间班次的请示", "样张区交通委员会：", "请求同意新增线路3条。")
    reference.write_text("\n".join(lines), encoding="utf-8")
    command = ["write", "批复", "--reference", str(reference), "--out", str(facts)]
    run = CliRunner().invoke(make_cli(command), command)
    assert run.exit_code == 0, run.output
    assert "第 3 段" in run.output
    told = json.loads(facts.read_text(encoding="utf-8"))
    assert told["matter"] == "新增线路3条"
    facts.write_text(json.dumps(told | {"answer": "同意"}), encoding="utf-8")
    command = ["write", "批复", "--facts", str(facts)]
    run = CliRunner().invoke(make_cli(command), command)
    assert "同意新增线路3条。" in run.output
    assert "还缺：来文文号" in run.output


def test_a_file_is_passed_on_whole_by_a_notice_and_by_nothing_else(tmp_path: Path) -> None:
    facts, passed, out = (tmp_path / each for each in ("facts.json", "办法.docx", "draft.docx"))
    told = examples(read_written()["notice"], use="印发文件") | {"document": "样张办法"}
    told.pop("passed")
    facts.write_text(json.dumps(told), encoding="utf-8")
    passed.write_bytes(docx("样张办法", "第一条　为了样张，制定本办法。", seal=""))
    command = ["write", "通知", "--facts", str(facts), "--passed", str(passed), "--out", str(out)]
    run = CliRunner().invoke(make_cli(command), command)
    assert run.exit_code == 0, run.output
    assert "第一条" in zipfile.ZipFile(out).read("word/document.xml").decode()
    command = ["write", "请示", "--facts", str(facts), "--passed", str(passed)]
    assert CliRunner().invoke(make_cli(command), command).exit_code != 0


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("facts.toml", '"标题" = "x"\n标题 = "y"\n', "第 2 行"),
        ("facts.toml", '"标题" = ', "末尾"),
        ("facts.json", '{"标题": "x",\n', "第 2 行"),
    ],
)
def test_facts_that_cannot_be_read_name_the_line_and_how_they_are_written(
    tmp_path: Path, name: str, content: str, place: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    command = ["write", "请示", "--facts", str(tmp_path / name)]
    run = CliRunner().invoke(make_cli(command), command)
    assert isinstance(run.exception, InvalidRequestError)
    assert f"{name}”{place}" in str(run.exception)
    assert "英文引号" in str(run.exception)
