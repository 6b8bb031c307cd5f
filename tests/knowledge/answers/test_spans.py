from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.outcome import Section
from knowledge.answers.sections import holds_number, wanted_units
from knowledge.answers.spans import groups_of, spans_in
from knowledge.entries.entry import Kind
from tests.knowledge.answers.making import GUIDE, entry

TABLE = """按车型每辆补：

| 提前多久 | 中型 | 重型 |
| --- | --- | --- |
| 满1年 | 1万元 | 1.2万元 |
| 满4年 | 2.5万元 | 4.5万元 |

当天算进高的一档。
"""
STEPS = """本事项网上办理，要提交：

- 身份证原件
- 一寸照片
- 租房合同

## 然后呢

1. 登录系统；
2. 填写表单；
3. 等待结果。
"""


def test_a_table_is_told_row_by_row_under_its_columns_and_quoted_with_its_head():
    """Each row says what its figures mean; the lead stands before them."""
    table, after = groups_of(entry("scrap", "报废补贴", TABLE))
    assert table.whole
    assert [span.text for span in table.spans] == [
        "按车型每辆补：",
        "满1年：中型 1万元，重型 1.2万元",
        "满4年：中型 2.5万元，重型 4.5万元",
    ]
    assert table.spans[1].quote.startswith("| 提前多久 | 中型 | 重型 |")
    assert [span.text for span in after.spans] == ["当天算进高的一档。"]


def test_a_list_is_of_one_section_with_its_lead_and_steps_keep_their_numbers():
    """Items that name no material by their own words are materials all the same."""
    materials, steps = groups_of(entry("made", "样张事项", STEPS))
    told = [span.text for span in materials.spans]
    assert told == ["本事项网上办理，要提交：", "身份证原件", "一寸照片", "租房合同"]
    assert {span.section for span in materials.spans} == {Section.MATERIALS}
    told = [span.text for span in steps.spans]
    assert told == ["然后呢", "1. 登录系统；", "2. 填写表单；", "3. 等待结果。"]
    assert len({span.section for span in steps.spans}) == 1


def test_a_faq_tells_all_under_what_its_title_asks():
    """It answers one question, in its own order."""
    body = "免费。到窗口带身份证。5个工作日办结。"
    faq = entry("faq", "办证多少钱", body, kind=Kind.FAQ)
    assert [span.section for span in spans_in(groups_of(faq))] == [Section.FEE] * 3


@given(st.lists(st.sampled_from([*TABLE.splitlines(), *STEPS.splitlines(), *GUIDE.splitlines()])))
def test_every_span_stands_in_the_body_once_and_in_order(lines):
    """However lists, tables and headings follow each other."""
    made = entry("any", "样张", "\n".join(lines) or "无")
    spans = spans_in(groups_of(made))
    for one, other in pairwise(spans):
        assert one.end <= other.start
    for span in spans:
        assert span.quote == span.quote.strip()
        assert span.text


def test_a_number_is_held_only_with_its_unit_or_in_its_column():
    """What is asked tells the unit."""
    money, days = wanted_units("能补多少钱"), wanted_units("几天办好")
    assert holds_number("每辆补贴1.2万元。", money)
    assert holds_number("三千元", money)
    assert holds_number("| 车型 | 金额（万元） |\n| --- | --- |\n| 中型 | 1 |", money)
    assert not holds_number("金额以元为单位，3年内有效。", money)
    assert holds_number("20个工作日内办结", days)
    assert not holds_number("补贴1.2万元", days)
    assert wanted_units("要带什么") == ()
