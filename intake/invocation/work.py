"""What every model does: papers read, fields and warnings given back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from intake.filings.uploads import Upload
from intake.invocation.envelope import Applicant, Place
from intake.registry import Registry
from models.errors import UnreadablePaperError
from models.records import Document, Evidence, Paper, SourceState, Warning
from prefill.sources import Connector

UNKNOWN = "未能辨认类型的材料"


@dataclass(frozen=True)
class Workplace:
    """What models work with, in the service or on the command line."""

    registry: Registry
    connectors: Mapping[str, Connector]
    read: Callable[[Upload], Paper]
    """Returns what stands on an upload; raises ``ServiceError`` when it cannot be read."""
    source_states: dict[str, SourceState] = field(default_factory=dict)
    """How each source took part when it was last asked."""


@dataclass(frozen=True)
class Asked:
    """One call, its files at hand."""

    images: tuple[Upload, ...] = ()
    doc_types: tuple[str, ...] = ()
    """What the caller expects each image to show; empty words for anything."""
    form: Mapping[str, str] = field(default_factory=dict)
    applicant: Applicant = field(default_factory=Applicant)
    apply_no: str = ""
    return_box: bool = True


def read_images(place: Workplace, asked: Asked) -> list[Paper]:
    """Return every image read; raises ``UnreadablePaperError`` naming one that cannot be."""
    return [_read(place, number, image) for number, image in enumerate(asked.images, start=1)]


def _read(place: Workplace, number: int, image: Upload) -> Paper:
    if image.paper.problem:
        raise UnreadablePaperError(f"第 {number} 个文件：{image.paper.problem.message}")
    try:
        paper = place.read(image)
    except UnreadablePaperError as error:
        raise type(error)(f"第 {number} 个文件：{error}") from error
    return paper.model_copy(update={"id": image.paper.id})


def place_of(asked: Asked, number: int, evidence: Evidence | None) -> Place | None:
    """Return where a value stands, if it is known and was asked for."""
    if not (asked.return_box and evidence and evidence.box):
        return None
    return Place(image=number, page=evidence.page, rect=evidence.box)


def seen(place: Workplace, papers: Sequence[Paper]) -> str:
    """Return in Chinese what kinds of papers the images show."""
    types = dict.fromkeys(document.type for paper in papers for document in paper.documents)
    return "、".join(title(place, kind) for kind in types) or "没有文字或证件的画面"


def title(place: Workplace, type_id: str) -> str:
    """Return the Chinese name of a document type."""
    kind = place.registry.types.get(type_id)
    return kind.title if kind else UNKNOWN


def warnings_of(document: Document, number: int) -> Iterator[Warning]:
    """Yield what a paper itself gives cause to say, naming the image where there are several."""
    for warning in document.warnings:
        yield warning.model_copy(update={"message": f"第 {number} 个文件：{warning.message}"})
