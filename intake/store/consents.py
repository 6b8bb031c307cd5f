"""Consents: whether who files agreed to be served electronically, who said so and when."""

from datetime import datetime

from sqlalchemy import insert, select, update

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.records import Record

rows = tables.consents
PAGE = "page"
"""The channel there is: the page of the filing, opened by its address."""


class Consent(Record):
    """What the recipient last said."""

    agreed: bool
    by: str
    channel: str = PAGE
    at: datetime


def consent_of(session: Session, filing_id: str) -> Consent | None:
    """Return what the recipient last said, None when they were not asked yet."""
    wanted = select(rows.c.sealed).where(rows.c.filing_id == filing_id)
    sealed = session.connection.execute(wanted).scalar_one_or_none()
    if sealed is None:
        return None
    return Consent.model_validate_json(session.sealer.open(sealed, _place(filing_id)))


def keep_consent(session: Session, filing_id: str, *, agreed: bool, by: str) -> Consent:
    """Keep what the recipient says now; what they said before stands in the audit log."""
    consent = Consent(agreed=agreed, by=by, at=now())
    sealed = session.sealer.seal(consent.model_dump_json().encode(), _place(filing_id))
    said = {"agreed": agreed, "at": consent.at, "sealed": sealed}
    change = update(rows).where(rows.c.filing_id == filing_id).values(**said)
    if session.connection.execute(change).rowcount == 0:
        session.connection.execute(insert(rows).values(filing_id=filing_id, **said))
    return consent


def _place(filing_id: str) -> str:
    return f"consents/{filing_id}/record"
