"""Checking case records over HTTP and on the command line."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from intake.records_quality import guide_of
from intake.settings import Settings
from models.errors import InvalidRequestError
from tests.intake.conftest import LIMITS, Service
from tests.intake.test_api import problem
from tests.intake.test_cli import zhiban
from tests.precheck.case_records import BASES, changed
from tests.precheck.workbooks import workbook

FAULTLESS: Mapping[str, Any] = BASES["window"]
BROKEN = changed("online", {"targetName": "", "nodes.2.opDepartName": ""})


def test_records_are_checked_as_json(service: Service) -> None:
    for body, records in ((FAULTLESS, 1), ([FAULTLESS, BROKEN], 2), ({"records": [BROKEN]}, 1)):
        report = service.client.post("/api/caseqc", json=body).raise_for_status().json()
        assert report["records"] == records
        assert report["version"]
    (record,) = report["faulty"]
    assert record["apply_no"] == BROKEN["applyNo"]
    told = [(each["code"], each["table"], each["position"]) for each in record["faults"]]
    assert told == [("AI03", "apply", 0), ("ND01", "nodes", 2)]
    assert all(each["message"] and each["basis"] for each in record["faults"])


def test_files_of_one_upload_are_joined(service: Service) -> None:
    apply = "applyNo,办理对象\nT1,张测试\n".encode("gbk")
    nodes = workbook({"环节信息": [["统一审批编码", "操作环节"], ["T1", "受理"]]})
    parts = [("files", ("a.csv", apply)), ("files", ("../b.xlsx", nodes))]
    report = service.client.post("/api/caseqc", files=parts).raise_for_status().json()
    codes = [each["code"] for each in report["faulty"][0]["faults"]]
    assert "ND03" in codes
    assert "AI03" not in codes
    assert [each["code"] for each in report["faults"]] == ["FL02"]


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        ({"content": b"{broken"}, 422, "unreadable_table"),
        ({"content": b""}, 422, "unreadable_table"),
        ({"content": b"x" * (LIMITS.json_bytes + 1)}, 413, "too_large_request"),
        ({"files": [("files", ("a.xls", b"\xd0\xcf\x11\xe0"))]}, 422, "unreadable_table"),
        ({"files": [("a", (None, "no file"))]}, 422, "invalid_request"),
        ({"files": [("files", ("a", b"x" * (LIMITS.file_bytes + 1)))]}, 413, "too_large_request"),
    ],
    ids=["broken", "empty", "too long", "old workbook", "no file", "too large a file"],
)
def test_what_cannot_be_checked_is_a_problem(
    service: Service, request_: dict[str, Any], status: int, code: str
) -> None:
    problem(service.client.post("/api/caseqc", **request_), status, code)


def test_the_command_tells_faults_in_sentences_and_by_its_exit_code(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(FAULTLESS, ensure_ascii=False), encoding="utf-8")
    bad.write_text(json.dumps(BROKEN, ensure_ascii=False), encoding="utf-8")
    assert zhiban(tmp_path, "caseqc", str(good)).returncode == 0
    ended = zhiban(tmp_path, "caseqc", str(bad), "--report", str(tmp_path / "faults.csv"))
    assert ended.returncode == 1
    assert "ND01 操作部门名称第 2 条：操作部门名称为空，请填写。" in ended.stdout
    saved = (tmp_path / "faults.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(saved) == 3
    printed = json.loads(zhiban(tmp_path, "caseqc", str(bad), str(good), "--json").stdout)
    assert (printed["records"], printed["faultless"], printed["share"]) == (2, 1, 0.5)


def test_the_command_holds_records_against_the_standard_list(tmp_path: Path) -> None:
    record, guide = tmp_path / "record.json", tmp_path / "guide.toml"
    record.write_text(json.dumps(FAULTLESS), encoding="utf-8")
    other = '[[item]]\nitemCode = "312000990502"\ntaskHandleItem = "X"\n'
    guide.write_text(other, encoding="utf-8")
    ended = zhiban(tmp_path, "caseqc", str(record), "--guide", str(guide), "--json")
    (faulty,) = json.loads(ended.stdout)["faulty"]
    assert [each["code"] for each in faulty["faults"]] == ["AI15"]


def test_a_list_of_matters_that_is_none_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[[itm]]\nitemCode = "1"\n', encoding="utf-8")
    for path in (wrong, tmp_path / "absent.toml"):
        with pytest.raises(InvalidRequestError, match="事项标准清单"):
            guide_of(Settings(matters=path))


def test_the_documented_rules_are_those_of_the_command(tmp_path: Path) -> None:
    listed = zhiban(tmp_path, "caseqc", "--rules").stdout.strip()
    page = (Path(__file__).parents[2] / "docs" / "caseqc.md").read_text(encoding="utf-8")
    assert listed in page
