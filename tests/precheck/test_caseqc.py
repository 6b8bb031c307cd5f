"""Quality of case records: every rule on both sides of its boundary, and any record at all."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import SpecError
from precheck.caseqc import Level, check_record
from precheck.caseqc.check import MISFITS, RULES
from precheck.caseqc.rules import Rule, read_rules
from precheck.caseqc.tables import TABLES
from tests.precheck.case_records import BASES, GUIDE, NOW, Situation, changed, read_situations

SITUATIONS = read_situations()
CODES = [rule.spec.code for rule in RULES]
KEYS = [key for table in TABLES.table for key in (table.id, *table.by_key)]
TEXTS = st.sampled_from(
    [
        "",
        "企业",
        "个人",
        "受理",
        "审查与决定",
        "终止",
        "2026-11-19 16:00:00",
        "是",
        "=1",
        "1E+17",
        "9" * 40,
    ]
) | st.text(max_size=30)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), inner, max_size=12)
    ),
    max_leaves=40,
)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
def test_a_situation_breaks_exactly_the_rules_it_names(situation: Situation) -> None:
    faults = check_record(situation.record, NOW, guide=situation.guide)
    assert tuple(dict.fromkeys(fault.code for fault in faults)) == situation.faults
    assert all(fault.message.endswith("。") and fault.label and fault.basis for fault in faults)


def test_every_rule_has_a_situation_on_each_side() -> None:
    broken = {code for situation in SITUATIONS for code in situation.faults}
    record_misfits = {misfit.code for misfit in MISFITS.values() if misfit.stays == "record"}
    assert broken == {*CODES, *record_misfits} - {"AI17", "FM06"}
    alone = {each.faults[0] for each in SITUATIONS if len(each.faults) == 1}
    # What breaks these breaks another too: a step that is missing also breaks the order, and a firm
    # without its representative is told of in the case and in the payout.
    assert broken - alone == {"ND04", "ND06", "PO07"}


def test_the_rules_are_those_of_the_tender() -> None:
    counted = {
        head: sum(code.startswith(head) for code in CODES) for head in ("AI", "ST", "ND", "PO")
    }
    assert counted == {"AI": 22, "ST": 4, "ND": 13, "PO": 7}


@given(record=ANYTHING, prev=st.none() | st.dictionaries(st.sampled_from(KEYS), LEAVES, max_size=3))
def test_no_record_raises_and_the_same_gets_the_same(record: Any, prev: Any) -> None:
    first = check_record(record, NOW, prev, GUIDE)
    assert first == check_record(record, NOW, prev, GUIDE)
    assert all(fault.message and fault.message.isprintable() for fault in first)


@pytest.mark.parametrize(("length", "codes"), [(4000, []), (4001, ["FM06"])])
def test_a_text_is_too_long_beyond_four_thousand_characters(length: int, codes: list[str]) -> None:
    faults = check_record(changed("online", {"itemName": "长" * length}), NOW, guide=GUIDE)
    assert [fault.code for fault in faults] == codes


@given(late=st.integers(min_value=-5, max_value=5))
def test_a_record_is_faulted_once_its_time_lies_after_the_check(late: int) -> None:
    at = datetime.fromisoformat("2026-11-20 12:00:00") + timedelta(seconds=late)
    faults = check_record(changed("online", {"opTime": str(at)}), NOW, guide=GUIDE)
    assert ("AI10" in [fault.code for fault in faults]) == (late > 0)


def test_the_record_saved_before_may_be_given_beside() -> None:
    before = changed("online", {"opTime": "2026-11-19 16:00:01"})
    (fault,) = check_record(BASES["online"], NOW, before, GUIDE)
    assert (fault.code, fault.label) == ("AI10", "最后更新时间")
    assert "待采购人确认" in fault.note


def test_a_fault_tells_which_row_and_what_to_do() -> None:
    faults = check_record(changed("online", {"nodes.3.op": "受理"}), NOW, guide=GUIDE)
    by_code = {fault.code: fault for fault in faults}
    assert (by_code["ND03"].table, by_code["ND03"].position) == ("nodes", 3)
    assert "请改用网上受理、窗口受理" in by_code["ND03"].note
    assert by_code["ND06"].level == Level.WARNING
    assert "截断" in by_code["ND06"].note


def test_personal_data_is_never_repeated() -> None:
    secret = "11010519491231002Y"
    wrong = {"targetNo": secret, "licenseNo": f"={secret}", "legalRepresentative": f"@{secret}"}
    faults = check_record(changed("window", wrong), NOW, guide=GUIDE)
    assert [fault.code for fault in faults] == ["FM08", "FM08", "AI05"]
    told = json.dumps([fault.model_dump(mode="json") for fault in faults], ensure_ascii=False)
    assert secret not in told


def test_column_names_of_either_language_are_understood() -> None:
    record = dict(BASES["window"])
    for key, title in (
        ("targetNo", "办理对象证件号"),
        ("source", "办件来源"),
        ("nodes", "环节信息"),
    ):
        record[title] = record.pop(key)
    record["Target_Name"] = record.pop("targetName")
    assert check_record(record, NOW, guide=GUIDE) == ()


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"must": "not blank(licenceNo)"}, "did you mean 'licenseNo'"),
        ({"must": "not blanc(licenseNo)"}, "did you mean 'blank'"),
        ({"must": "licenseNo in dict.sauce"}, "did you mean 'dict.source'"),
        ({"must": "licenseNo == law.age"}, "dated parameter"),
        ({"judge": "steps_in_ordre"}, "did you mean 'steps_in_order'"),
        ({"must": "finished", "after": ["AI00"]}, "no rule called"),
        ({"must": "finished", "field": "licenceNo"}, "did you mean 'licenseNo'"),
        ({"must": "finished", "message": "“{value}”。"}, "personal"),
        ({}, "one of must, judge and exempts"),
    ],
)
def test_a_bad_rule_stops_the_start(tmp_path: Any, rule: dict[str, Any], said: str) -> None:
    whole = {
        "code": "AI02",
        "number": 1,
        "field": "licenseNo",
        "message": "空。",
        "basis": "t",
    } | rule
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in whole.items()]
    path = tmp_path / "rules.toml"
    misfit = '[[misfit]]\nid = "a"\ncode = "b"\ntitle = "c"\nmessage = "d"\n'
    path.write_text("\n".join(['version = "0"', "[[rule]]", *lines, misfit]), encoding="utf-8")
    with pytest.raises(SpecError, match=said):
        read_rules(path)


def test_rules_are_declarations() -> None:
    assert all(isinstance(rule.spec, Rule) for rule in read_rules())
