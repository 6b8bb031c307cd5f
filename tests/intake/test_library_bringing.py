"""A bulk update keeps what it has kept: broken off, it goes on where it stopped."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docgen.gongwen.library.filed import Filed
from intake.cli import make_cli
from intake.gongwen import bringing
from intake.gongwen.bringing import bring
from intake.store import gongwen_library as kept
from intake.store.database import Store
from tests.docgen.gongwen.elements.made import REPORT


def documents(count: int) -> Iterator[Filed | str]:
    for at in range(count):
        yield Filed(
            title=f"关于第{at}次样张的通知", body="请报送样张。", number=f"样发〔2026〕{at}号"
        )


def test_a_second_run_passes_over_what_the_first_has_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "BATCH", 4)

    def broken() -> Iterator[Filed | str]:
        yield from documents(6)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(store, broken(), "周样张")
    told: list[int] = []
    brought = bring(
        store, [*documents(10), "批次 第 11 行：不是一份公文的记录"], "周样张", told.append
    )
    assert (brought.new, brought.same) == (6, 4)
    assert brought.problems == ("批次 第 11 行：不是一份公文的记录",)
    assert told == [4, 8, 11]
    with store.read() as session:
        assert kept.count_documents(session) == 10


def test_the_command_brings_in_a_folder_and_tells_what_it_could_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIBAN_DATA", str(tmp_path / "data"))
    folder = tmp_path / "公文"
    folder.mkdir()
    (folder / "请示.txt").write_text(REPORT, encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 rubbish")
    arguments = ["library", str(folder), "--officer", "周样张", "--level", "区", "--json"]
    result = CliRunner().invoke(make_cli(arguments), arguments)
    assert result.exit_code == 1, result.output
    told = json.loads(result.stdout)
    assert told["new"] == 1
    assert [each.partition("：")[0] for each in told["problems"]] == ["坏.docx"]


def test_the_command_lists_updates_and_takes_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIBAN_DATA", str(tmp_path / "data"))
    lines = tmp_path / "批次.jsonl"
    lines.write_text("\n".join(each.model_dump_json() for each in documents(3)), encoding="utf-8")
    run(["library", str(lines), "--officer", "周样张", "--json"])
    shown = run(["library-updates"])
    assert "现有 3 份文件" in shown
    assert "（第 1 次）" in shown
    told = json.loads(run(["library-updates", "--json"]))
    assert (told["live"], told["documents"]) == (1, 3)
    assert told["updates"][0]["report"]["counts"] == {"new": 3}
    undone = json.loads(run(["library-updates", "--undo", "1", "--officer", "周样张", "--json"]))
    assert undone == {"number": 2, "restored": 3, "left": 0}
    assert "现有 0 份文件" in run(["library-updates"])


def run(arguments: list[str]) -> str:
    result = CliRunner().invoke(make_cli(arguments), arguments)
    assert result.exit_code == 0, result.output
    return result.stdout
