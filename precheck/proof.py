"""What stands behind the facts the pre-checks rest on: an unproven one needs a person."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from models.records import Finding, Severity, SourceReport, SourceState
from models.specs import PrecheckSpec
from precheck.case import Case, Statement, Trust
from precheck.rules.telling import every_evidence
from precheck.rules.worked import CALCULATOR, inputs
from precheck.scope import every_place

UNPROVEN, SOURCE_DOWN = "人工核验", "数据来源"
PLACE_OPTIONS = ("key", "against", "use", "whole", "parts")
"""Arguments of rules that name places: form keys or fields of papers."""


def places(spec: PrecheckSpec, conditions: Mapping[str, str]) -> tuple[str, ...]:
    """Return every place whose fact decides a pre-check, each once.

    ``conditions`` are those that have a name of their own.
    """
    named: list[str] = []
    for name in PLACE_OPTIONS:
        value = spec.options.get(name, [])
        named += value if isinstance(value, list) else [str(value)]
    return tuple(dict.fromkeys([*named, *every_place((spec.holds, spec.when), conditions)]))


def check_proof(
    case: Case, specs: Sequence[PrecheckSpec], told: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield each fact a pre-check rests on that neither a source nor a sure reading proves.

    Facts whose form key is in ``told`` are already in the officer's or the applicant's hands. Last
    come the sources that are down, where no fact named them.
    """
    named: set[str] = set()
    for place in _decisive(specs, case.conditions):
        doubtful = [s for s in case.ask(place) if s.trust is Trust.UNPROVEN]
        if place not in told and (doubtful or _unread(case, place)):
            down = _down(case, place)
            named |= {report.source for report in down}
            yield _unproven(case, place, doubtful, down)
    for report in case.filing.sources:
        if report.state is SourceState.DOWN and report.source not in named:
            yield _source_down(report)


def verified(case: Case, specs: Sequence[PrecheckSpec]) -> tuple[str, ...]:
    """Return each proven fact the pre-checks rest on, with who proves it."""
    decisive = _decisive(specs, case.conditions)
    stated = [stated for place in decisive for stated in case.ask(place)]
    return tuple(
        dict.fromkeys(
            f"{each.name}：{each.shown}（{each.who}）"
            for each in stated
            if each.trust is not Trust.UNPROVEN
        )
    )


def _decisive(specs: Sequence[PrecheckSpec], conditions: Mapping[str, str]) -> tuple[str, ...]:
    decisive = [spec for spec in specs if spec.severity != "advice"]
    return tuple(dict.fromkeys(place for spec in decisive for place in _rests_on(spec, conditions)))


def _rests_on(spec: PrecheckSpec, conditions: Mapping[str, str]) -> tuple[str, ...]:
    """Return the places of a check; a calculator's inputs are boxes where the form has them."""
    told = inputs(spec) if CALCULATOR in spec.options else ()
    return (*places(spec, conditions), *told)


def _unread(case: Case, place: str) -> bool:
    """Tell whether a paper that must state the fact is there, and nothing could be read on it."""
    type_id, _, key = place.partition(".")
    kind = case.types.get(type_id)
    must = kind is not None and any(field.key == key and field.required for field in kind.fields)
    printed = any(document.field(key) for _, document in case.filing.documents(type_id))
    return must and printed and not case.ask(place)


def _down(case: Case, place: str) -> list[SourceReport]:
    box = case.boxes.get(place)
    return [
        report
        for report in case.filing.sources
        if box and report.source in box.sources and report.state is SourceState.DOWN
    ]


def _unproven(
    case: Case, place: str, doubtful: Sequence[Statement], down: Sequence[SourceReport]
) -> Finding:
    value = "、".join(f"“{each.shown}”（{each.who}）" for each in doubtful) or "未能读出"
    return Finding(
        rule=UNPROVEN,
        severity=Severity.OFFICER,
        message=f"{case.label(place)}：{value}，{_why(doubtful, down)}。需人工核验。",
        keys=(place,) if place in case.boxes else (),
        evidence=every_evidence(doubtful),
        facts={each.who: each.shown for each in doubtful},
    )


def _why(doubtful: Sequence[Statement], down: Sequence[SourceReport]) -> str:
    if down:
        return f"{'、'.join(report.title for report in down)}暂时无法访问，无法核对"
    if any(each.typed for each in doubtful):
        return "尚无权威来源印证"
    return "识别不清或数据不是最新，未能确定"


def _source_down(report: SourceReport) -> Finding:
    return Finding(
        rule=SOURCE_DOWN,
        severity=Severity.ADVICE,
        message=f"{report.title}暂时无法访问，相关栏目未能自动带出或核对，可稍后重试，或先手工填写。",
        facts={"来源": report.title},
    )
