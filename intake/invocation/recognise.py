"""Recognition models: every field of the papers they were made for."""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.invocation.envelope import FieldSaid, Result
from intake.invocation.work import (
    Asked,
    Workplace,
    place_of,
    read_images,
    seen,
    title,
    warnings_of,
)
from models.catalog import ModelSpec
from models.errors import InvalidRequestError, UnfitPaperError
from models.records import Document, FieldValue, State, Warning
from models.specs import FieldSpec


@dataclass(frozen=True)
class _Found:
    """One paper the model reads, with the number of its image."""

    number: int
    document: Document


def recognise(place: Workplace, model: ModelSpec, asked: Asked) -> Result:
    """Return the fields of every paper of the model's types.

    Raises:
        InvalidRequestError: No image, or a type is expected that the model does not read.
        UnreadablePaperError: An image cannot be opened (``UnfitPaperError`` when none of them
            shows such a paper).
    """
    _refuse_misfits(place, model, asked)
    papers = read_images(place, asked)
    found: list[_Found] = []
    passed: list[Warning] = []
    for number, (paper, wanted) in enumerate(zip(papers, asked.doc_types, strict=True), start=1):
        types = {wanted} if wanted else set(model.types)
        fits = [_Found(number, each) for each in paper.documents if each.type in types]
        found += fits
        if not fits:
            told = f"第 {number} 个文件是{seen(place, [paper])}，没有采用。"
            passed.append(Warning(code="unfit_paper", message=told))
    if not found:
        raise UnfitPaperError(
            f"需要的是{_titles(place, model, asked)}，收到的是{seen(place, papers)}。"
        )
    return Result(
        model_code=model.id,
        model_version=model.version,
        fields=tuple(each for paper in found for each in _fields(place, asked, paper)),
        warnings=(*passed, *(each for paper in found for each in _warnings(place, paper))),
    )


def _refuse_misfits(place: Workplace, model: ModelSpec, asked: Asked) -> None:
    if not asked.images:
        raise InvalidRequestError(
            f"没有收到图片，请在 images 中提供{_titles(place, model, asked)}。"
        )
    for wanted in filter(None, asked.doc_types):
        if wanted not in model.types:
            raise InvalidRequestError(
                f"docType“{wanted}”不是这个模型识别的材料，可用的有：{'、'.join(model.types)}。"
            )


def _titles(place: Workplace, model: ModelSpec, asked: Asked) -> str:
    wanted = tuple(filter(None, asked.doc_types)) or model.types
    return "或".join(title(place, each) for each in dict.fromkeys(wanted))


def _fields(place: Workplace, asked: Asked, found: _Found) -> Iterator[FieldSaid]:
    specs = _specs(place, found)
    for field in found.document.fields:
        label = specs[field.key].title if field.key in specs else field.key
        if field.state is State.UNREAD or field.value is None:
            yield FieldSaid(key=field.key, label=label)
            continue
        yield FieldSaid(
            key=field.key,
            label=label,
            value=field.raw or field.value,
            confidence=field.confidence,
            source=found.document.type,
            box=place_of(asked, found.number, field.evidence),
            normalized=field.value,
        )


def _warnings(place: Workplace, found: _Found) -> Iterator[Warning]:
    """Yield what the picture gives cause to say, then each value a person has to look at."""
    yield from warnings_of(found.document, found.number)
    specs = _specs(place, found)
    for field in found.document.fields:
        spec = specs.get(field.key)
        if spec and (said := _doubt(field, spec)):
            message = f"第 {found.number} 个文件：“{spec.title}”{said}"
            yield Warning(code=field.state.value, message=message)


def _doubt(field: FieldValue, spec: FieldSpec) -> str:
    if field.state is State.CONFIRM:
        return "把握不足，请核对。"
    return "没有读出，请核对原件。" if field.state is State.UNREAD and spec.required else ""


def _specs(place: Workplace, found: _Found) -> dict[str, FieldSpec]:
    return {field.key: field for field in place.registry.types[found.document.type].fields}
