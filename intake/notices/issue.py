"""Issue a notice: number it, make and seal its files, let it hold. Each step may be said twice.

``number_draft`` is one transaction; after it ``issue`` can be called by whoever has time, after a
crash as well, and comes to the same notice: its content is kept, so its check code is the same,
and files that are there stay as they are.
"""

from collections.abc import Callable, Mapping
from functools import partial
from uuid import uuid4

from pydantic import Field

from docgen.notices.compose import ComposedNotice, compose_notice
from docgen.notices.declared import read_declared
from docgen.notices.notice import Notice
from docgen.printing.field import OFFICE
from docgen.signing.pdf import sign_pdf
from intake.clock import now, today
from intake.delivery.handing import hand_over
from intake.notices.draft import RECEIPT, Draft, as_notice, read_record
from intake.office import Office
from intake.store import notices as kept
from intake.store import outbox
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.files import notice_key
from intake.store.handovers import Item
from intake.store.notices import KeptNotice, NewNotice, NoticeState, Void
from models.records import Record

REASON = "出具文书"
PDF = "notice.pdf"


class Order(Record):
    """Who wants a notice numbered, and what it belongs to."""

    officer: str
    id: str = Field(default_factory=lambda: uuid4().hex)
    """Of the notice; given by who may ask twice."""
    filing_id: str | None = None
    batch_id: str | None = None


def number_draft(session: Session, office: Office, draft: Draft, order: Order) -> KeptNotice:
    """Give a draft its number; asked again with the same id, return the notice that is there.

    Raises:
        NotFoundError: there is no such kind or office.
        UnfitNoticeError: facts are missing or wrong; no number is given.
    """
    if kept.is_kept(session, order.id):
        return kept.read_notice(session, order.id)
    day = today()
    notice = as_notice(draft, office.issuers, day)
    kind = read_declared().kind(notice.kind)
    new = NewNotice(
        **order.model_dump(),
        office=notice.office.id,
        kind=notice.kind,
        day=day,
        recipient=notice.recipient.name,
        content=notice.model_dump_json(),
    )
    written = partial(kind.number_of, notice.office, day.year)
    numbered = kept.number_notice(session, new, written)
    _log(session, "notice.numbered", numbered, order.officer)
    return numbered


def issue(office: Office, notice_id: str) -> KeptNotice:
    """Make what is not made yet of a numbered notice, and let it hold.

    Raises:
        NotFoundError: there is no such notice.
        SigningError: the seal cannot be had; the notice keeps its number and can be issued later.
        ConflictError: the notice is void.
    """
    make(office, notice_id)
    with office.store.write() as session:
        before = kept.read_notice(session, notice_id)
        issued = kept.note_issued(session, notice_id)
        if before.state is not NoticeState.ISSUED:
            _log(session, "notice.issued", issued, issued.officer)
            outbox.announce_notice(session, "notice.issued", issued)
            _hand_over(session, issued)
    return issued


def _hand_over(session: Session, issued: KeptNotice) -> None:
    """Have a notice of a case wait on the recipient's page; a receipt is for the file alone."""
    if not issued.filing_id or issued.kind == RECEIPT:
        return
    recipient = read_record(session, issued.id).recipient
    name = read_declared().kind(issued.kind).name
    item = Item(
        kind="notice",
        ref=issued.id,
        title=f"{name}（{issued.number}）",
        recipient=recipient.name,
        recipient_no=recipient.id_no,
        filing_id=issued.filing_id,
    )
    hand_over(session, item)


def make(office: Office, notice_id: str) -> KeptNotice:
    """Compose, seal and keep the files of a numbered notice, unless that is done."""
    with office.store.read() as session:
        numbered = kept.read_notice(session, notice_id)
        notice = read_record(session, notice_id)
    if numbered.state is not NoticeState.NUMBERED:
        return numbered
    composed = compose_notice(notice, printing=office.printing)
    for name, maker in FILES.items():
        keep_once(office, notice_key(notice_id, name), partial(maker, office, notice, composed))
    with office.store.write() as session:
        return kept.note_made(session, notice_id, composed.check_code)


def void(session: Session, notice_id: str, seen: int, officer: str, reason: str) -> KeptNotice:
    """Say that a notice does not hold, and why; its number stays with it.

    Raises:
        StaleRecordError: the notice is no longer what the officer saw.
        ConflictError: it is void already.
    """
    voided = kept.note_void(
        session, notice_id, seen, Void(reason=reason, officer=officer, at=now())
    )
    _log(session, "notice.voided", voided, officer)
    outbox.announce_notice(session, "notice.voided", voided)
    return voided


def keep_once(office: Office, key: str, maker: Callable[[], bytes]) -> None:
    """Keep a file unless it is there: a seal set anew would be another file of the same notice."""
    if not office.files.has(key):
        data = maker()
        if not office.files.has(key):
            office.files.write(key, data)


def _seal_pdf(office: Office, notice: Notice, composed: ComposedNotice) -> bytes:
    if not composed.sheet.signed_by_office:
        return composed.pdf
    sealed = office.seals.of_office(notice.office.id, notice.office.name)
    return sign_pdf(composed.pdf, sealed, OFFICE, REASON)


FILES: Mapping[str, Callable[[Office, Notice, ComposedNotice], bytes]] = {PDF: _seal_pdf}
"""What a notice is issued with, and what makes it; ``intake.notices.files`` makes further files."""


def _log(session: Session, action: str, notice: KeptNotice, officer: str) -> None:
    facts = {"notice": notice.id, "number": notice.number, "officer": officer}
    log_action(session, action, notice.filing_id or "", facts)
