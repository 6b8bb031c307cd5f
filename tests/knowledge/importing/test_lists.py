"""Lists of entries in XLSX, CSV and JSON: one entry a row, bad rows told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.entry import Kind
from knowledge.importing.draft import Understood
from knowledge.importing.given import Given
from knowledge.importing.lists import column_of
from knowledge.importing.read import read_file
from tests.precheck.workbooks import formula, workbook

FAQ = "问题,答案,相似问,责任部门,有效期,出处链接\n"


def csv(text: str, name: str = "样张.csv") -> Understood:
    return read_file(Given(name, text.encode()))


def test_each_row_is_an_entry_with_its_other_questions_department_and_term() -> None:
    found = csv(
        f"{FAQ}怎么换证,到窗口换。,如何换证；换证在哪,样张局,2027-01-31,https://a.example/1\n"
    )
    (draft,) = found.drafts
    assert (draft.title, draft.body, draft.kind) == ("怎么换证", "到窗口换。", Kind.FAQ)
    assert draft.questions == ("如何换证", "换证在哪")
    assert draft.department == "样张局"
    assert str(draft.expires) == "2027-01-31"
    assert draft.source.url == "https://a.example/1"
    assert draft.place == "第 2 行"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("怎么换证,,,,,", "没有答案"),
        (",到窗口换。,,,,", "没有问题或标题"),
        ("怎么换证,到窗口,换,证,明,天,去,好", "内容可能错位"),
        ("怎么换证,=HYPERLINK(1),,,,", "公式"),
    ],
)
def test_a_bad_row_is_told_with_its_place_and_the_rest_comes_in(row: str, why: str) -> None:
    found = csv(f"{FAQ}{row}\n能不能代办,可以。,,,,\n")
    assert [draft.title for draft in found.drafts] == ["能不能代办"]
    (left,) = found.left_out
    assert "第 2 行" in left.what
    assert why in left.why


def test_a_list_without_known_heads_says_how_to_name_them() -> None:
    found = read_file(Given("a.json", json.dumps([{"颜色": "红"}]).encode()))
    assert "问题" in found.problem
    assert "答案" in found.problem


def test_a_workbook_reads_like_the_csv_and_a_formula_is_told() -> None:
    cells = [
        ["常见问题一览", ""],
        ["问题", "答案"],
        ["怎么换证", "到窗口换。"],
        ["能代办吗", formula("1+1")],
    ]
    found = read_file(Given("a.xlsx", workbook({"常见问题": cells})))
    assert [draft.title for draft in found.drafts] == ["怎么换证"]
    assert any("公式" in each.why for each in found.left_out)
    assert any("表头之上" in each.why for each in found.left_out)


def test_a_sheet_that_is_no_list_is_kept_as_a_table() -> None:
    found = read_file(Given("a.xlsx", workbook({"收费": [["时段", "元"], ["日间", "10"]]})))
    assert "| 日间 | 10 |" in found.drafts[0].body
    assert found.drafts[0].remarks


def test_json_gives_the_same_entries_as_the_table() -> None:
    told = [
        {
            "question": "怎么换证",
            "answer": "到窗口换。",
            "questions": ["如何换证"],
            "dept": "样张局",
        }
    ]
    (draft,) = read_file(Given("a.json", json.dumps(told).encode())).drafts
    assert (draft.title, draft.questions, draft.department) == ("怎么换证", ("如何换证",), "样张局")


def test_labels_of_a_service_guide_become_its_sections_in_fixed_order() -> None:
    labels = ("咨询电话：021-00000000", "事项名称：样张备案", "受理条件：已登记的企业")
    labels += ("所需材料：申请表、执照", "法定办结时限：20(工作日)", "承诺办结时限：5(工作日)")
    told = [{"title": "样张备案", "text": "\n".join(labels)}]
    (draft,) = read_file(Given("a.json", json.dumps(told).encode())).drafts
    assert draft.kind is Kind.GUIDE
    heads = [line for line in draft.body.splitlines() if line.startswith("## ")]
    assert heads == ["## 事项信息", "## 办理条件", "## 申请材料", "## 办理时限", "## 咨询和监督"]
    assert "- 法定办结时限：20(工作日)\n- 承诺办结时限：5(工作日)" in draft.body


def test_a_head_is_known_with_its_marks_and_brackets() -> None:
    assert column_of("* 标准问（必填）") == "question"
    assert column_of("颜色") == ""


CELLS = st.text(alphabet="样张问答=,\"'+@|#<>\n；\u202e1", max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_every_row_becomes_an_entry_or_is_told(rows: list[tuple[str, str]]) -> None:
    records = [{"question": question, "answer": answer} for question, answer in rows]
    found = read_file(
        Given("a.json", json.dumps([{"question": "定", "answer": "案"}, *records]).encode())
    )
    assert len(found.drafts) + len(found.left_out) == len(rows) + 1
    assert not any("\u202e" in draft.body + draft.title for draft in found.drafts)
