"""Files of case records: every form of them, and everything that is none."""

import csv
import json
from io import StringIO
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.specimens.case_records import as_csv, make_guide, make_records
from models.errors import ServiceError, TooLargeRequestError, UnreadableTableError
from models.files import texts
from precheck.caseqc import Report, check_batch, read_batch
from precheck.caseqc.tables import TABLES
from tests.precheck.case_records import BASES, GUIDE, NOW, changed
from tests.precheck.workbooks import formula, number, workbook, zipped

ONLINE, WINDOW = BASES["online"], BASES["window"]
TITLES = {
    table.id: {key: field.title for key, field in table.by_key.items()} for table in TABLES.table
}
Rows = list[list[str]]


def checked(*files: tuple[str, bytes]) -> Report:
    return check_batch(read_batch(files), NOW, GUIDE)


def codes(report: Report) -> list[str]:
    return [fault.code for record in report.faulty for fault in record.faults]


def file_codes(report: Report) -> list[str]:
    return [fault.code for fault in report.faults]


def table(name: str, *records: Any) -> Rows:
    """Return a table of records as rows under Chinese titles, joined by applyNo."""
    rows = [
        {"applyNo": record["applyNo"]} | (row if name != "apply" else _flat(record))
        for record in records
        for row in (record.get(name, []) if name != "apply" else [record])
    ]
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return [
        [TITLES[name][key] for key in keys],
        *([str(row.get(key, "")) for key in keys] for row in rows),
    ]


def _flat(record: Any) -> Any:
    return {key: value for key, value in record.items() if not isinstance(value, list)}


def csv_of(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    file = StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(ONLINE),
        json.dumps(ONLINE, indent=1),
        json.dumps([ONLINE, WINDOW]),
        json.dumps({"records": [WINDOW, ONLINE]}),
        json.dumps(ONLINE) + "\n\n" + json.dumps(WINDOW) + "\n",
    ],
    ids=["one", "one on many lines", "list", "wrapped list", "lines"],
)
def test_json_of_every_form_is_read(data: str) -> None:
    report = checked(("a.json", data.encode()))
    assert report.clean
    assert report.share == 1
    assert report.records in {1, 2}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read_in_every_encoding(encoding: str, delimiter: str) -> None:
    records = [ONLINE, WINDOW, BASES["payout"]]
    files = [
        (f"{name}.csv", csv_of(table(name, *records), encoding, delimiter))
        for name in ("apply", "stuffs", "nodes", "payouts")
    ]
    report = checked(*files)
    assert (report.records, codes(report), file_codes(report)) == (3, [], [])


def test_tables_are_told_by_their_columns_whatever_the_files_are_called() -> None:
    broken = changed("online", {"nodes.2.opDepartName": "", "stuffs.1.sourceId": ""})
    names = {"a.csv": "nodes", "b.csv": "apply", "c.csv": "stuffs"}
    report = checked(*((file, csv_of(table(name, broken))) for file, name in names.items()))
    (record,) = report.faulty
    assert [(fault.code, fault.position) for fault in record.faults] == [("ST02", 1), ("ND01", 2)]
    assert (record.file, record.row, record.apply_no) == ("b.csv", 2, ONLINE["applyNo"])


def test_inner_tables_may_stand_as_json_in_columns() -> None:
    rng = Random(7)
    guide = make_guide(rng)
    records = list(make_records(rng, guide, NOW, 1000))
    report = check_batch(read_batch([("a.csv", as_csv(records))]), NOW, guide)
    assert (report.records, report.faultless, codes(report), file_codes(report)) == (
        1000,
        1000,
        [],
        [],
    )
    assert all(rule.asked for rule in report.rules)


def test_a_workbook_is_read_with_a_title_above_the_header_and_dates_as_numbers() -> None:
    apply = table("apply", ONLINE)
    apply[1][apply[0].index("最后更新时间")] = number("46345.6666666667", 1)
    nodes = table("nodes", ONLINE)
    nodes[1][nodes[0].index("环节操作时间")] = number("46342.375", 2)
    sheets = {
        "办件信息": [["2026年11月办件明细"], [], *apply],
        "材料信息": table("stuffs", ONLINE),
        "环节信息": nodes,
        "说明": [["本表为测试"]],
    }
    report = checked(("a.xlsx", workbook(sheets)))
    assert (report.records, codes(report)) == (1, [])
    assert file_codes(report) == ["FL03"]


