"""The five steps from an upload to checked fields; each returns the paper with more known of it.

Files are written under names that follow from the paper alone, so a step may be done again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import TypeAdapter

from extractors.llm.second_reader import SecondReader
from extractors.signatures.check import warned
from intake.clock import today
from intake.reading.messages import Message
from intake.store.files import Files, decoded_key, picture_key, upload_key
from models.records import Box, Document, Page, Paper, Signature
from models.specs import DocumentType

DOCUMENTS = TypeAdapter(tuple[Document, ...])
SIGNATURES = TypeAdapter(tuple[Signature, ...])


class Asks(Protocol):
    """Whoever does the work of reading: the pool of reading processes."""

    def ask(self, message: Message) -> Message:
        """Return the answer to a message; raises ``ServiceError``."""
        ...


@dataclass(frozen=True)
class Desk:
    """What reading a paper needs."""

    readers: Asks
    files: Files
    types: Mapping[str, DocumentType]
    second: SecondReader | None = None
    """Asked from here and not by a reading process: a process that has opened hostile files holds
    no key and has no business on the network."""


PaperStep = Callable[[Desk, str, Paper], Paper]
"""Desk, filing id and paper → paper. Raises ``ServiceError`` when it cannot be read."""


def open_paper(desk: Desk, filing_id: str, paper: Paper) -> Paper:
    """Take the upload apart into pages, each kept as a picture."""
    data = desk.files.read(upload_key(filing_id, paper.id))
    answer = desk.readers.ask(Message("open", {"name": paper.name}, (data,)))
    facts = TypeAdapter(list[Page]).validate_python(answer.body["pages"])
    for page, picture in zip(facts, answer.pictures, strict=True):
        desk.files.write(decoded_key(filing_id, paper.id, page.number), picture)
    found = {
        "media_type": str(answer.body["media_type"]),
        "pages": tuple(facts),
        "signatures": SIGNATURES.validate_python(answer.body["signatures"]),
    }
    return paper.model_copy(update=found)


def look_at_pages(desk: Desk, filing_id: str, paper: Paper) -> Paper:
    """Stand every page upright and read its lines."""
    pages = []
    for page in paper.pages:
        body = {"page": page.model_dump(mode="json"), "media_type": paper.media_type}
        picture = desk.files.read(decoded_key(filing_id, paper.id, page.number))
        answer = desk.readers.ask(Message("look", body, (picture,)))
        desk.files.write(picture_key(filing_id, paper.id, page.number), answer.pictures[0])
        pages.append(Page.model_validate(answer.body["page"]))
    return paper.model_copy(update={"pages": tuple(pages)})


def classify_pages(desk: Desk, filing_id: str, paper: Paper) -> Paper:
    """Tell which papers the upload shows; the pictures from before looking are not needed again."""
    found: list[Document] = []
    for page in paper.pages:
        desk.files.remove(decoded_key(filing_id, paper.id, page.number))
        picture = desk.files.read(picture_key(filing_id, paper.id, page.number))
        body = {"page": page.model_dump(mode="json")}
        answer = desk.readers.ask(Message("classify", body, (picture,)))
        found.extend(DOCUMENTS.validate_python(answer.body["documents"]))
    return paper.model_copy(update={"documents": tuple(found)})


def extract_fields(desk: Desk, filing_id: str, paper: Paper) -> Paper:
    """Read the fields of every paper found; the language model is asked for what was missed."""

    def extract(document: Document) -> Document:
        picture = desk.files.read(picture_key(filing_id, paper.id, document.page))
        page = _page_of(paper, document)
        read = ask_document(desk, Message("extract", body_of(document, page), (picture,)))
        return complete(desk, read, page, desk.types.get(read.type), picture)

    return _with_documents(paper, tuple(map(extract, paper.documents)))


def verify_fields(desk: Desk, filing_id: str, paper: Paper) -> Paper:
    """Weigh the fields of every paper against each other and the day; tell what seals say."""

    def verify(document: Document) -> Document:
        body = body_of(document, _page_of(paper, document)) | {"today": today().isoformat()}
        picture = desk.files.read(picture_key(filing_id, paper.id, document.page))
        return ask_document(desk, Message("verify", body, (picture,)))

    return warned(_with_documents(paper, tuple(map(verify, paper.documents))))


PAPER_STEPS: Mapping[str, PaperStep] = {
    "open": open_paper,
    "look": look_at_pages,
    "classify": classify_pages,
    "extract": extract_fields,
    "verify": verify_fields,
}


def ask_document(desk: Desk, message: Message) -> Document:
    """Return the one document a reading process answers with."""
    return DOCUMENTS.validate_python(desk.readers.ask(message).body["documents"])[0]


def body_of(document: Document, page: Page) -> dict[str, Any]:
    """Return a document and its page as the body of a message."""
    return {"page": page.model_dump(mode="json"), "document": document.model_dump(mode="json")}


def complete(
    desk: Desk, document: Document, page: Page, kind: DocumentType | None, picture: bytes
) -> Document:
    """Return the document with what the second reader adds; a reading process makes its picture."""
    if desk.second is None:
        return document

    def shown(box: Box | None) -> bytes:
        return desk.readers.ask(Message("show", {"box": box}, (picture,))).pictures[0]

    return desk.second.complete(document, page, kind, shown)


def _page_of(paper: Paper, document: Document) -> Page:
    return next(page for page in paper.pages if page.number == document.page)


def _with_documents(paper: Paper, documents: tuple[Document, ...]) -> Paper:
    """Return the paper with its documents, every piece of evidence naming the paper."""
    named = tuple(_name_paper(document, paper.id) for document in documents)
    return paper.model_copy(update={"documents": named})


def _name_paper(document: Document, paper_id: str) -> Document:
    fields = tuple(
        field.model_copy(update={"evidence": field.evidence.model_copy(update={"paper": paper_id})})
        for field in document.fields
    )
    return document.model_copy(update={"fields": fields})
