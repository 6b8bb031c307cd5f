from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.entry import Entry, Kind, Source
from knowledge.entries.passages import LONGEST, passages_of

GUIDE = """# 从业资格证换证

## 受理条件

持有从业资格证，有效期届满前30日内提出申请。

## 申请材料

| 材料 | 份数 | 说明 |
| --- | --- | --- |
| 从业资格证 | 1 | 原件 |
| 身份证 | 1 | 正反面 |

## 办理流程

1. 网上提交申请。
2. 窗口核对原件。
"""

LAW = """# 样张管理办法

第一章 总则

第一条 为了规范样张管理，制定本办法。

第二条 本办法适用于样张市。
样张区参照执行。

第二章 附则

第三条 本办法自2026年1月1日起施行。
"""


def entry(body: str, kind: Kind = Kind.GUIDE) -> Entry:
    return Entry(
        id="e1",
        version=1,
        kind=kind,
        title="样张",
        body=body,
        department="样张科",
        source=Source(title="样张"),
        author="周样",
        changed_at=datetime(2026, 11, 28, tzinfo=UTC),
    )


def test_a_guide_is_cut_under_its_headings() -> None:
    found = passages_of(entry(GUIDE))
    assert [each.path[-1] for each in found] == ["受理条件", "申请材料", "办理流程"]
    assert all(each.path[0] == "从业资格证换证" for each in found)


def test_a_table_keeps_its_head_in_every_passage() -> None:
    rows = "\n".join(f"| 材料{number} | 1 | {'说明' * 30} |" for number in range(12))
    body = f"| 材料 | 份数 | 说明 |\n| --- | --- | --- |\n{rows}\n"
    found = passages_of(entry(body))
    assert len(found) > 1
    assert all(each.text.startswith("| 材料 | 份数 | 说明 |") for each in found)
    said = "".join(each.text for each in found)
    assert all(f"材料{number} " in said for number in range(12))


def test_a_law_is_cut_by_its_articles() -> None:
    found = passages_of(entry(LAW, Kind.LAW))
    assert [each.path for each in found[1:]] == [
        ("第一章 总则", "第一条"),
        ("第一章 总则", "第二条"),
        ("第二章 附则", "第三条"),
    ]
    assert "样张区参照执行" in found[2].text


@given(st.text(alphabet="甲乙。；\n#| 第一条-", max_size=600), st.sampled_from(list(Kind)))
def test_passages_stand_in_order_and_lose_no_word(body: str, kind: Kind) -> None:
    found = passages_of(entry(body, kind))
    assert all(left.end <= right.start for left, right in pairwise(found))
    kept = "".join(body[each.start : each.end] for each in found)
    for line in body.splitlines():
        words = line.strip()
        if words and not words.startswith(("#", "|")) and kind is not Kind.LAW:
            assert words in kept


@given(st.text(alphabet="甲乙丙。", min_size=1, max_size=2000))
def test_no_passage_is_longer_than_a_screen_unless_a_sentence_is(text: str) -> None:
    longest = max(len(sentence) + 1 for sentence in text.split("。"))
    for each in passages_of(entry(text)):
        assert len(each.text) <= max(LONGEST, longest)
