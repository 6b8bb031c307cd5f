"""Events for the approval systems, written in the transaction of the change they tell of.

Payloads are thin: who receives an event fetches personal data with its own authorisation.
"""

from collections.abc import Mapping
from uuid import uuid4

from sqlalchemy import insert

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from intake.store.notices import KeptNotice
from models.records import Filing

PREFIX = "cn.gov.sh.zhiban"


def announce(session: Session, happened: str, filing: Filing, **facts: str) -> None:
    """Add an event, e.g. ``filing.signed``, about a filing as it now stands.

    ``facts`` say more of what happened, and nothing personal.
    """
    row = insert(tables.outbox).values(
        id=uuid4().hex,
        type=f"{PREFIX}.{happened}.v1",
        subject=filing.id,
        time=now(),
        data={"case_no": filing.case_no, "state": filing.state, "version": filing.version, **facts},
    )
    session.connection.execute(row)


def announce_notice(session: Session, happened: str, notice: KeptNotice) -> None:
    """Add an event, e.g. ``notice.issued``, about a notice; its subject is the filing, if any."""
    row = insert(tables.outbox).values(
        id=uuid4().hex,
        type=f"{PREFIX}.{happened}.v1",
        subject=notice.filing_id or notice.id,
        time=now(),
        data={
            "notice": notice.id,
            "kind": notice.kind,
            "number": notice.number,
            "state": notice.state,
            "version": notice.version,
        },
    )
    session.connection.execute(row)


def announce_care(session: Session, happened: str, subject: str, facts: Mapping[str, str]) -> None:
    """Add an event of the care for the knowledge base, e.g. ``gap.opened``, about a ticket."""
    row = insert(tables.outbox).values(
        id=uuid4().hex,
        type=f"{PREFIX}.knowledge.{happened}.v1",
        subject=subject,
        time=now(),
        data=dict(facts),
    )
    session.connection.execute(row)


def kind_of(event_type: str) -> str:
    """Return what happened, as it was announced.

    >>> kind_of("cn.gov.sh.zhiban.filing.signed.v1")
    'filing.signed'
    """
    return event_type.removeprefix(f"{PREFIX}.").rpartition(".")[0]
