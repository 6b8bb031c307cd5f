"""The command line says what is wrong and what to do, never where in the program it noticed."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from eval.hostile import bad_files
from tests.intake.pictures import png
from tests.intake.test_cli import ROOT, zhiban

SAMPLES = ROOT / "eval" / "samples" / "papers" / "clean"
RUBBISH = {
    "不是 JSON": b"{",
    "不成字": b"\xff\xfe\x00",
    "数组": b"[]",
    "无底": b"[" * 100_000,
}


def prove_told(ended: "subprocess.CompletedProcess[str]", said: str = "") -> None:
    """Nothing on stdout; on stderr Chinese sentences with a remedy, and no traceback."""
    assert ended.returncode != 0
    assert ended.stdout == ""
    assert said in ended.stderr.replace("\n", "")
    assert "请" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not re.search(r'File ".*\.py"|Error:', ended.stderr)


def test_read_of_good_and_bad_files_mixed_is_json_alone(tmp_path: Path) -> None:
    bad = {
        "空.jpg": b"",
        "半张.png": png(1)[:100],
        "巨幅.png": bad_files.huge_png(),
        "网页.jpg": b"<!DOCTYPE html>",
        "加密.pdf": bad_files.encrypted_pdf(),
        "炸弹.pdf": bad_files.nested_flate_pdf(),
        "三十一页.pdf": bad_files.pdf_pages(31),
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "文件夹").mkdir()
    files = [*(tmp_path / name for name in bad), tmp_path / "文件夹", tmp_path / "没有.png"]
    good = SAMPLES / "id_card_back_100_clean.jpg"
    ended = zhiban(tmp_path, "read", *map(str, files), str(good), "--json")
    *errors, last = json.loads(ended.stdout)
    assert ended.returncode == 1
    assert [each["file"] for each in errors] == [str(file) for file in files]
    assert len({each["error"]["message"] for each in errors}) == len(errors)
    assert all("请" in each["error"]["remedy"] for each in errors)
    assert (last["file"], "error" in last) == (str(good), False)
    assert "Traceback" not in ended.stderr


def test_read_for_a_person_tells_each_error_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "空.jpg").write_bytes(b"")
    ended = zhiban(tmp_path, "read", str(tmp_path / "空.jpg"))
    assert ended.returncode == 1
    assert "0 字节" in ended.stdout
    assert "请重新选择" in ended.stdout


@pytest.mark.parametrize("name", ["truth.json", None])
def test_fill_of_a_folder_without_papers_is_told(tmp_path: Path, name: str | None) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    if name:
        (folder / name).write_text("{}")
    ended = zhiban(tmp_path, "fill", "--scenario", "S5B", "--papers", str(folder), "--json")
    prove_told(ended, "没有图片、PDF 或 OFD")


def test_fill_of_bad_papers_alone_keeps_them_with_their_problems(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "空.jpg").write_bytes(b"")
    ended = zhiban(tmp_path, "fill", "--scenario", "S5B", "--papers", str(folder), "--json")
    (paper,) = json.loads(ended.stdout)["papers"]
    assert (ended.returncode, paper["problem"]["code"]) == (1, "empty_paper")


@pytest.mark.parametrize("kind", RUBBISH)
def test_check_of_rubbish_is_told(tmp_path: Path, kind: str) -> None:
    (tmp_path / "filing.json").write_bytes(RUBBISH[kind])
    prove_told(zhiban(tmp_path, "check", str(tmp_path / "filing.json"), "--json"), "不是办件文件")


def test_check_of_an_unknown_scenario_is_told(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.png").write_bytes(png(1))
    ended = zhiban(
        tmp_path, "fill", "--scenario", "S5B", "--papers", str(tmp_path / "papers"), "--json"
    )
    changed = ended.stdout.replace('"scenario": "S5B"', '"scenario": "S99"')
    (tmp_path / "filing.json").write_text(changed)
    prove_told(zhiban(tmp_path, "check", str(tmp_path / "filing.json"), "--json"), "S99")


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (b"", "unsupported"),
        (b"%PDF-1.7 rubbish", "damaged"),
        (bad_files.encrypted_pdf(), "encrypted"),
        (bad_files.nested_flate_pdf(), "unsigned"),
    ],
)
def test_verify_of_rubbish_is_a_verdict(tmp_path: Path, data: bytes, outcome: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    ended = zhiban(tmp_path, "verify", str(tmp_path / "a.pdf"), "--json")
    verdict = json.loads(ended.stdout)
    assert (ended.returncode, verdict["outcome"], verdict["valid"]) == (1, outcome, False)
    assert verdict["sentence"].endswith("。")
    assert "Traceback" not in ended.stderr


def test_verify_of_nothing_is_told(tmp_path: Path) -> None:
    prove_told(zhiban(tmp_path, "verify", str(tmp_path / "none.pdf"), "--json"), "读不到文件")
    prove_told(zhiban(tmp_path, "verify", str(tmp_path), "--json"), "读不到文件")


def test_eval_of_a_folder_without_a_truth_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(1))
    prove_told(zhiban(tmp_path, "eval", "papers", str(tmp_path), "--json"), "没有带标注的图片")
    prove_told(zhiban(tmp_path, "eval", "papers", str(tmp_path / "none")), "没有带标注的图片")


def test_eval_with_an_unknown_engine_is_told(tmp_path: Path) -> None:
    ended = zhiban(tmp_path, "eval", "papers", str(SAMPLES), "--json", "--engine", "magic")
    prove_told(ended, "magic")


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["nonsense"], ["serve", "--port", "0"]],
)
def test_a_wrong_call_is_told_without_a_traceback(tmp_path: Path, arguments: list[str]) -> None:
    ended = zhiban(tmp_path, *arguments)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
