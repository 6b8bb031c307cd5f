"""Documents made for a filing: the form, signed and editable. The bytes lie in the file store."""

from datetime import datetime

from sqlalchemy import insert, select

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.errors import NotFoundError
from models.records import Record

documents = tables.documents


class MadeDocument(Record):
    """One document of a filing; ``name`` is its file name in the store, in plain letters."""

    name: str
    title: str
    media_type: str
    size: int
    check_code: str
    made_at: datetime


def add_document(session: Session, filing_id: str, document: MadeDocument) -> None:
    """Add a document to a filing."""
    row = insert(documents).values(filing_id=filing_id, **document.model_dump())
    session.connection.execute(row)


def of_filing(session: Session, filing_id: str) -> tuple[MadeDocument, ...]:
    """Return the documents of a filing, oldest first."""
    wanted = select(documents).where(documents.c.filing_id == filing_id)
    rows = session.connection.execute(wanted.order_by(documents.c.made_at, documents.c.name))
    return tuple(
        MadeDocument.model_validate({name: row[name] for name in MadeDocument.model_fields})
        for row in rows.mappings()
    )


def read_document(session: Session, filing_id: str, name: str) -> MadeDocument:
    """Return one document of a filing; raises ``NotFoundError``."""
    for document in of_filing(session, filing_id):
        if document.name == name:
            return document
    raise NotFoundError("办件中没有这份文书。")


def new_document(name: str, title: str, media_type: str, data: bytes, code: str) -> MadeDocument:
    """Describe a document that has just been made."""
    return MadeDocument(
        name=name,
        title=title,
        media_type=media_type,
        size=len(data),
        check_code=code,
        made_at=now(),
    )
