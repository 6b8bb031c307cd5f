"""The five steps from an upload to checked fields; each returns the paper with more known of it.

Files are written under names that follow from the paper alone, so a step may be done again.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from pydantic import TypeAdapter

from extractors.signatures.check import warned
from intake.clock import today
from intake.reading.messages import Message
from intake.store.files import Files, decoded_key, picture_key, upload_key
from models.records import Document, Page, Paper, Signature

DOCUMENTS = TypeAdapter(tuple[Document, ...])
SIGNATURES = TypeAdapter(tuple[Signature, ...])


class Asks(Protocol):
    """Whoever does the work of reading: the pool of reading processes."""

    def ask(self, message: Message) -> Message:
        """Return the answer to a message; raises ``ServiceError``."""
        ...


PaperStep = Callable[[Asks, Files, str, Paper], Paper]
"""Readers, files, filing id and paper → paper. Raises ``ServiceError`` when it cannot be read."""


def open_paper(readers: Asks, files: Files, filing_id: str, paper: Paper) -> Paper:
    """Take the upload apart into pages, each kept as a picture."""
    data = files.read(upload_key(filing_id, paper.id))
    answer = readers.ask(Message("open", {"name": paper.name}, (data,)))
    facts = TypeAdapter(list[Page]).validate_python(answer.body["pages"])
    for page, picture in zip(facts, answer.pictures, strict=True):
        files.write(decoded_key(filing_id, paper.id, page.number), picture)
    found = {
        "media_type": str(answer.body["media_type"]),
        "pages": tuple(facts),
        "signatures": SIGNATURES.validate_python(answer.body["signatures"]),
    }
    return paper.model_copy(update=found)


def look_at_pages(readers: Asks, files: Files, filing_id: str, paper: Paper) -> Paper:
    """Stand every page upright and read its lines."""
    pages = []
    for page in paper.pages:
        body = {"page": page.model_dump(mode="json"), "media_type": paper.media_type}
        picture = files.read(decoded_key(filing_id, paper.id, page.number))
        answer = readers.ask(Message("look", body, (picture,)))
        files.write(picture_key(filing_id, paper.id, page.number), answer.pictures[0])
        pages.append(Page.model_validate(answer.body["page"]))
    return paper.model_copy(update={"pages": tuple(pages)})


def classify_pages(readers: Asks, files: Files, filing_id: str, paper: Paper) -> Paper:
    """Tell which papers the upload shows; the pictures from before looking are not needed again."""
    found: list[Document] = []
    for page in paper.pages:
        files.remove(decoded_key(filing_id, paper.id, page.number))
        answer = readers.ask(Message("classify", {"page": page.model_dump(mode="json")}))
        found.extend(DOCUMENTS.validate_python(answer.body["documents"]))
    return paper.model_copy(update={"documents": tuple(found)})


def extract_fields(readers: Asks, files: Files, filing_id: str, paper: Paper) -> Paper:
    """Read the fields of every paper found."""

    def extract(document: Document) -> Document:
        picture = files.read(picture_key(filing_id, paper.id, document.page))
        return _ask_document(readers, Message("extract", _body(paper, document), (picture,)))

    return _with_documents(paper, tuple(map(extract, paper.documents)))


def verify_fields(readers: Asks, _files: Files, _filing_id: str, paper: Paper) -> Paper:
    """Check the fields of every paper against each other and the day; tell what seals say."""

    def verify(document: Document) -> Document:
        body = _body(paper, document) | {"today": today().isoformat()}
        return _ask_document(readers, Message("verify", body))

    return warned(_with_documents(paper, tuple(map(verify, paper.documents))))


PAPER_STEPS: Mapping[str, PaperStep] = {
    "open": open_paper,
    "look": look_at_pages,
    "classify": classify_pages,
    "extract": extract_fields,
    "verify": verify_fields,
}


def _ask_document(readers: Asks, message: Message) -> Document:
    return DOCUMENTS.validate_python(readers.ask(message).body["documents"])[0]


def _body(paper: Paper, document: Document) -> dict[str, Any]:
    page = next(page for page in paper.pages if page.number == document.page)
    return {"page": page.model_dump(mode="json"), "document": document.model_dump(mode="json")}


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
