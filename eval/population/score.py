"""Score one filing: what was filled, what is wrong, what was found."""

from collections.abc import Iterator

from eval.population.enact import Enacted
from intake.registry import Registry
from models.forms import shown
from models.records import Finding, Record, Severity
from models.specs import FormField
from precheck.consistency import RULE as CONTRADICTION
from precheck.marks import RULE as MARKED
from prefill.normalise import normalise
from prefill.tally import is_prefilled

CONTRADICTED, MARK, LICENCE = "contradiction", "mark", "licence"
WORK = frozenset({"材料人工核对", "人工核验", "数据来源"})
"""Rules that leave something to the officer without accusing anybody."""


class Wrong(Record):
    """One prefilled box that does not say what is true."""

    scenario: str
    key: str
    wanted: str
    got: str
    source: str


class Missed(Record):
    """One fault that nothing found."""

    scenario: str
    fault: str
    finds: str
    found: tuple[str, ...]
    """Rules that spoke instead."""


class Score(Record):
    """How one filing went."""

    scenario: str
    fault: str
    fillable: int
    filled: int
    wrong: tuple[Wrong, ...] = ()
    unfilled: tuple[str, ...] = ()
    missed: Missed | None = None
    alarms: tuple[str, ...] = ()
    """For a filing in order: what was said against it."""
    corrected: bool = False
    """Whether the applicant would have been sent back."""
    outcome: str


def score(enacted: Enacted, registry: Registry) -> Score:
    """Return how one filing went."""
    applicant, filing = enacted.applicant, enacted.handed_in
    form = shown(registry.service_of(filing.scenario).form(filing.scenario), enacted.filled)
    wanted = [field for field in form if field.sources and field.key not in applicant.typed]
    boxes = {box.key: box for box in enacted.filled.form}
    filled = [
        field.key for field in wanted if field.key in boxes and is_prefilled(boxes[field.key])
    ]
    findings = filing.findings
    return Score(
        scenario=applicant.scenario,
        fault=applicant.fault,
        fillable=len(wanted),
        filled=len(filled),
        wrong=tuple(_wrong(enacted, registry, filled)),
        unfilled=tuple(field.key for field in wanted if field.key not in filled),
        missed=_missed(enacted, findings),
        alarms=() if applicant.fault else tuple(_alarms(findings)),
        corrected=any(each.severity is Severity.CORRECT for each in findings),
        outcome=filing.decision.outcome if filing.decision else "",
    )


def _wrong(enacted: Enacted, registry: Registry, filled: list[str]) -> Iterator[Wrong]:
    applicant = enacted.applicant
    form = registry.service_of(applicant.scenario).form(applicant.scenario)
    for field in form:
        truth, box = applicant.truth.get(field.key, ""), enacted.filled.value(field.key)
        if not truth or box is None or field.key not in filled or field.key == applicant.key:
            continue
        if _words(box.value) != _words(_spelt(field, truth)):
            yield Wrong(
                scenario=applicant.scenario,
                key=field.key,
                wanted=truth,
                got=box.value,
                source=box.source,
            )


def _spelt(field: FormField, truth: str) -> str:
    """Return the truth in the form's own spelling."""
    try:
        return normalise(field, truth).text
    except ValueError:
        return truth


def _words(text: str) -> frozenset[str]:
    """Several words of one box, whatever their order."""
    return frozenset(text.replace(",", "、").replace("，", "、").split("、"))


def _missed(enacted: Enacted, findings: tuple[Finding, ...]) -> Missed | None:
    applicant = enacted.applicant
    if not applicant.fault or any(_finds(each, enacted) for each in findings):
        return None
    return Missed(
        scenario=applicant.scenario,
        fault=applicant.fault,
        finds=applicant.finds,
        found=tuple(dict.fromkeys(each.rule for each in findings)),
    )


def _finds(finding: Finding, enacted: Enacted) -> bool:
    """Tell whether a finding is what the seeded fault calls for."""
    applicant = enacted.applicant
    if applicant.finds == CONTRADICTED:
        return finding.rule == CONTRADICTION and applicant.key in finding.keys
    if applicant.finds in {MARK, LICENCE}:
        return finding.rule == MARKED
    return finding.rule == applicant.finds


def _alarms(findings: tuple[Finding, ...]) -> Iterator[str]:
    for each in findings:
        if each.severity is not Severity.ADVICE and each.rule not in WORK:
            yield f"{each.rule}：{each.message}"
