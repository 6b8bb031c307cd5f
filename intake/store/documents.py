"""Documents made for a filing: the form, signed and editable. The bytes lie in the file store."""

import hashlib
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
    sha256: str = ""
    """Of the file as it is kept; empty for one made before digests were."""


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


def filing_of_code(session: Session, code: str) -> str:
    """Return the filing whose document carries a check code; empty when none does."""
    wanted = select(documents.c.filing_id).where(documents.c.check_code == code).limit(1)
    return str(session.connection.execute(wanted).scalar_one_or_none() or "")


def code_of_digest(session: Session, sha256: str) -> str:
    """Return the check code of the document whose file has a digest; empty when none has."""
    wanted = select(documents.c.check_code).where(documents.c.sha256 == sha256).limit(1)
    return str(session.connection.execute(wanted).scalar_one_or_none() or "")


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
        sha256=hashlib.sha256(data).hexdigest(),
    )
