"""From findings to a recommendation: pass, correct, or an officer's decision."""

from collections.abc import Sequence

from models.records import Decision, Finding, Outcome, Severity


def decide(findings: Sequence[Finding], verified: Sequence[str] = ()) -> Decision:
    """Return what the findings recommend, with the reasons.

    One finding to correct makes ``correct``, else one for the officer makes ``officer``. A pass
    names the ``verified`` facts it rests on; facts nobody proves are findings for the officer, so a
    pass never rests on them.
    """
    correct = _messages(findings, Severity.CORRECT)
    officer = _messages(findings, Severity.OFFICER)
    if correct:
        return Decision(outcome=Outcome.CORRECT, reasons=correct + officer)
    if officer:
        return Decision(outcome=Outcome.OFFICER, reasons=officer)
    return Decision(
        outcome=Outcome.PASS,
        reasons=("各项预检均已通过，所依据的事实均有权威来源或清晰的证件印证。",),
        verified=tuple(verified),
    )


def _messages(findings: Sequence[Finding], severity: Severity) -> tuple[str, ...]:
    messages = (each.message for each in findings if each.severity is severity)
    return tuple(dict.fromkeys(messages))
