"""A notice that lacks a fact or contradicts itself is not made; it says everything at once."""

from datetime import date
from typing import Any

import pytest

from docgen.notices.compose import compose_notice
from docgen.notices.declared import read_declared
from docgen.notices.notice import Item
from docgen.notices.samples import read_sample
from models.errors import NotFoundError, UnfitNoticeError
from tests.docgen.notices.conftest import KINDS, changed
from tests.docgen.notices.plain import plain


def faults(kind: str, **change: Any) -> dict[str, str]:
    with pytest.raises(UnfitNoticeError) as stopped:
        compose_notice(changed(kind, **change))
    return {fault["pointer"]: fault["message"] for fault in stopped.value.errors}


def test_an_unknown_kind_is_told() -> None:
    with pytest.raises(NotFoundError, match="praise"):
        compose_notice(changed("acceptance", kind="praise"))


def test_everything_missing_or_wrong_is_named_at_once() -> None:
    facts = {"matter": " ", "case_no": "", "applied_on": "2026-13-01", "mater": "甲"}
    with pytest.raises(UnfitNoticeError) as stopped:
        compose_notice(changed("acceptance", number="", facts=facts))
    told = {fault["pointer"]: fault["code"] for fault in stopped.value.errors}
    assert told == {
        "/number": "missing",
        "/facts/matter": "missing",
        "/facts/case_no": "missing",
        "/facts/applied_on": "wrong",
        "/facts/mater": "unknown",
    }
    for words in ("文号", "事项名称", "办件编号", "申请日期", "mater"):
        assert words in str(stopped.value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_required_fact_is_asked_for(kind: str) -> None:
    for fact in read_declared().kind(kind).facts:
        if fact.required:
            told = faults(kind, facts={fact.key: ""})
            assert told == {f"/facts/{fact.key}": f"缺少“{fact.label}”。"}


@pytest.mark.parametrize(
    ("days", "fits"), [("20", True), ("21", False), ("1", True), ("0", False), ("", True)]
)
def test_the_office_may_promise_less_than_the_law_allows_and_not_more(
    days: str, *, fits: bool
) -> None:
    facts = {"promised_workdays": days}
    if fits:
        sheet = compose_notice(changed("acceptance", facts=facts)).sheet
        assert f"自受理之日起{days or 20}个工作日内" in plain(sheet)
    else:
        told = faults("acceptance", facts=facts)
        assert "1至20个工作日" in told["/facts/promised_workdays"]


@pytest.mark.parametrize(("days", "fits"), [("500", True), ("501", False), ("0", False)])
def test_no_period_is_longer_than_two_years(days: str, *, fits: bool) -> None:
    facts = {"correction_workdays": days}
    if fits:
        compose_notice(changed("correction", facts=facts))
    else:
        assert "1至500" in faults("correction", facts=facts)["/facts/correction_workdays"]


def test_a_period_that_no_law_limits_may_be_longer() -> None:
    notice = changed("correction", facts={"correction_workdays": "30"})
    composed = compose_notice(notice)
    assert "30个工作日内，即在2027年1月" in plain(composed.sheet)
    assert composed.doubts == ("补正期限：2027年放假安排尚未录入，截止日期只按周末推算，请核对。",)


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        ("acceptance", {"accepted_on": "2026-11-25"}, "依次先后"),
        ("acceptance", {"accepted_on": "2026-11-28"}, "依次先后"),
        ("permit", {"valid_to": "2026-11-26"}, "早于有效期起"),
        ("permit", {"valid_to": ""}, "有效期止"),
        ("non_acceptance", {"competent": ""}, "有权受理的机关"),
        ("non_acceptance", {"ground": "材料太旧"}, "之一"),
        ("permit", {"by_promise": "也许"}, "应为是或否"),
        ("non_acceptance", {"ground": "隐瞒有关情况或者提供虚假材料"}, "公共安全"),
        ("inspection_report", {"inspectors": "周测试", "badges": "样张1"}, "不得少于两人"),
        ("inspection_report", {"badges": "样张1"}, "数目应当一致"),
        ("inspection_report", {"result": "未发现问题"}, "不相符"),
        ("inspection_report", {"checked_at": "2026-11-28 00:00"}, "晚于出具日期"),
        ("spot_check_task", {"to_day": "2026-11-23"}, "早于起始日期"),
        ("subsidy_payment", {"applied_on": "2026-11-28"}, "早于申请日期"),
        ("correction", {"received_on": "2026-11-28"}, "早于收到申请的日期"),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(
    kind: str, facts: dict[str, str], said: str
) -> None:
    assert any(said in message for message in faults(kind, facts=facts).values())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "至少应有1行"),
        ([{"lot": "甲", "from": "2026-10-01 08:00", "to": "x", "amount": "1"}], "第1行的驶离时间"),
        ([{"lot": "", "from": "", "to": "", "amount": ""}], "第1行的金额"),
        ([dict.fromkeys(("lot", "from", "to", "amount", "fee"), "1")], "没有“fee”这一列"),
    ],
)
def test_wrong_rows_are_told_by_row_and_column(rows: list[dict[str, str]], said: str) -> None:
    assert said in " ".join(faults("parking_arrears", rows=rows).values())


@pytest.mark.parametrize("amount", ["-1", "0.001", "1000000000000", "abc"])
def test_an_amount_that_cannot_be_written_is_refused(amount: str) -> None:
    row = read_sample("parking_arrears").rows[0] | {"amount": amount}
    assert "/rows/0/amount" in faults("parking_arrears", rows=[row])


def test_a_total_that_cannot_be_written_is_refused() -> None:
    row = read_sample("parking_arrears").rows[0] | {"amount": "500000000000"}
    assert "合计" in faults("parking_arrears", rows=[row, row])["/rows"]


def test_nothing_owed_is_not_pressed_for() -> None:
    row = read_sample("parking_arrears").rows[0] | {"amount": "0"}
    assert "不应催缴" in faults("parking_arrears", rows=[row])["/facts"]


def test_a_refusal_gives_each_reason_with_its_rule() -> None:
    assert "/items" in faults("refusal", items=[])
    assert "/items/0/basis" in faults("refusal", items=[Item(text="不满3年。")])


def test_a_problem_has_a_day_by_which_it_is_put_right() -> None:
    problem = Item(text="没有标识。", basis="某办法")
    assert "/items/0/until" in faults("inspection_report", items=[problem])
    late = problem.model_copy(update={"until": date(2026, 11, 26)})
    assert "/items/0/until" in faults("inspection_report", items=[late])


def test_a_late_notice_of_correction_is_made_and_the_officer_told() -> None:
    composed = compose_notice(changed("correction", facts={"received_on": "2026-11-19"}))
    assert any("即为受理" in doubt for doubt in composed.doubts)
    assert not any(
        "即为受理" in doubt for doubt in compose_notice(read_sample("correction")).doubts
    )
    assert "即为受理" not in plain(composed.sheet)
