"""What the officer sees agrees with what was checked: table, workings, recommendation."""

import pytest

from models.records import Filing, FilingState, Finding
from precheck.case import Trust
from precheck.parameters import Parameters
from precheck.recommend import Recommendation, recommend
from precheck.run import case_of, run
from precheck.side_by_side import FORM, FactRow, lay_side_by_side
from precheck.working import Working, work_out
from tests.precheck.situations import S5, in_order

PARAMETERS = Parameters.read()


def rows(filing: Filing) -> dict[str, FactRow]:
    table = lay_side_by_side(case_of(filing, S5, filing.scenario))
    return {row.key: row for row in table.rows}


def test_every_voice_stands_in_the_row_of_its_fact() -> None:
    filing = in_order("S5B", read={"vehicle_licence_main.vin": "LYZAGBBE0PA018276"})

    row = rows(filing)["vin"]

    assert {cell.voice for cell in row.said} == {FORM, "机动车库", "机动车行驶证（正页）"}
    assert {cell.group for cell in row.said} == {0}
    assert row.state == "agreed"


def test_one_who_says_something_else_is_set_apart() -> None:
    filing = in_order("S5B", read={"vehicle_licence_main.vin": "LYZAGBBE9PA000000"})

    row = rows(filing)["vin"]

    assert row.state == "disputed"
    assert {cell.voice: cell.group for cell in row.said} == {
        FORM: 0,
        "机动车库": 0,
        "机动车行驶证（正页）": 1,
    }


def test_the_same_fact_in_another_spelling_is_no_difference() -> None:
    filing = in_order(
        "S5B", read={"vehicle_licence_main.owner": "上海样张长风货物运输有限责任公司"}
    )

    assert rows(filing)["owner_name"].state == "agreed"


def test_a_typed_value_stands_on_the_form_alone() -> None:
    filing = in_order("S5B", unbacked={"engine_no": "YZ1"})

    row = rows(filing)["engine_no"]

    assert row.state == "alone"
    assert [(cell.voice, cell.trust) for cell in row.said] == [(FORM, Trust.UNPROVEN)]


@pytest.mark.parametrize("scenario", ["S5A", "S5B"])
def test_a_row_is_disputed_exactly_where_a_finding_says_so(scenario: str) -> None:
    filing = in_order(
        scenario,
        read={"vehicle_licence_main.engine_no": "YZ9", "vehicle_licence_sub.gross_mass": "9000kg"},
        typed={"brand_model": "样张牌"},
    )
    found = run(filing, S5, scenario, PARAMETERS)
    told = {key for each in found if each.rule == "一致性" for key in each.keys}

    disputed = {key for key, row in rows(filing).items() if row.state == "disputed"}

    assert disputed == told
    assert told


def workings(filing: Filing, parameters: Parameters = PARAMETERS) -> tuple[Working, ...]:
    case = case_of(filing, S5, filing.scenario)
    return work_out(case, S5.checks(filing.scenario), parameters)


def test_a_working_shows_facts_numbers_and_answer() -> None:
    filing = in_order("S5B", registered={"register_date": "2010-05-16"})

    [working] = [each for each in workings(filing) if each.id == "S5-W3"]

    assert working.state == "broken"
    assert working.found
    assert ("注册日期", "2010-05-16", "机动车库") in {
        (fact.name, fact.text, fact.who) for fact in working.facts
    }
    assert any("强制报废" in number.reference for number in working.numbers)
    assert all(number.since and number.basis for number in working.numbers)


def test_a_check_without_its_facts_says_which_are_missing() -> None:
    filing = in_order("S5A", without=["vehicle_inspection_report"])

    silent = [each for each in workings(filing) if each.state == "silent"]

    assert {each.id for each in silent} == {"S5-E2"}
    assert all(each.missing for each in silent)


@pytest.mark.parametrize("scenario", ["S5A", "S5B"])
def test_workings_and_findings_tell_the_same(scenario: str) -> None:
    filing = in_order(scenario, registered={"inspection_valid_to": "2026-01-31"})
    ids = {each.id for each in S5.checks(scenario)}
    told = {each.message for each in run(filing, S5, scenario, PARAMETERS) if each.rule in ids}

    assert {message for each in workings(filing) for message in each.found} == told


def confirmed(filing: Filing) -> Filing:
    return filing.model_copy(update={"state": FilingState.CONFIRMED})


def all_confirmed() -> Parameters:
    """Return the parameters as if the authority had confirmed each of them."""
    told = Parameters.read()
    return Parameters(
        {
            name: [value.model_copy(update={"basis": "KNOWN"}) for value in told.dated(name)]
            for name in told.names
        }
    )


def judged(
    filing: Filing, parameters: Parameters | None = None, overridden: tuple[Finding, ...] = ()
) -> Recommendation:
    parameters = parameters or all_confirmed()
    case = case_of(filing, S5, filing.scenario)
    found = (*run(filing, S5, filing.scenario, parameters), *overridden)
    return recommend(case, workings(filing, parameters), found, overridden)


FIRM = "上海样张长风货物运输有限公司"


def complete(**changes: object) -> Filing:
    read = {
        "vehicle_licence_main.owner": FIRM,
        "vehicle_inspection_report.conclusion": "合格",
    }
    return confirmed(in_order("S5B", read=read, **changes))


def test_a_filing_proven_throughout_is_recommended_with_its_facts() -> None:
    result = judged(complete())

    assert result.reasons == ()
    assert result.recommended
    assert all(fact.who and fact.trust is not Trust.UNPROVEN for fact in result.facts)
    assert "检验有效期止" in {fact.name for fact in result.facts}


@pytest.mark.parametrize(
    ("filing", "said"),
    [
        (in_order("S5B"), "申请人还没有确认表单"),
        (complete(registered={"inspection_valid_to": "2026-01-31"}), "需要更正"),
        (complete(unbacked={"register_date": "2023-05-16"}), "没有权威来源"),
        (complete(sources={"db.police_vehicle": "down"}), "有无特殊标记不明"),
        (complete(sources={"db.corp": "not_asked"}), "有无特殊标记不明"),
        (confirmed(in_order("S5B")), "没有判断"),
    ],
)
def test_anything_left_to_a_person_is_named(filing: Filing, said: str) -> None:
    result = judged(filing)

    assert not result.recommended
    assert any(said in reason for reason in result.reasons)


def test_an_unconfirmed_number_of_the_law_is_never_relied_on() -> None:
    result = judged(complete(), PARAMETERS)

    assert not result.recommended
    assert [reason for reason in result.reasons if "尚待主管部门确认" not in reason] == []


def test_what_an_officer_overrode_is_left_to_the_officer() -> None:
    overridden = Finding(rule="甲", severity="officer", message="乙。")

    result = judged(complete(), overridden=(overridden,))

    assert not result.recommended
    assert result.reasons == ("工作人员不采纳过一项提示，须由人决定：乙。",)
