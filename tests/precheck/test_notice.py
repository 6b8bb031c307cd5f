"""The one-time notice names everything at once: complete, each fault once, with what to do."""

import re

from hypothesis import given
from hypothesis import strategies as st

from models.records import Finding, Severity
from precheck.marks import check_marks
from precheck.notice import compose_notice, heading_of, list_corrections
from precheck.parameters import Parameters
from precheck.run import run
from tests.precheck.situations import S5, in_order
from tests.precheck.test_marks import marked

PARAMETERS = Parameters.read()
RULES = st.sampled_from(["必填", "格式", "一致性", "材料缺失", "材料存疑", "S5-C1", "人工核验"])
SEVERITIES = st.sampled_from([Severity.CORRECT, Severity.OFFICER])
MESSAGES = st.text(alphabet="甲乙丙丁戊己庚辛", min_size=1, max_size=8).map("{}有误。".format)
FINDINGS = st.builds(Finding, rule=RULES, severity=SEVERITIES, message=MESSAGES)


def items(notice: str) -> list[str]:
    return re.findall(r"^\d+\. (.+)$", notice, re.MULTILINE)


def test_faults_stand_under_their_headings_and_are_counted() -> None:
    found = run(
        in_order(
            "S5B",
            registered={"engine_no": "", "inspection_valid_to": "2026-01-31"},
            sources={"db.inspection": "empty"},
        ),
        S5,
        "S5B",
        PARAMETERS,
    )

    notice = compose_notice(found)

    assert notice.startswith("您的申请经核对，有以下3项需要补正或说明")
    assert [line for line in notice.splitlines() if "、" in line[:2]] == [
        "一、材料（1项）",
        "二、填报（1项）",
        "三、资格（1项）",
    ]
    assert sorted(items(notice)) == sorted(each.message for each in found)


def test_nothing_to_put_right_needs_no_notice() -> None:
    assert compose_notice(run(in_order("S5B"), S5, "S5B", PARAMETERS)) == ""


@given(st.lists(FINDINGS, max_size=12))
def test_nothing_is_left_out_and_nothing_is_told_twice(findings: list[Finding]) -> None:
    told = items(compose_notice(findings))

    assert {(heading_of(each), each.message) for each in findings} == {
        (heading_of(each), each.message) for each in findings if each.message in told
    }
    assert len(told) == len({(heading_of(each), each.message) for each in findings})


@given(st.lists(FINDINGS, max_size=12))
def test_the_text_says_every_correction_in_order(findings: list[Finding]) -> None:
    assert items(compose_notice(findings)) == [each.text for each in list_corrections(findings)]


def test_a_fault_found_by_two_rules_is_told_once_with_both_sources() -> None:
    text = "驾驶证已过期。请换证后申请。"
    found = [
        Finding(rule=rule, severity=Severity.CORRECT, message=text, cites=cites)
        for rule, cites in (("S5-C1", "甲规定第一条"), ("S5-C2", "乙规定第二条"), ("S5-C3", ""))
    ]

    [told] = list_corrections(found)

    assert (told.text, told.basis) == (text, "甲规定第一条；乙规定第二条")


def test_advice_is_told_only_when_the_officer_took_it_up() -> None:
    advice = Finding(rule="材料无关", severity=Severity.ADVICE, message="《甲.jpg》可以删除。")

    assert compose_notice([advice]) == ""
    assert items(compose_notice([advice], [advice])) == [advice.message]


def test_what_was_said_to_the_officer_is_put_for_the_applicant() -> None:
    officer = Finding(
        rule="一致性",
        severity=Severity.OFFICER,
        message="发动机号各处记载不一致：甲为“1”；乙为“2”。请工作人员对照原件核实。",
    )

    [told] = items(compose_notice([officer]))

    assert told.startswith("发动机号各处记载不一致：甲为“1”；乙为“2”。")
    assert "工作人员" not in told
    assert "请携带原件" in told


def test_a_special_mark_is_told_only_in_words_meant_for_the_applicant() -> None:
    locked = list(check_marks(marked("db.transport_vehicle", "specialMarks", "锁停")))
    stolen = list(check_marks(marked("db.police_vehicle", "specialMarks", "盗抢")))

    assert items(compose_notice(locked)) == [
        "登记库显示相关业务已被锁停。请先到登记机关查明原因并解除锁停，再提交申请。"
    ]
    assert compose_notice(stolen) == ""
