"""Facts that are figures and tables: checked, worked out, never guessed."""

import pytest

from docgen.gongwen.document.official import Part
from docgen.gongwen.writing.declared import examples, read_written
from docgen.gongwen.writing.drafting import Drafted, draft
from docgen.gongwen.writing.given import Value
from docgen.gongwen.writing.words import text_of
from models.errors import InvalidRequestError


def made(kind: str, without: str = "", **told: Value) -> Drafted:
    facts: dict[str, Value] = {**examples(read_written()[kind]), **told}
    return draft(kind, {name: value for name, value in facts.items() if name != without})


def table_of(drafted: Drafted) -> Part:
    return next(part for part in drafted.official.body if part.rows)


def test_money_stands_in_wan_and_in_capitals() -> None:
    text = text_of(made("request", costs="", funds="1234500元").official)
    assert "共需经费123.45万元（大写：人民币壹佰贰拾叁万肆仟伍佰元整）。" in text


def test_figures_without_a_unit_are_in_the_unit_the_fact_names() -> None:
    assert "共需经费30万元" in text_of(made("request", costs="", funds="30").official)


@pytest.mark.parametrize(
    "rows",
    [
        [
            {"项目": "车辆", "数量": "4", "单价": "80"},
            {"项目": "站点", "金额": "40", "数量": "8", "单价": "5"},
        ],
        "车辆 | 4 | 80\n站点\t8\t5\t40",
        [["车辆", "4", "80", "320"], ["站点", "8", "5"]],
    ],
    ids=["by-name", "lines", "in-order"],
)
def test_a_table_is_worked_out_and_added_up_however_it_is_told(rows: Value) -> None:
    drafted = made("request", funds="360", costs=rows)
    assert drafted.complete, drafted.faults
    assert table_of(drafted).rows[1:] == (
        ("车辆", "4", "80", "320"),
        ("站点", "8", "5", "40"),
        ("合计", "", "", "360"),
    )


def test_the_sum_of_a_table_is_the_amount_that_was_not_given() -> None:
    drafted = made("request", without="funds", costs="车辆 | 4 | 80\n站点 | 8 | 5")
    assert "共需经费360万元" in text_of(drafted.official)


def test_what_does_not_add_up_is_told_with_what_it_should_be() -> None:
    drafted = made(
        "request", funds="300", costs="车辆 | 4 | 80 | 310\n站点 | 8 | 5\n合计 | | | 365"
    )
    assert drafted.faults == (
        "“经费测算表”第 1 行“金额”应为 320，填的是 310。",
        "“经费测算表”“金额”一栏的合计应为 350，填的是 365。",
        "“经费测算表”“金额”一栏合计 350万元，与“经费总额”（300万元）不一致。",
    )


def test_a_share_is_worked_out_and_a_wrong_one_told() -> None:
    assert "有效率95%" in text_of(made("survey").official)
    assert "有效率95.0%" in text_of(made("survey", valid_share="95.0").official)
    assert "应为 95%" in made("survey", valid_share="98%").faults[0]
    assert "不能大于" in made("survey", valid="1300").faults[0]


def test_an_empty_cell_is_missing_and_shown() -> None:
    drafted = made("request", without="funds", costs="车辆 | 4")
    assert "经费测算表第 1 行的“单价”" in drafted.missing
    assert "〔待补〕" in table_of(drafted).rows[1]


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"funds": "许多"}, "经费总额"),
        ({"costs": "车辆 | 四辆 | 80"}, "第 1 行“数量”"),
        ({"costs": [{"名目": "车辆"}]}, "名目"),
        ({"costs": "甲 | 1 | 2 | 2 | 备注"}, "多于 4 格"),
    ],
    ids=["money", "cell", "column", "too-many"],
)
def test_what_is_no_figure_is_refused_by_name(told: dict[str, Value], named: str) -> None:
    with pytest.raises(InvalidRequestError, match=named):
        draft("request", told)


def test_half_a_questionnaire_is_refused() -> None:
    with pytest.raises(InvalidRequestError, match="整数"):
        draft("survey", {"sent": "12.5"})
