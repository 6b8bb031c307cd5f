"""A finding carries what a person needs: evidence, facts, its legal source, and one telling."""

import pytest

from models.records import Decision, Finding, FormValue, Outcome, Severity
from precheck.decide import decide
from precheck.parameters import Parameters
from precheck.run import materials_of, run, verified_facts
from tests.precheck.situations import S5, in_order

PARAMETERS = Parameters.read()


def findings(scenario: str = "S5B", **changes: object) -> tuple[Finding, ...]:
    return run(in_order(scenario, **changes), S5, scenario, PARAMETERS)


def test_a_disagreement_shows_both_sides_and_where_each_was_read() -> None:
    [finding] = findings(
        read={
            "vehicle_licence_main.vin": "LYZAGBBE9PA000000",
            "vehicle_inspection_report.vin": "LYZAGBBE0PA018276",
        }
    )

    assert finding.keys == ("vin",)
    assert set(finding.facts.values()) == {"LYZAGBBE0PA018276", "LYZAGBBE9PA000000"}
    assert [place.paper for place in finding.evidence] == [
        "vehicle_licence_main",
        "vehicle_inspection_report",
    ]


def test_a_rule_cites_the_law_and_names_the_box() -> None:
    [finding] = findings(registered={"total_mass": "12000", "gps_online_status": "未安装"})

    assert "动态监督管理办法" in finding.cites
    assert finding.facts["总质量(kg)"] == "12000"
    assert finding.keys[0] == "gps_online_status"


def test_worst_comes_first_and_nothing_is_told_twice() -> None:
    found = findings(
        registered={"permit_valid_to": "2026-11-30", "inspection_valid_to": "2026-01-31"},
        read={"vehicle_licence_main.plate_no": "沪DY8277"},
        strange=1,
    )

    ranks = [list(Severity).index(each.severity) for each in found]
    assert ranks == sorted(ranks)
    assert len({each.message for each in found}) == len(found) == 4


def test_a_pass_names_the_facts_it_rests_on_and_who_proves_them() -> None:
    filing = in_order("S5B")

    decision = decide(run(filing, S5, "S5B", PARAMETERS), verified_facts(filing, S5, "S5B"))

    assert decision.outcome is Outcome.PASS
    assert "检验有效期止：2027-05-31（机动车库）" in decision.verified
    assert "卫星定位上线状态：正常在线（联网联控平台）" in decision.verified


@pytest.mark.parametrize("confirmed", ["", "某人"])
def test_data_out_of_date_proves_nothing_even_when_the_applicant_confirms_it(
    confirmed: str,
) -> None:
    filing = in_order("S5B")
    form = tuple(
        out_of_date(box, confirmed) if box.key == "gps_online_status" else box
        for box in filing.form
    )

    [finding] = run(filing.model_copy(update={"form": form}), S5, "S5B", PARAMETERS)

    assert finding.severity is Severity.OFFICER
    assert "数据不是最新" in finding.message


def out_of_date(box: FormValue, confirmed: str) -> FormValue:
    offers = tuple(offer.model_copy(update={"to_confirm": True}) for offer in box.offers)
    changes = {"offers": offers, "confirmed_by": confirmed, "to_confirm": not confirmed}
    return box.model_copy(update=changes)


def test_what_must_be_corrected_comes_before_what_an_officer_decides() -> None:
    officer = Finding(rule="b", severity=Severity.OFFICER, message="二")
    correct = Finding(rule="a", severity=Severity.CORRECT, message="一")

    assert decide([officer, correct]) == Decision(outcome=Outcome.CORRECT, reasons=("一", "二"))
    assert decide([officer]) == Decision(outcome=Outcome.OFFICER, reasons=("二",))


def test_advice_alone_stops_nothing() -> None:
    advice = Finding(rule="c", severity=Severity.ADVICE, message="三")

    assert decide([advice]).outcome is Outcome.PASS


def test_materials_say_what_is_provided_waived_and_missing() -> None:
    filing = in_order("S5A", without=["vehicle_licence_sub"])

    reports = {report.key: report for report in materials_of(filing, S5, "S5A", PARAMETERS)}

    assert reports["inspection_report"].state == "provided"
    assert reports["inspection_report"].papers == ("vehicle_inspection_report",)
    assert reports["vehicle_register"].state == "waived"
    assert reports["vehicle_licence"].state == "missing"
    assert reports["vehicle_licence"].lacks == ("vehicle_licence_sub",)
    assert reports["vehicle_photo"].state == "provided"
    assert "positioning_certificate" not in reports
