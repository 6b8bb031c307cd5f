"""The papers a scenario asks for: handed in, waived because a source answered, or missing."""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from models.records import Filing, Finding, Paper, Record, Severity, SourceState
from models.specs import Material
from precheck.case import Case
from precheck.consistency import FACTS
from precheck.naming import shown_name
from precheck.papers import is_legible, picture_advice
from precheck.parameters import Parameters
from precheck.rules.conditions import is_met
from precheck.scope import every_place, scopes

MISSING, BY_HAND, STRANGE = "材料缺失", "材料人工核对", "材料无关"
UNKNOWN = "unknown"


class MaterialReport(Record):
    """How one material of a scenario stands."""

    key: str
    title: str
    state: Literal["provided", "waived", "missing"]
    papers: tuple[str, ...] = ()
    """Ids of the uploads that satisfy it, or part of it."""
    lacks: tuple[str, ...] = ()
    """Document types still missing of a material made of several."""
    by_hand: bool = False
    """True when no one has recognised the upload as this material: a person has to look."""


def report_materials(
    case: Case,
    declared: Sequence[Material],
    parameters: Parameters,
) -> tuple[MaterialReport, ...]:
    """Return the state of every material the filing needs, in declared order.

    A material without document types cannot be recognised: uploads of unknown type are counted for
    such materials one each, in order, and marked for the officer, unless nobody could read them.
    """
    strangers = filter(is_legible, unrecognised(case.filing))
    needed = [each for each in declared if _is_needed(case, each, parameters)]
    return tuple(_report(case, material, strangers) for material in needed)


def _is_needed(case: Case, material: Material, parameters: Parameters) -> bool:
    places = every_place([material.when], case.conditions)
    return any(is_met(scope, material.when) for scope in scopes(case, parameters, places))


def check_materials(
    case: Case, declared: Sequence[Material], reports: Sequence[MaterialReport]
) -> Iterator[Finding]:
    """Yield what is missing, what a person has to look at, and what belongs to no material."""
    by_key = {material.key: material for material in declared}
    for report in reports:
        if report.state == "missing" and report.key not in case.boxes:
            yield _missing(case, by_key[report.key], report)
        elif report.by_hand:
            yield _by_hand(case, report)
    yield from _strange(case, useful_types(case, declared), reports)


def useful_types(case: Case, declared: Sequence[Material]) -> set[str]:
    """Return the document types that are a material or state a fact that the form asks for."""
    materials = {each for material in declared for each in material.types}
    asked = [fact for fact in FACTS if fact.key in case.boxes]
    return materials | {place.partition(".")[0] for fact in asked for place in fact.papers}


def unrecognised(filing: Filing) -> list[Paper]:
    """Return the uploads that opened but on which no known paper was found.

    A picture that already stands in a box of the form is not among them.
    """
    return [
        paper
        for paper in filing.papers
        if paper.problem is None
        and not _in_box(paper, filing)
        and all(document.type == UNKNOWN for document in paper.documents)
    ]


def _in_box(paper: Paper, filing: Filing) -> bool:
    return any(box.value == paper.id for box in filing.form)


def _report(case: Case, material: Material, strangers: Iterator[Paper]) -> MaterialReport:
    papers, lacks = _recognised(case.filing, material)
    state: Literal["provided", "waived", "missing"] = "missing"
    by_hand = False
    if material.types and not lacks:
        state = "provided"
    elif material.key in case.boxes:
        state = "provided" if case.ask(material.key) else "missing"
    elif not material.required or _waived(case.filing, material):
        state = "waived"
    elif not material.types and (stranger := next(strangers, None)):
        state, papers, by_hand = "provided", (stranger.id,), True
    return MaterialReport(
        key=material.key,
        title=material.title,
        state=state,
        papers=papers,
        lacks=lacks if state == "missing" else (),
        by_hand=by_hand,
    )


def _recognised(filing: Filing, material: Material) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the uploads that show the material, and which of its types are still missing."""
    found = list(filing.documents(*material.types)) if material.types else []
    shown = {document.type for _, document in found}
    lacks = tuple(each for each in material.types if each not in shown)
    papers = tuple(dict.fromkeys(paper.id for paper, _ in found))
    return papers, (() if material.any_of and shown else lacks)


def _waived(filing: Filing, material: Material) -> bool:
    return any(
        report.source in material.waived_by and report.state is SourceState.ANSWERED
        for report in filing.sources
    )


def _missing(case: Case, material: Material, report: MaterialReport) -> Finding:
    what = f"“{material.title}”"
    if report.papers:
        what += "中的" + "、".join(case.paper_title(each) for each in report.lacks)
    down = [
        source.title
        for source in case.filing.sources
        if source.source in material.waived_by and source.state is SourceState.DOWN
    ]
    why = f"{'、'.join(down)}暂时无法访问，不能免交。" if down else ""
    return Finding(
        rule=MISSING,
        severity=Severity.CORRECT,
        message=f"缺少{what}，请上传清晰完整的原件照片或扫描件。{why}{material.note}",
        facts={"材料": material.title},
    )


def _by_hand(case: Case, report: MaterialReport) -> Finding:
    names = "、".join(shown_name(p) for p in case.filing.papers if p.id in report.papers)
    return Finding(
        rule=BY_HAND,
        severity=Severity.OFFICER,
        message=f"{names}暂按“{report.title}”收取：系统不能识别此类材料，请工作人员核对。",
        facts={"材料": report.title, "文件": names},
    )


def _strange(
    case: Case, useful: Collection[str], reports: Sequence[MaterialReport]
) -> Iterator[Finding]:
    """Yield the uploads that serve neither a material nor a comparison."""
    taken = {paper for report in reports for paper in report.papers}
    for paper in unrecognised(case.filing):
        if paper.id not in taken:
            advice = picture_advice(paper) or "请确认没有传错，或重新拍摄后上传。"
            yield _advice(paper, f"未能识别为已知的证照。{advice}")
    for paper in case.filing.papers:
        kinds = {document.type for document in paper.documents} - {UNKNOWN}
        if kinds and kinds.isdisjoint(useful) and not _in_box(paper, case.filing):
            titles = "、".join(sorted(case.paper_title(kind) for kind in kinds))
            yield _advice(paper, f"识别为{titles}，本事项不需要，可以删除。")


def _advice(paper: Paper, why: str) -> Finding:
    return Finding(
        rule=STRANGE,
        severity=Severity.ADVICE,
        message=f"{shown_name(paper)}{why}",
        facts={"文件": shown_name(paper)},
    )
