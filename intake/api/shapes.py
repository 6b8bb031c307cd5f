"""What the API answers: the records' own words, arranged for a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.forms.declared import read_declared
from intake.filings.cases import complete_form
from intake.pipeline import STAGES, count_steps
from intake.reading.steps import PAPER_STEPS
from intake.registry import Registry
from intake.store.documents import MadeDocument
from intake.store.jobs import Job, JobState
from knowledge.words.sayings import default_sayings
from models.forms import shown
from models.records import Document, Filing, Page, Paper
from models.specs import FormField, Service
from precheck.hints import hint
from precheck.run import materials_of
from prefill.vocabularies import choices

UNKNOWN_TITLE = "未识别的材料"
MATERIAL = {"key", "title", "types", "required", "waived_by", "note"}
"""What a page shows of a declared material."""
FIELD = {"key", "label", "type", "required", "multiple", "format", "group", "sources", "columns"}
"""What a page shows of a declared box."""

Shape = dict[str, Any]


def services_shape(registry: Registry) -> list[Shape]:
    """Every service with its scenarios and the materials they ask for."""
    titles = {name: source.title for name, source in registry.sources.items()}
    words = default_sayings().words_of(registry.scenarios_of)
    return [
        _service_shape(service, titles, words[service.id]) for service in registry.services.values()
    ]


def _service_shape(service: Service, titles: Mapping[str, str], words: Sequence[str]) -> Shape:
    scenarios = [
        {
            "id": scenario.id,
            "name": scenario.name,
            "result": scenario.result,
            "form_title": read_declared().kind_of(service).title(service, scenario.id),
            "materials": [
                material.model_dump(mode="json", include=MATERIAL)
                | {"waived": list(dict.fromkeys(titles[name] for name in material.waived_by))}
                for material in scenario.materials
            ],
        }
        for scenario in service.scenarios
    ]
    return service.model_dump(include={"id", "name", "object", "dept", "group", "by_office"}) | {
        "words": words,
        "scenarios": scenarios,
    }


def summary(filing: Filing) -> Shape:
    """A filing in short."""
    return filing.model_dump(mode="json", include={"id", "case_no", "scenario", "state", "version"})


def filing_shape(filing: Filing, registry: Registry) -> Shape:
    """A filing with everything but its form and findings."""
    return summary(filing) | {
        "subject": filing.subject.model_dump(mode="json"),
        "opened_at": filing.opened_at.isoformat(),
        "papers": [_paper_shape(paper, registry) for paper in filing.papers],
        "sources": _dump(filing.sources),
        "decision": filing.decision and filing.decision.model_dump(mode="json"),
    }


def _paper_shape(paper: Paper, registry: Registry) -> Shape:
    return {
        **paper.model_dump(mode="json", include={"id", "name", "size", "problem", "media_type"}),
        "pages": [_page_shape(page) for page in paper.pages],
        "documents": [_document_shape(document, registry) for document in paper.documents],
        "signatures": _dump(paper.signatures),
    }


def _page_shape(page: Page) -> Shape:
    return page.model_dump(mode="json", include={"number", "width", "height", "turned", "quality"})


def _document_shape(document: Document, registry: Registry) -> Shape:
    kind = registry.types.get(document.type)
    titles = {field.key: field.title for field in kind.fields} if kind else {}
    fields = [
        {"title": titles.get(field.key, field.key), **field.model_dump(mode="json")}
        for field in document.fields
    ]
    shape = document.model_dump(mode="json", exclude={"fields"})
    return shape | {"title": kind.title if kind else UNKNOWN_TITLE, "fields": fields}


def form_shape(filing: Filing, registry: Registry) -> Shape:
    """Every box on the form now with its declaration and its value."""
    form = shown(registry.service_of(filing.scenario).form(filing.scenario), filing)
    values = complete_form(filing, form)
    fields = [
        _field_shape(field) | {"value": value.model_dump(mode="json")}
        for field, value in zip(form, values, strict=True)
    ]
    return {"fields": fields, "sources": _dump(filing.sources)}


def _field_shape(field: FormField) -> Shape:
    return {
        **field.model_dump(mode="json", include=FIELD),
        "question": field.is_question,
        "hint": hint(field),
        "options": list(choices(field)),
    }


def findings_shape(filing: Filing, registry: Registry) -> Shape:
    """What the checks found, what that adds up to, and how each material stands."""
    service = registry.service_of(filing.scenario)
    materials = materials_of(filing, service, filing.scenario, registry.parameters)
    return {
        "findings": _dump(filing.findings),
        "decision": filing.decision and filing.decision.model_dump(mode="json"),
        "materials": _dump(materials),
    }


def edited_shape(filing: Filing, registry: Registry) -> Shape:
    """What an edit led to."""
    judged = findings_shape(filing, registry)
    return {"form": form_shape(filing, registry), "version": filing.version, **judged}


def job_shape(job: Job, finished: list[tuple[str, str]]) -> Shape:
    """How far a job is, step by step."""
    return {
        "id": job.id,
        "state": job.state.value,
        "stage": job.stage,
        "progress": len(finished) / count_steps(job),
        "stages": [
            {"name": name, "title": title, "state": _stage_state(name, job, finished)}
            for name, title in STAGES.items()
        ],
        "error": job.problem,
    }


def _stage_state(name: str, job: Job, finished: list[tuple[str, str]]) -> str:
    wanted = len(job.papers) if name in PAPER_STEPS else 1
    if sum(step == name for step, _ in finished) == wanted:
        return "done"
    if name != job.stage:
        return "waiting"
    return "failed" if job.state is JobState.FAILED else "running"


def document_shape(filing_id: str, document: MadeDocument) -> Shape:
    """A document made for a filing, with where it can be fetched."""
    url = f"/api/filings/{filing_id}/documents/{document.name}"
    return document.model_dump(mode="json", exclude={"made_at"}) | {"url": url}


def _dump(records: Any) -> list[Any]:  # noqa: ANN401 - records of any kind
    return [record.model_dump(mode="json") for record in records]