def test_cells_without_a_value_of_their_own_are_told() -> None:
    apply = table("apply", WINDOW)
    for title, cell in (
        ("事项名称", formula("样张")),
        ("申请人证件编号", number("1.1010519491231E+17")),
        ("系统编码", '<c t="e"><v>#N/A</v></c>'),
    ):
        apply[1][apply[0].index(title)] = cell
    report = checked(("a.xlsx", workbook({"办件": apply, "环节": table("nodes", WINDOW)})))
    assert sorted(codes(report)) == ["FM08", "FM08", "FM09"]


def test_what_is_wrong_with_a_file_is_told_once() -> None:
    apply = table("apply", ONLINE, ONLINE)
    gone = apply[0].index("事项名称")
    apply = [row[:gone] + row[gone + 1 :] for row in apply]
    apply = [[*row, extra] for row, extra in zip(apply, ("备注栏", "x", "y"), strict=True)]
    lost = table("nodes", {**WINDOW, "applyNo": "没有这个编码"})
    report = checked(("a.csv", csv_of(apply)), ("b.csv", csv_of(lost)))
    assert sorted(file_codes(report)) == ["FL02", "FL03", "FL04", "FL05"]
    told = "".join(fault.message for fault in report.faults)
    for words in ("itemName（事项名称）", "备注栏", ONLINE["applyNo"], "2、3、4"):
        assert words in told
    assert not report.clean


def test_a_broken_line_does_not_keep_the_others_from_being_checked() -> None:
    lines = [
        json.dumps(ONLINE),
        "{broken",
        '"text"',
        "[" * 20_000,
        json.dumps(WINDOW),
        '{"a": NaN}',
    ]
    report = checked(("a.jsonl", "\n".join(lines).encode()))
    assert report.records == 2
    (fault,) = report.faults
    assert fault.code == "FL01"
    assert "第 2 行" in fault.message
    assert "第 6 行" in fault.message


def test_a_rule_that_could_not_be_asked_is_counted_with_the_reason() -> None:
    report = check_batch(read_batch([("a.json", json.dumps([ONLINE, WINDOW]).encode())]), NOW)
    rules = {rule.code: rule for rule in report.rules}
    assert (rules["AI15"].asked, rules["AI15"].unasked) == (0, 2)
    assert "标准清单" in rules["AI15"].lacks
    assert (rules["ND01"].asked, rules["ND01"].unasked) == (7, 0)
    assert codes(report) == []


BOMB = '<!DOCTYPE a [<!ENTITY b "cc">]>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "没有办件记录"),
        (b"\xff\xfe\x00", "不是文字文件"),
        (b"\x00\x01\x02", "不是文字文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 XLS"),
        (b"PK\x03\x04 broken", "无法作为 XLSX 打开"),
        (zipped({"a.txt": "x"}), "无法作为 XLSX 打开"),
        (workbook({"a": [["事项名称"]]}, BOMB), "无法作为 XLSX 打开"),
        (b'{"a": ', "不是完整的 JSON"),
        (b"[" * 100_000, "不是完整的 JSON"),
        ("姓名,年龄\n张,1\n".encode(), "没有办件记录"),
        (b'a,b\n"x', "引号或分隔符有误"),
        (b"itemName\n" + b"x" * 200_000, "引号或分隔符有误"),
    ],
)
def test_what_is_no_file_of_records_is_refused_with_the_remedy(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableTableError, match=said) as refused:
        checked(("a", data))
    assert refused.value.remedy


def test_too_many_records_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MOST_RECORDS", 3)
    for count, refused in ((3, False), (4, True)):
        for data in (json.dumps([{}] * count), "itemName\n" + "x\n" * count, "{}\n" * count):
            if not refused:
                assert checked(("a", data.encode())).records == 3
                continue
            with pytest.raises(TooLargeRequestError, match="超过 3 条"):
                checked(("a", data.encode()))


def test_the_same_files_get_the_same_report() -> None:
    rng = Random(8)
    data = as_csv(
        [changed("online", {"itemName": ""}), *make_records(rng, make_guide(rng), NOW, 50)]
    )
    assert checked(("a.csv", data)) == checked(("a.csv", data))


@given(
    data=st.binary(max_size=400)
    | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_are_checked_or_refused(data: bytes) -> None:
    for content in (data, "事项名称,op\n".encode() + data, b'{"nodes":' + data):
        outcome = _outcome(content)
        assert outcome


def _outcome(content: bytes) -> Any:
    """Return what a file came to: its records, its faults, or the remedy of its refusal."""
    try:
        report = checked(("a", content))
    except ServiceError as refused:
        return str(refused) and refused.remedy
    return report.records or report.faults
