"""What a reading process can do: the steps of reading, over records and pictures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from extractors.llm.picture import to_jpeg
from extractors.opening import open_upload
from extractors.raw import RawPage
from extractors.read import find_papers, read_fields, weigh
from extractors.seeing.look import look
from extractors.signatures.check import signatures_of
from extractors.tables.ruled_page import with_rulings
from intake.reading.messages import READY, Message
from intake.reading.pictures import from_png, to_png
from models.crypto.trust import NO_TRUST, Trust
from models.engines import Engine
from models.records import Box, Document, Page
from models.specs import DocumentType


@dataclass(frozen=True)
class Bench:
    """One engine, the document types it reads for, and whose signatures it trusts."""

    engine: Engine
    types: Mapping[str, DocumentType]
    trust: Trust = NO_TRUST

    def work(self, asked: Message) -> Message:
        """Return the answer to one message; raises what the work raises."""
        return WORK[asked.word](self, asked)


def open_paper(bench: Bench, asked: Message) -> Message:
    """Take the upload apart: its signatures, one picture and its facts per page."""
    data = asked.pictures[0]
    raws = open_upload(data, str(asked.body["name"]))
    media_type = raws[0].media_type
    signatures = signatures_of(data, media_type, bench.trust)
    body = {
        "media_type": media_type,
        "pages": [_facts(raw) for raw in raws],
        "signatures": [each.model_dump(mode="json") for each in signatures],
    }
    return Message(READY, body, tuple(to_png(raw.image) for raw in raws))


def look_at_page(bench: Bench, asked: Message) -> Message:
    """Stand a page upright and read its lines; with those that are ruled, if asked for."""
    known = _page(asked)
    image = from_png(asked.pictures[0])
    raw = RawPage(known.number, image, str(asked.body["media_type"]), known.lines, known.data)
    page, picture = look(raw, bench.engine)
    if asked.body.get("ruled"):
        page = with_rulings(page, picture)
    return Message(READY, {"page": page.model_dump(mode="json")}, (to_png(picture),))


def classify_page(bench: Bench, asked: Message) -> Message:
    """Tell which papers a page shows, or what a photograph shows."""
    picture = from_png(asked.pictures[0])
    return _documents(find_papers(_page(asked), picture, bench.engine, bench.types))


def extract_fields(bench: Bench, asked: Message) -> Message:
    """Judge the picture of one paper and read its fields."""
    page, picture = _page(asked), from_png(asked.pictures[0])
    types = _types(bench, asked)
    return _documents([read_fields(_document(asked), page, picture, bench.engine, types)])


def verify_fields(bench: Bench, asked: Message) -> Message:
    """Weigh the fields of one paper against each other, its picture and the day."""
    today, picture = date.fromisoformat(str(asked.body["today"])), from_png(asked.pictures[0])
    types = _types(bench, asked)
    return _documents([weigh(_document(asked), _page(asked), picture, types, today)])


def show_paper(_bench: Bench, asked: Message) -> Message:
    """Make the picture of one paper that a language model is shown."""
    box = TypeAdapter(Box | None).validate_python(asked.body["box"])
    return Message(READY, {}, (to_jpeg(from_png(asked.pictures[0]), box),))


WORK: Mapping[str, Callable[[Bench, Message], Message]] = {
    "open": open_paper,
    "look": look_at_page,
    "classify": classify_page,
    "extract": extract_fields,
    "verify": verify_fields,
    "show": show_paper,
}


def _facts(raw: RawPage) -> dict[str, Any]:
    height, width = raw.image.shape[:2]
    page = Page(
        number=raw.number,
        width=width,
        height=height,
        text_layer=bool(raw.lines),
        lines=raw.lines,
        data=raw.data,
    )
    return page.model_dump(mode="json")


def _page(asked: Message) -> Page:
    return Page.model_validate(asked.body["page"])


def _types(bench: Bench, asked: Message) -> Mapping[str, DocumentType]:
    """Return the known types, and the one that the message brings along."""
    if "kind" not in asked.body:
        return bench.types
    kind = DocumentType.model_validate(asked.body["kind"])
    return {**bench.types, kind.id: kind}


def _document(asked: Message) -> Document:
    return Document.model_validate(asked.body["document"])


def _documents(documents: tuple[Document, ...] | list[Document]) -> Message:
    return Message(READY, {"documents": [each.model_dump(mode="json") for each in documents]})
