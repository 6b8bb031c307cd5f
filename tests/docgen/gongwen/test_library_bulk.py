"""Documents come into the library with what they say of themselves; summaries are quotations."""

import json
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.library import bulk
from docgen.gongwen.library import lines as json_lines
from docgen.gongwen.library.bulk import filed_of
from docgen.gongwen.library.coming import Gone
from docgen.gongwen.library.filed import Filed
from docgen.gongwen.library.lines import read_lines
from docgen.gongwen.library.summary import summarise
from models.errors import InvalidRequestError, UnreadableTableError
from tests.docgen.gongwen.elements.made import ORDER, REPORT, opened

READERS = ("全体",)


def test_a_file_tells_its_title_number_issuer_day_and_kind() -> None:
    filed = filed_of(opened(REPORT), "区", READERS)
    assert filed.title == "上海市崇明区测试委员会关于2026年防汛样张准备情况的请示"
    assert (filed.sort, filed.number) == ("请示", "沪崇测〔2026〕12号")
    assert (filed.issuer, filed.issued_on) == ("上海市崇明区测试委员会", date(2026, 3, 2))
    assert "## 一、基本情况" in filed.body
    assert "## 样张经费测算表" in filed.body


def test_what_has_no_title_goes_by_its_mark_or_the_name_of_its_file() -> None:
    assert filed_of(opened(ORDER), "市", READERS).title == "上海市人民政府令"
    assert filed_of(opened("今天下雨。"), "单位", READERS).title == "草稿"


def test_a_file_with_more_than_a_document_may_have_is_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulk, "LONGEST", 20_000)
    with pytest.raises(InvalidRequestError, match="超过 2 万字，请拆成"):
        filed_of(opened("样张。" * 7_000), "区", READERS)


def test_lines_are_read_and_faults_are_told_by_line() -> None:
    good = {"title": "关于样张的通知", "body": "请各单位报送样张。", "number": "样发〔2026〕1号"}
    data = "\n".join([json.dumps(good), "", "[1]", "{", json.dumps({"title": "无正文"})])
    first, *faults = read_lines(BytesIO(data.encode()), "批次.jsonl", READERS)
    assert isinstance(first, Filed)
    assert (first.sort, first.readers) == ("通知", READERS)
    assert [str(each).partition("：")[0] for each in faults] == [
        "批次.jsonl 第 3 行",
        "批次.jsonl 第 4 行",
        "批次.jsonl 第 5 行",
    ]
    assert "body" in str(faults[-1])


BODY = (
    "近年来，样张工作取得进展。现就加强样张管理有关事项通知如下。一、总体要求\n"
    "样张由各单位按月报送，不得迟报。样张由各单位按月报送，不得漏报。"
    "本通知自2026年5月1日起施行，有效期五年。"
)


def test_a_summary_quotes_the_document_and_repeats_nothing() -> None:
    quoted = summarise("关于加强样张管理的通知", BODY, 60)
    assert quoted
    assert sum(len(each.text) for each in quoted) <= 60
    assert all(BODY[each.start :].startswith(each.text) for each in quoted)
    assert sum("按月报送" in each.text for each in quoted) <= 1
    assert "加强样张管理" in "".join(each.text for each in quoted)


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=40), st.text(max_size=400), st.integers(0, 300))
def test_any_text_is_summarised_within_its_length(title: str, body: str, characters: int) -> None:
    quoted = summarise(title, body, characters)
    assert sum(len(each.text) for each in quoted) <= characters
    assert all(body[each.start :].startswith(each.text) for each in quoted)


class Watched(BytesIO):
    """A file that knows how far it was read."""

    def readline(self, size: int | None = -1, /) -> bytes:
        self.lines = getattr(self, "lines", 0) + 1
        return super().readline(size)


def test_lines_are_read_one_by_one() -> None:
    good = json.dumps({"title": "关于样张的通知", "body": "请报送样张。"}, ensure_ascii=False)
    file = Watched("\n".join([good] * 1000).encode())
    next(read_lines(file, "批次.jsonl", READERS))
    assert file.lines == 1


def test_a_line_too_long_or_in_no_known_encoding_stops_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 100)
    good = json.dumps({"title": "样张", "body": "请报送样张。"}, ensure_ascii=False)
    lines = [good.encode(), b"x" * 350, good.encode("gb18030"), b"\xff\xff\xff", good.encode()]
    told = list(read_lines(BytesIO(b"\n".join(lines)), "批次.jsonl", READERS))
    assert [isinstance(each, Filed) for each in told] == [True, False, True, False, True]
    assert [str(each).partition("：")[0] for each in told if isinstance(each, str)] == [
        "批次.jsonl 第 2 行",
        "批次.jsonl 第 4 行",
    ]


def test_a_line_that_removes_names_the_document_it_removes() -> None:
    named = {"title": "关于样张的通知", "number": "样发〔2026〕1号", "issuer": "样张局"}
    lines = [{**named, "removed": True, "body": "旧的正文"}, {"removed": True, "number": "1"}]
    data = "\n".join(map(json.dumps, lines)).encode()
    going, fault = read_lines(BytesIO(data), "批次.jsonl", READERS)
    assert isinstance(going, Gone)
    assert going.id == Filed(body="新的正文", **named).id
    assert "title" in str(fault)


def test_lines_in_utf_16_are_refused_with_the_remedy() -> None:
    with pytest.raises(UnreadableTableError, match="UTF-8"):
        list(read_lines(BytesIO("{}".encode("utf-16")), "批次.jsonl", READERS))
