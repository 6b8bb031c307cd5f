"""Prefill models: the form of a matter, filled from account, registers, licences and papers."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from intake.clock import now
from intake.filings.judging import fill_form
from intake.invocation.envelope import FieldSaid, Result, subject_of
from intake.invocation.work import (
    Asked,
    Workplace,
    place_of,
    read_images,
    seen,
    title,
    warnings_of,
)
from intake.registry import Registry
from models.catalog import ModelSpec
from models.errors import InvalidRequestError, UnfitPaperError
from models.records import Filing, FormValue, Paper, SourceReport, SourceState, Subject, Warning
from models.specs import FormField
from prefill.edit import APPLICANT, enter


def prefill(place: Workplace, model: ModelSpec, asked: Asked) -> Result:
    """Return every box of the matter's form, filled as far as its sources allow.

    Raises:
        InvalidRequestError: ``form`` names a box that the form does not have.
        UnreadablePaperError: An image cannot be opened (``UnfitPaperError`` when the form takes
            something from papers, but from none of those sent).
    """
    service = place.registry.service_of(model.matter)
    form = service.form(model.matter)
    entered = _entered(asked.form, form)
    papers = read_images(place, asked)
    types = paper_types(place.registry, form)
    _refuse_unfit(place, papers, types)
    filing = _filing(model, asked, papers, subject_of(asked.applicant, service.object))
    filing = filing.model_copy(update={"form": entered})
    filing = fill_form(place.registry, place.connectors, filing)
    place.source_states.update({each.source: each.state for each in filing.sources})
    return Result(
        model_code=model.id,
        model_version=model.version,
        fields=tuple(_fields(asked, filing, form)),
        warnings=(
            *_paper_warnings(place, papers, types),
            *_source_warnings(filing.sources),
            *_box_warnings(filing, form),
        ),
    )


def paper_types(registry: Registry, form: Sequence[FormField]) -> set[str]:
    """Return the document types from which a form takes something."""
    named = {source for box in form for source in box.sources}
    return {kind for source in named for kind in registry.sources[source].types}


def _entered(given: Mapping[str, str], form: Sequence[FormField]) -> tuple[FormValue, ...]:
    """Return the boxes that are known already, as if the applicant had typed them."""
    keys = [box.key for box in form]
    for key in sorted(set(given) - set(keys)):
        near = get_close_matches(key, keys, n=1)
        hint = f"，是不是“{near[0]}”" if near else ""
        raise InvalidRequestError(f"表单中没有“{key[:64]}”这一栏{hint}。")
    return tuple(
        enter(box, FormValue(key=box.key), given[box.key], APPLICANT)
        for box in form
        if given.get(box.key)
    )


def _refuse_unfit(place: Workplace, papers: Sequence[Paper], types: set[str]) -> None:
    shown = {document.type for paper in papers for document in paper.documents}
    if papers and types and not shown & types:
        wanted = "、".join(sorted(title(place, each) for each in types))
        raise UnfitPaperError(f"这个事项可用的材料有：{wanted}；收到的是{seen(place, papers)}。")


def _filing(model: ModelSpec, asked: Asked, papers: Sequence[Paper], subject: Subject) -> Filing:
    moment = now()
    return Filing(
        id="",
        case_no=asked.apply_no,
        scenario=model.matter,
        subject=subject,
        opened_at=moment,
        filed_on=moment.date(),
        papers=tuple(papers),
    )


def _fields(asked: Asked, filing: Filing, form: Sequence[FormField]) -> Iterator[FieldSaid]:
    numbers = {image.paper.id: number for number, image in enumerate(asked.images, start=1)}
    for field in form:
        box = filing.value(field.key)
        if box is None or not box.value:
            yield FieldSaid(key=field.key, label=field.label)
            continue
        number = numbers.get(box.evidence.paper, 0) if box.evidence else 0
        yield FieldSaid(
            key=field.key,
            label=field.label,
            value=box.original or box.value,
            confidence=box.confidence,
            source=box.source,
            box=place_of(asked, number, box.evidence) if number else None,
            normalized=box.value,
        )


def _paper_warnings(
    place: Workplace, papers: Sequence[Paper], types: set[str]
) -> Iterator[Warning]:
    for number, paper in enumerate(papers, start=1):
        for document in paper.documents:
            yield from warnings_of(document, number)
        if not types & {document.type for document in paper.documents}:
            told = f"第 {number} 个文件是{seen(place, [paper])}，这个事项不从中取值。"
            yield Warning(code="unfit_paper", message=told)


def _source_warnings(reports: Sequence[SourceReport]) -> Iterator[Warning]:
    """Yield why a source gave nothing; ``code`` is its state."""
    for report in reports:
        if report.state is not SourceState.ANSWERED:
            told = f"{report.title}：{report.message}。"
            yield Warning(code=f"source_{report.state.value}", message=told)


def _box_warnings(filing: Filing, form: Sequence[FormField]) -> Iterator[Warning]:
    labels = {field.key: field.label for field in form}
    for box in filing.form:
        if box.value and box.to_confirm:
            yield Warning(code="confirm", message=f"“{labels[box.key]}”把握不足，请核对。")
