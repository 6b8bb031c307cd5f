"""Hand documents over, and take every step of a handover with its record and its event."""

from intake.delivery.files import of_document
from intake.store import consents, handovers, outbox
from intake.store.audit import log_action
from intake.store.consents import Consent
from intake.store.database import Session
from intake.store.documents import read_document
from intake.store.filings import read_filing
from intake.store.handovers import Handover, HandoverState, Item, make_step, open_handover
from models.errors import NotFoundError, StaleRecordError
from models.records import Subject

EVENTS = {HandoverState.SENT: "document.delivered", HandoverState.CONFIRMED: "document.confirmed"}
"""What is announced of a step; a handover of no filing has nobody to be announced to."""


def hand_over(session: Session, item: Item) -> Handover:
    """Hand something over: sent at once where the recipient agreed, else waiting for that.

    Done again for the same thing, nothing changes.
    """
    if item.filing_id:
        read_filing(session, item.filing_id)  # no other handover of it is opened meanwhile
    handover = open_handover(session, item)
    consent = consents.consent_of(session, item.filing_id) if item.filing_id else None
    if consent and consent.agreed and handover.state is HandoverState.WAITING:
        return take_step(session, handover, HandoverState.SENT, channel=consent.channel)
    return handover


def hand_over_document(session: Session, filing_id: str, name: str, officer: str) -> Handover:
    """Hand a document of a filing over to who files; raises ``NotFoundError``."""
    filing = read_filing(session, filing_id)
    document = read_document(session, filing_id, name)
    subject = filing.subject
    log_action(session, "handover.ordered", filing_id, {"document": name, "officer": officer})
    item = Item(
        kind="document",
        ref=of_document(filing_id, name),
        title=document.title,
        recipient=recipient_of(subject),
        recipient_no=subject.id_no,
        filing_id=filing_id,
    )
    return hand_over(session, item)


def recipient_of(subject: Subject) -> str:
    """Return the name of who is served for a filing."""
    return subject.name or subject.agent_name


def say_consent(session: Session, filing_id: str, *, agreed: bool, by: str) -> Consent:
    """Keep whether the recipient agrees to electronic delivery; what waited for it is then sent."""
    read_filing(session, filing_id)
    consent = consents.keep_consent(session, filing_id, agreed=agreed, by=by)
    log_action(session, "consent.given" if agreed else "consent.withdrawn", filing_id)
    if agreed:
        for handover in handovers.of_filing(session, filing_id):
            if handover.state is HandoverState.WAITING:
                take_step(session, handover, HandoverState.SENT, channel=consent.channel)
    return consent


def find_handover(session: Session, filing_id: str, handover_id: str) -> Handover:
    """Return a handover of a filing; raises ``NotFoundError``."""
    handover = handovers.read_handover(session, handover_id)
    if handover.filing_id != filing_id:
        raise NotFoundError("没有这次送达。")
    return handover


def refuse_stale(handover: Handover, seen: int | None) -> None:
    """Raise ``StaleRecordError`` unless a handover is the version the caller saw, if any."""
    if seen is not None and handover.version != seen:
        raise StaleRecordError("送达状态已有更新，本次操作没有保存。")


def take_step(
    session: Session, handover: Handover, step: HandoverState, **changes: str
) -> Handover:
    """Make a step, put it on record and announce it; one that changes nothing leaves no trace."""
    after, changed = make_step(session, handover, step, **changes)
    if changed:
        facts = {"handover": after.id, "kind": after.kind, "channel": after.channel}
        log_action(session, f"handover.{step}", after.filing_id or "", facts)
    if changed and after.filing_id and step in EVENTS:
        filing = read_filing(session, after.filing_id)
        outbox.announce(session, EVENTS[step], filing, handover=after.id, kind=after.kind)
    return after
