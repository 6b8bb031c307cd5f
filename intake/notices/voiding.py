"""Void a notice; one that belongs to a case leaves its trace among the acts of the case too."""

from docgen.notices.declared import read_declared
from intake.notices.issue import void
from intake.store.acts import ActKind, Deed, add_act
from intake.store.database import Session
from intake.store.filings import read_filing
from intake.store.notices import KeptNotice


def void_notice(
    session: Session, notice_id: str, seen: int, officer: str, reason: str
) -> KeptNotice:
    """Void a notice as an officer saw it; raises what ``issue.void`` does."""
    voided = void(session, notice_id, seen, officer, reason)
    if voided.filing_id:
        name = read_declared().kind(voided.kind).name
        deed = Deed(
            officer=officer,
            kind=ActKind.VOID,
            version=read_filing(session, voided.filing_id).version,
            reason=reason,
            text=f"{name} {voided.number}",
        )
        add_act(session, voided.filing_id, deed)
    return voided
