"""Read one upload while the caller waits, and keep nothing of it."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from extractors.asked import asked_document, asked_type, beside_or_below, in_one
from extractors.signatures.check import warned
from intake.clock import today
from intake.reading.messages import Message
from intake.reading.steps import DOCUMENTS, SIGNATURES, Desk, ask_document, body_of, complete
from models.records import Document, Page, Paper
from models.specs import DocumentType, FieldSpec

PAGES = TypeAdapter(list[Page])


def read_at_once(desk: Desk, paper: Paper, data: bytes, fields: Sequence[FieldSpec] = ()) -> Paper:
    """Return the paper with everything found on it, its pictures forgotten.

    With fields, one document of type ``asked`` that has these; without, the papers it shows.
    Raises ``ServiceError`` when it cannot be opened or no reading process can work.
    """
    kind = asked_type(fields) if fields else None
    answer = desk.readers.ask(Message("open", {"name": paper.name}, (data,)))
    media_type = str(answer.body["media_type"])
    pages: list[Page] = []
    documents: list[Document] = []
    facts = PAGES.validate_python(answer.body["pages"])
    for fact, decoded in zip(facts, answer.pictures, strict=True):
        page, picture = _look(desk, fact, media_type, decoded)
        pages.append(page)
        documents += [
            _read(desk, each, page, kind, picture) for each in _papers(desk, page, kind, picture)
        ]
    if kind and documents:
        documents = [in_one(documents)]
    found = {
        "media_type": media_type,
        "pages": tuple(pages),
        "documents": tuple(documents),
        "signatures": SIGNATURES.validate_python(answer.body["signatures"]),
    }
    return warned(paper.model_copy(update=found))


def _look(desk: Desk, fact: Page, media_type: str, decoded: bytes) -> tuple[Page, bytes]:
    body = {"page": fact.model_dump(mode="json"), "media_type": media_type}
    answer = desk.readers.ask(Message("look", body, (decoded,)))
    return Page.model_validate(answer.body["page"]), answer.pictures[0]


def _papers(
    desk: Desk, page: Page, kind: DocumentType | None, picture: bytes
) -> Sequence[Document]:
    if kind:
        return [asked_document(page)]
    body = {"page": page.model_dump(mode="json")}
    answer = desk.readers.ask(Message("classify", body, (picture,)))
    return DOCUMENTS.validate_python(answer.body["documents"])


def _read(
    desk: Desk, document: Document, page: Page, kind: DocumentType | None, picture: bytes
) -> Document:
    """Return a paper extracted, completed and verified; ``kind`` is the one asked for, if any."""
    brought: dict[str, Any] = {"kind": kind.model_dump(mode="json", by_alias=True)} if kind else {}
    read = ask_document(desk, Message("extract", body_of(document, page) | brought, (picture,)))
    if kind:
        read = beside_or_below(read, page, kind)
    read = complete(desk, read, page, kind or desk.types.get(read.type), picture)
    body = body_of(read, page) | brought | {"today": today().isoformat()}
    return ask_document(desk, Message("verify", body, (picture,)))
