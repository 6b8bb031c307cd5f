"""What the officers' desk answers: the applicant's shapes, and what only officers see."""

from intake.api.shapes import Shape, filing_shape, findings_shape, form_shape
from intake.desk.conceal import conceal
from intake.desk.flags import Flag
from intake.desk.view import View
from intake.registry import Registry
from intake.security.masking import mask_name
from intake.store.acts import Act
from intake.store.queue import PAGE, Queued, Stage
from models.errors import NotFoundError
from models.records import Filing, Severity
from precheck.marks import RULE, title_of
from precheck.notice import heading_of


def queue_shape(found: tuple[int, list[Queued]], page: int, registry: Registry) -> Shape:
    """One page of the queue."""
    total, listed = found
    items = [_item(queued, registry) for queued in listed]
    return {"items": items, "total": total, "page": page, "pages": max(1, -(-total // PAGE))}


def stages_shape(counts: dict[Stage, int]) -> Shape:
    """How many filings stand at each stage."""
    return {stage.value: count for stage, count in counts.items()}


def _item(queued: Queued, registry: Registry) -> Shape:
    filing = queued.filing
    severities = [finding.severity for finding in filing.findings]
    return {
        "id": filing.id,
        "case_no": filing.case_no,
        **matter_shape(filing, registry),
        "state": filing.state.value,
        "opened_at": filing.opened_at.isoformat(),
        "applicant": applicant(filing),
        "outcome": filing.decision and filing.decision.outcome.value,
        "verdict": queued.verdict,
        "flags": {severity.value: severities.count(severity) for severity in Severity},
        "marks": [title_of(each) for each in filing.findings if each.rule == RULE],
    }


def matter_shape(filing: Filing, registry: Registry) -> Shape:
    """What is applied for, in the words of the declarations while they know the scenario."""
    try:
        service = registry.service_of(filing.scenario)
    except NotFoundError:
        return {"service": "", "service_name": filing.scenario, "scenario_name": ""}
    scenario = registry.scenario(filing.scenario)
    return {"service": service.id, "service_name": service.name, "scenario_name": scenario.name}


def applicant(filing: Filing) -> str:
    """Return who files: a firm by its name, a person masked."""
    subject = filing.subject
    return mask_name(subject.name) if subject.kind == "个人" else subject.name


def case_shape(view: View, opened: bool) -> Shape:
    """Everything of one filing; ``opened`` when the officer may see people's data."""
    filing, registry = view.filing, view.registry
    shape = filing_shape(filing, registry) | {
        **matter_shape(filing, registry),
        "form": form_shape(filing, registry)["fields"],
        "materials": findings_shape(filing, registry)["materials"],
        "flags": [_flag_shape(flag) for flag in view.flags],
        "standing": view.standing.model_dump(mode="json"),
        "recommendation": view.recommendation.model_dump(mode="json"),
        "verdict": view.verdict,
        "notice": notice_shape(view),
        "history": [_act_shape(act) for act in reversed(view.acts)],
        "masked": not opened,
    }
    return shown(shape, view, opened)


def shown(shape: Shape, view: View, opened: bool) -> Shape:
    """Return a shape as the officer may see it."""
    concealed: Shape = shape if opened else conceal(shape, view.filing)
    return concealed


def table_shape(view: View) -> Shape:
    """Who says what, side by side."""
    return view.table.model_dump(mode="json")


def rules_shape(view: View) -> Shape:
    """How every pre-check came to its answer."""
    return {"rules": [each.model_dump(mode="json") for each in view.workings]}


def notice_shape(view: View) -> Shape:
    """The notice as it would be made now, and as it was saved last."""
    saved = view.saved_notice
    return {"prepared": view.notice, "saved": saved and _act_shape(saved)}


def _flag_shape(flag: Flag) -> Shape:
    finding = flag.finding
    return finding.model_dump(mode="json") | {
        "id": flag.id,
        "heading": heading_of(finding),
        "mark": title_of(finding) if finding.rule == RULE else "",
        "handled": flag.act and _act_shape(flag.act),
        "stops": flag.stops,
    }


def _act_shape(act: Act) -> Shape:
    return act.model_dump(mode="json")
