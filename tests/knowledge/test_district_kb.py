"""A whole district's knowledge base, as others saved it, is understood: facts checked by eye."""

import gzip
from collections.abc import Mapping
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from knowledge.entries.entry import Kind
from knowledge.importing.draft import Draft, Understood
from knowledge.importing.given import Given
from knowledge.importing.read import read_file
from knowledge.sorting.copies import Copy, find_copies
from knowledge.sorting.text import text_of

CORPORA = Path(__file__).parents[3] / "shared/data/corpora"
DISTRICT = CORPORA / "district_kb"
pytestmark = pytest.mark.skipif(
    not DISTRICT.is_dir(), reason="the corpora are not beside the repository"
)


@cache
def files() -> Mapping[str, Understood]:
    """Return what became of each file, by its name."""
    found = (path for path in sorted(DISTRICT.rglob("*")) if path.is_file())
    return {path.name: read_file(Given(path.name, path.read_bytes())) for path in found}


def only(start: str) -> Draft:
    (draft,) = next(each for name, each in files().items() if name.startswith(start)).drafts
    return draft


def test_every_file_gives_entries_but_three_that_hold_none() -> None:
    without = {name for name, each in files().items() if not each.drafts}
    assert without == {
        "01_招生细则_原文.txt",  # page marks only
        "20b_广州劳动仲裁服务指南_目录.html",  # links only
        "政策数据整理表_初稿.csv",  # commas within cells, unquoted
    }
    assert all(files()[name].problem and files()[name].left_out for name in without)


def test_the_lists_of_entries_and_documents_come_whole() -> None:
    for name in ("知识条目表.csv", "官方文件表.csv", "policies.json", "documents.json"):
        assert len(files()[name].drafts) == 37, name
    first = files()["知识条目表.csv"].drafts[0]
    assert first.kind is Kind.GUIDE
    assert [line for line in first.body.splitlines() if line.startswith("#")][:3] == [
        "## 办理对象",
        "## 办理条件",
        "## 申请材料",
    ]
    assert "人户一致" in first.keywords


def test_a_row_whose_cells_have_moved_is_told_and_not_taken() -> None:
    found = files()["政策数据整理表_初稿.csv"]
    assert all("错位" in each.why for each in found.left_out)
    assert len(found.left_out) == 21


@pytest.mark.parametrize(
    ("start", "number", "issued", "since", "until"),
    [
        ("11_", "穗府办规〔2024〕13号", "2024-07-26", "2024-07-26", "2029-07-26"),
        ("17_", "穗天科工信规字〔2023〕1号", "2023-08-09", "2023-09-08", "2026-09-08"),
        ("26_", "穗民规字〔2025〕2号", "2025-05-30", "2025-06-01", "2026-06-01"),
        ("36b_", "穗府办规〔2025〕8号", "2025-06-30", "2025-06-30", "2027-01-01"),
        ("37_", "国务院令第746号", "2021-07-27", "2022-03-01", "None"),
        ("33_", "广州市人民政府令第179号", "2021-01-29", "2021-05-01", "None"),
    ],
)
def test_numbers_and_days_of_documents_are_those_they_print(
    start: str, number: str, issued: str, since: str, until: str
) -> None:
    draft = only(start)
    assert draft.source.number == number
    assert str(draft.source.issued_on) == issued
    assert (str(draft.effective_from), str(draft.expires)) == (since, until)


def test_articles_are_counted_and_tables_kept() -> None:
    assert (only("37_").kind, only("37_").articles, only("37_").sections) == (Kind.LAW, 55, 6)
    assert only("11_").articles == 54
    assert only("36b_").tables == 1
    assert only("08_").tables == 2
    assert only("35b_").body.count("\n| ") >= 4


def test_questions_of_a_page_of_questions_are_found() -> None:
    assert (only("36_").kind, len(only("36_").questions)) == (Kind.FAQ, 13)
    assert len(only("15_").questions) == 7


def test_menus_shares_and_fonts_are_in_no_text() -> None:
    for name, found in files().items():
        if name.endswith(".html"):
            for draft in found.drafts:
                for gone in ("无障碍阅读", "字体：", "扫一扫在手机", "网站标识码", "javascript:"):
                    assert gone not in draft.body, (name, gone)


def test_a_file_that_was_named_after_another_document_is_told() -> None:
    assert only("35_").source.number == "穗人社规字〔2022〕2号"
    assert any("放错文件" in remark for remark in only("35_").remarks)


def test_the_same_list_in_two_forms_is_seen_to_be_the_same() -> None:
    texts = [
        text_of(draft, f"{name} {place}")
        for name in ("知识条目表.csv", "policies.json")
        for place, draft in enumerate(files()[name].drafts)
    ]
    assert sum(pair.copy_ is Copy.SAME for pair in find_copies(texts)) == 37


def test_articles_of_one_law_are_one_entry_under_its_chapters() -> None:
    with gzip.open(CORPORA / "laws_articles.jsonl.gz") as file:
        found = read_file(Given("样张.jsonl", b"".join(islice(file, 31))))
    (law,) = found.drafts
    assert (law.kind, law.articles, law.sections) == (Kind.LAW, 31, 6)
    assert str(law.source.issued_on) == "2020-05-14"


def test_service_guides_come_under_the_headings_of_a_guide() -> None:
    with gzip.open(CORPORA / "service_guides_gd.jsonl.gz") as file:
        found = read_file(Given("样张.jsonl", b"".join(islice(file, 40))))
    assert len(found.drafts) == 40
    assert all(draft.kind is Kind.GUIDE for draft in found.drafts)
    assert all("## 申请材料" in draft.body for draft in found.drafts[:3])
    assert all(draft.body.count("## 申请材料") == 1 for draft in found.drafts[:3])
