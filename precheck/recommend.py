"""Whether a filing may be approved without an officer (自动审批), and on which facts that rests."""

from collections.abc import Collection, Iterator, Sequence

from models.records import FilingState, Finding, Record, Severity, SourceState
from precheck.case import Case, Trust
from precheck.marks import TABLE
from precheck.working import StatedFact, Working

TOLD_NOTHING = frozenset({SourceState.DOWN, SourceState.NOT_ASKED, SourceState.UNCONNECTED})
"""States in which a source could not say whether it carries a special mark."""


class Recommendation(Record):
    """Approve automatically, or exactly why not."""

    recommended: bool
    facts: tuple[StatedFact, ...] = ()
    """The proven facts it rests on, each with who proves it."""
    reasons: tuple[str, ...] = ()
    """In Chinese, why not; empty when recommended."""


def recommend(
    case: Case,
    workings: Sequence[Working],
    findings: Sequence[Finding],
    overridden: Collection[Finding] = (),
) -> Recommendation:
    """Recommend automatic approval only where nothing is left to a person.

    The form is confirmed, no finding asks for a correction or a decision, no officer overrode one,
    every pre-check found its facts, every fact is proven by an authoritative source or a sure
    reading, no number of the law is unconfirmed, and every register that carries special marks
    answered.
    """
    decisive = [each for each in workings if each.severity != Severity.ADVICE.value]
    reasons = dict.fromkeys(
        [
            *_unconfirmed_form(case),
            *_standing(findings, overridden),
            *_unjudged(decisive),
            *_unproven(decisive),
            *_uncertain_law(decisive),
            *_marks_unknown(case),
        ]
    )
    facts = dict.fromkeys(
        fact for each in decisive for fact in each.facts if fact.trust is not Trust.UNPROVEN
    )
    if not facts and not reasons:
        reasons = {"没有任何已经印证的事实可以依据。": None}
    return Recommendation(recommended=not reasons, facts=tuple(facts), reasons=tuple(reasons))


def _unconfirmed_form(case: Case) -> Iterator[str]:
    if case.filing.state is FilingState.OPEN:
        yield "申请人还没有确认表单。"


def _standing(findings: Sequence[Finding], overridden: Collection[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding in overridden:
            yield f"工作人员不采纳过一项提示，须由人决定：{finding.message}"
        elif finding.severity is Severity.CORRECT:
            yield f"需要更正：{finding.message}"
        elif finding.severity is Severity.OFFICER:
            yield f"待工作人员核定：{finding.message}"


def _unjudged(workings: Sequence[Working]) -> Iterator[str]:
    for each in workings:
        if each.state == "silent":
            missing = "、".join(each.missing) or "所依据的内容"
            yield f"规则 {each.id} 没有判断：{missing}没有任何来源说明。"


def _unproven(workings: Sequence[Working]) -> Iterator[str]:
    for each in workings:
        for fact in each.facts:
            if fact.trust is Trust.UNPROVEN:
                yield f"{fact.name}“{fact.text}”（{fact.who}）没有权威来源或清晰的证件印证。"


def _uncertain_law(workings: Sequence[Working]) -> Iterator[str]:
    for each in workings:
        for number in each.numbers:
            if number.unconfirmed:
                yield f"规则 {each.id} 依据的“{number.reference}：{number.value}”尚待主管部门确认。"


def _marks_unknown(case: Case) -> Iterator[str]:
    carriers = {carrier.source for carrier in TABLE.carriers}
    for report in case.filing.sources:
        if report.source in carriers and report.state in TOLD_NOTHING:
            yield f"{report.title}没有答复，有无特殊标记不明。"
