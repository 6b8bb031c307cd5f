"""The command line's contract: JSON alone on stdout, sentences on stderr, honest exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.ofd.package import zipped
from docgen.signing.authority import open_authority
from eval.specimens.ofd.invoice import make_invoice
from eval.specimens.ofd.seal import Sealing, sealed
from models.records import Filing
from tests.intake.pictures import png

ROOT = Path(__file__).parents[2]
HEAVY = {"fastapi", "uvicorn", "dbos", "sqlalchemy", "cv2", "numpy", "httpx", "pyhanko", "rapidocr"}


def zhiban(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "ZHIBAN_DATA": str(folder / "var"),
        "ZHIBAN_ENGINE": "null",
        "ZHIBAN_GATEWAY_URL": "http://127.0.0.1:9",
    }
    command = [sys.executable, "-m", "intake.cli", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.png").write_bytes(png(1))
    (folder / "truth.json").write_text("{}")
    return folder


def test_read_gives_each_file_its_entry_or_its_error(tmp_path: Path, papers: Path) -> None:
    bad, absent = tmp_path / "bad.pdf", tmp_path / "absent.png"
    bad.write_bytes(b"%PDF-1.4 broken")
    ended = zhiban(tmp_path, "read", str(bad), str(absent), str(papers / "a.png"), "--json")
    first, second, third = json.loads(ended.stdout)
    assert ended.returncode == 1
    assert [each["file"] for each in (first, second)] == [str(bad), str(absent)]
    assert all(each["error"]["message"] and each["error"]["remedy"] for each in (first, second))
    keys = {"file", "page", "type", "quality", "warnings", "fields", "signatures"}
    assert set(third) == keys
    assert (third["page"], third["type"], third["fields"]) == (1, "unknown", {})
    assert "no_paper" in [warning["code"] for warning in third["warnings"]]


def test_fill_prints_a_filing_that_check_reads_back(tmp_path: Path, papers: Path) -> None:
    ended = zhiban(tmp_path, "fill", "--scenario", "S5B", "--papers", str(papers), "--json")
    filing = Filing.model_validate_json(ended.stdout)
    assert ended.returncode == 0, ended.stderr
    assert [paper.name for paper in filing.papers] == ["a.png"]
    assert filing.decision is not None
    kept = tmp_path / "filing.json"
    kept.write_text(ended.stdout)
    checked = json.loads(zhiban(tmp_path, "check", str(kept), "--json").stdout)
    assert set(checked) == {"findings", "decision"}
    assert checked["decision"]["outcome"] == filing.decision.outcome


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "nothing.json", "--json"], "读不到文件"),
        (["fill", "--scenario", "S99", "--papers", "."], "没有图片、PDF 或 OFD 文件"),
        (["fill", "--scenario", "S5B", "--papers", "nowhere"], "文件夹"),
    ],
)
def test_an_error_is_one_sentence_with_its_remedy_on_stderr(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    ended = zhiban(tmp_path, *arguments)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert said in ended.stderr
    assert "请" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_unknown_scenario_is_told(tmp_path: Path, papers: Path) -> None:
    ended = zhiban(tmp_path, "fill", "--scenario", "S99", "--papers", str(papers))
    assert ended.returncode == 1
    assert "S99" in ended.stderr


def test_verify_rejects_what_is_not_signed(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    file.write_bytes(b"%PDF-1.4 nothing")
    ended = zhiban(tmp_path, "verify", str(file), "--json")
    assert ended.returncode == 1
    assert json.loads(ended.stdout)["valid"] is False


def test_verify_and_read_say_what_the_seal_of_an_ofd_is_worth(tmp_path: Path) -> None:
    sealing = Sealing(open_authority(tmp_path / "var" / "authority"))
    files = sealed(make_invoice(600, "a.ofd")[0], sealing)
    whole, altered = tmp_path / "whole.ofd", tmp_path / "altered.ofd"
    whole.write_bytes(zipped(files))
    altered.write_bytes(zipped(files | {"Doc_0/Annots/a.xml": b"<a/>"}))

    good = zhiban(tmp_path, "verify", str(whole), "--json")
    bad = zhiban(tmp_path, "verify", str(altered))
    seen = zhiban(tmp_path, "read", str(whole), str(altered), "--json")

    assert (good.returncode, json.loads(good.stdout)["outcome"]) == (0, "trusted")
    assert (bad.returncode, "可能是签署后加入的" in bad.stdout) == (1, True)
    assert seen.returncode == 0, seen.stderr
    states = [entry["signatures"][0]["state"] for entry in json.loads(seen.stdout)]
    assert states == ["valid", "altered"]


def test_a_new_installation_has_a_whole_empty_audit_log(tmp_path: Path) -> None:
    ended = zhiban(tmp_path, "audit", "--json")
    assert json.loads(ended.stdout) == {"length": 0, "head": ""}


def test_the_command_line_imports_nothing_heavy_before_it_is_asked(tmp_path: Path) -> None:
    code = "import sys, intake.cli; intake.cli.make_cli(['read']); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    assert set(loaded.stdout.split()) & HEAVY == set()


def test_models_are_listed_and_called_on_the_command_line(tmp_path: Path) -> None:
    listed = json.loads(zhiban(tmp_path, "models", "--json").stdout)
    assert [each["code"] for each in listed] == [f"M{number:02}" for number in range(1, 16)]
    assert all(each["version"] and each["accuracy_text"] for each in listed)
    assert "M15" in zhiban(tmp_path, "models").stdout
    card = tmp_path / "card.png"
    card.write_bytes(png(1))
    ended = zhiban(tmp_path, "models", "invoke", "M02", str(card), "--json")
    assert ended.returncode == 1
    assert json.loads(ended.stdout)["code"] == "400002"
    assert zhiban(tmp_path, "models", "invoke", "M99", str(card)).returncode == 1
    who = ("--subject", "顾喆远", "--subject-no", "31012019830917451X")
    filled = zhiban(tmp_path, "models", "invoke", "M06", *who, "--json")
    assert filled.returncode == 0, filled.stderr
    assert json.loads(filled.stdout)["data"]["modelCode"] == "M06"
