"""Every golden situation: what stops the filing, what is only advised, and what is said."""

import pytest

from models.records import Finding, Severity
from precheck.decide import decide
from precheck.parameters import Parameters
from precheck.run import run, verified_facts
from tests.precheck.situations import S5, Situation, make, read_tables

TABLES = read_tables()
PARAMETERS = Parameters.read()


def rules(findings: tuple[Finding, ...], *severities: Severity) -> set[str]:
    return {finding.rule for finding in findings if finding.severity in severities}


@pytest.mark.parametrize("situation", [row for _, row in TABLES], ids=[name for name, _ in TABLES])
def test_checks_say_what_the_situation_demands(situation: Situation) -> None:
    filing = make(situation)

    findings = run(filing, S5, situation.scenario, PARAMETERS)

    told = "\n".join(finding.message for finding in findings)
    assert rules(findings, Severity.CORRECT, Severity.OFFICER) == set(situation.finds), told
    assert rules(findings, Severity.ADVICE) == set(situation.advises), told
    assert situation.says in told
    assert (
        decide(findings, verified_facts(filing, S5, situation.scenario)).outcome
        == situation.outcome
    )


@pytest.mark.parametrize("situation", [row for _, row in TABLES], ids=[name for name, _ in TABLES])
def test_sentences_are_whole(situation: Situation) -> None:
    for finding in run(make(situation), S5, situation.scenario, PARAMETERS):
        assert not set("{}") & set(finding.message)
        assert "未填写" not in finding.message
        assert finding.message.rstrip("）").endswith(("。", "确认"))
