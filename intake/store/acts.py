"""What officers did with a filing: added, never changed, and bound to the audit log.

An act is sealed, for a reason or a notice may name people. Its audit row says who did what and
carries a signature over the whole act, so that a forged one shows.
"""

from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import insert, select

from intake.clock import now
from intake.store import tables
from intake.store.audit import log_action
from intake.store.database import Session
from models.records import Record

acts = tables.acts


class ActKind(StrEnum):
    """What an officer can do."""

    FLAG = "flag"
    """Take up or set aside one flag."""
    NOTICE = "notice"
    """Save the text of the one-time notice."""
    DECISION = "decision"
    CHECK = "check"
    """Ask the sources and run the checks again."""
    REVEAL = "reveal"
    """See personal data unmasked."""
    ISSUE = "issue"
    """Issue a notice to the applicant."""
    VOID = "void"
    """Say that an issued notice does not hold."""


class Deed(Record):
    """What is done, by whom and why."""

    officer: str
    kind: ActKind
    version: int
    """Of the filing as the officer saw it."""
    flag: str = ""
    """Id of the flag, for ``FLAG``."""
    verdict: str = ""
    reason: str = ""
    text: str = ""
    """Of the notice, or of the flag that was handled."""


class Act(Deed):
    """A deed on record."""

    id: str
    at: datetime


def add_act(session: Session, filing_id: str, deed: Deed) -> Act:
    """Put a deed on record, in the acts and in the audit log."""
    act = Act(**deed.model_dump(), id=uuid4().hex, at=now())
    record = act.model_dump_json().encode()
    row = insert(acts).values(
        id=act.id,
        filing_id=filing_id,
        kind=act.kind.value,
        at=act.at,
        sealed=session.sealer.seal(record, _place(filing_id, act.id)),
    )
    session.connection.execute(row)
    facts = {"officer": act.officer, "act": act.id, "verdict": act.verdict}
    signed = session.sealer.sign(record).hex()
    log_action(session, f"desk.{act.kind}", filing_id, facts | {"signed": signed})
    return act


def of_filing(session: Session, filing_id: str) -> tuple[Act, ...]:
    """Return everything officers did with a filing, oldest first."""
    wanted = select(acts.c.id, acts.c.sealed).where(acts.c.filing_id == filing_id)
    rows = session.connection.execute(wanted.order_by(acts.c.seq))
    return tuple(
        Act.model_validate_json(session.sealer.open(row.sealed, _place(filing_id, row.id)))
        for row in rows
    )


def sent_notice(session: Session, filing_id: str) -> Act | None:
    """Return the act that last sent a filing back, with its notice; None when none did."""
    sent = (
        act
        for act in reversed(of_filing(session, filing_id))
        if act.kind is ActKind.DECISION and act.text
    )
    return next(sent, None)


def _place(filing_id: str, act_id: str) -> str:
    return f"acts/{filing_id}/{act_id}"
