"""A table of recipients becomes a draft for each of them, or a sentence that says what is wrong."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.notices.declared import read_declared
from intake.notices.draft import Draft
from intake.notices.listing import columns_of, is_listable, read_list
from models.errors import InvalidRequestError, ServiceError, UnreadableTableError

KIND = read_declared().kind("parking_arrears")
OFFICE = "sample_transport"
HEAD = ("收件人", "收件人类型", "车牌号码", "停车路段", "驶入时间", "驶离时间", "金额（元）")
LINES = (
    ("李测试", "个人", "沪A12345", "样张路", "2026-09-30 08:30", "2026-09-30 11:05", "30.00"),
    ("李测试", "个人", "沪A12345", "测试路", "2026-10-02 08:30", "2026-10-02 09:05", "10.00"),
    ("样张物流", "企业", "沪B54321", "样张路", "2026-10-03 08:30", "2026-10-03 11:05", "30.00"),
)


def table(*lines: tuple[str, ...], head: tuple[str, ...] = HEAD, encoding: str = "utf-8") -> bytes:
    out = StringIO()
    csv.writer(out).writerows([head, *lines])
    return out.getvalue().encode(encoding)


def drafts(data: bytes) -> list[Draft]:
    return read_list("名单.csv", data, KIND, OFFICE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_lines_of_one_recipient_and_plate_are_rows_of_one_notice(encoding: str) -> None:
    first, second = drafts(table(*LINES, encoding=encoding))
    assert [row["lot"] for row in first.rows] == ["样张路", "测试路"]
    assert (second.recipient.name, second.recipient.kind) == ("样张物流", "企业")
    assert second.facts == {"plate_no": "沪B54321"}


def test_an_unknown_column_is_named_with_those_there_are() -> None:
    with pytest.raises(UnreadableTableError, match=r"不认识的列：颜色.*可用的列：.*车牌号码"):
        drafts(table(("李测试", "红"), head=("收件人", "颜色")))


def test_a_list_without_recipients_is_refused() -> None:
    with pytest.raises(UnreadableTableError, match="缺少的列：收件人"):
        drafts(table(("沪A12345",), head=("车牌号码",)))
    with pytest.raises(InvalidRequestError) as raised:
        drafts(table(("", *LINES[0][1:]), ("李测试", "机器", *LINES[0][2:])))
    assert [each["message"] for each in raised.value.errors] == [
        "第 2 行没有写收件人。",
        "第 3 行的收件人类型不对。",
    ]


@pytest.mark.parametrize("data", [b"", b"\n", table(), b"PK\x03\x04 no archive", b"\xff\xfe\x00"])
def test_what_is_no_list_is_told_so(data: bytes) -> None:
    with pytest.raises(UnreadableTableError):
        drafts(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_or_told_not_to_be(data: bytes) -> None:
    try:
        found = drafts(data)
    except ServiceError as error:
        assert str(error)  # noqa: PT017 - either way is right
    else:
        assert found


def test_only_kinds_that_a_line_can_say_everything_of_are_listed() -> None:
    assert is_listable(KIND)
    assert not is_listable(read_declared().kind("correction"))
    assert "金额（元）" in columns_of(KIND)
