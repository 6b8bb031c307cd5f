"""The receipt (送达回证) of a notice that its recipient signed for on the page.

It is numbered in the transaction of the confirmation, so that neither stands without the other; its
file is made afterwards, or at the next start where that was cut short.
"""

import hashlib
from datetime import datetime

import structlog

from docgen.notices.declared import read_declared
from intake.clock import SHANGHAI
from intake.notices.draft import RECEIPT, Draft, read_record
from intake.notices.issue import Order, issue, number_draft
from intake.office import Office
from intake.store.database import Session
from intake.store.filings import read_filing
from intake.store.handovers import Handover
from intake.store.notices import is_kept, read_notice
from models.errors import SigningError, UnfitNoticeError

NOTICE = "notice"

log = structlog.get_logger(__name__)


def receipt_id(handover: Handover) -> str:
    """Return the id of a handover's receipt: one handover has one."""
    return hashlib.sha256(f"receipt|{handover.id}".encode()).hexdigest()[:32]


def number_receipt(session: Session, office: Office, handover: Handover) -> None:
    """Number the receipt of a confirmed notice; of other documents there is none to make.

    Where facts are missing the confirmation stands all the same: the officer writes the receipt.
    """
    if handover.kind != NOTICE:
        return
    notice = read_notice(session, handover.ref)
    order = Order(officer=notice.officer, id=receipt_id(handover), filing_id=handover.filing_id)
    try:
        number_draft(session, office, _draft(session, handover), order)
    except UnfitNoticeError as error:
        log.warning("receipt_unfit", handover=handover.id, error=error.code)


def make_receipt(office: Office, handover: Handover) -> None:
    """Make the file of a numbered receipt; said again, nothing changes."""
    with office.store.read() as session:
        numbered = is_kept(session, receipt_id(handover))
    if not numbered:
        return
    try:
        issue(office, receipt_id(handover))
    except SigningError as error:
        log.warning("receipt_waits", handover=handover.id, error=error.code)


def _draft(session: Session, handover: Handover) -> Draft:
    kept, notice = read_notice(session, handover.ref), read_record(session, handover.ref)
    title = read_declared().kind(kept.kind).name
    case_no = read_filing(session, handover.filing_id or "").case_no
    sent, confirmed = _told(handover.sent_at), _told(handover.confirmed_at)
    return Draft(
        kind=RECEIPT,
        office=kept.office,
        recipient=notice.recipient,
        facts={
            "matter": notice.facts.get("matter") or title,
            "method": "电子送达",
            "place": f"办件 {case_no} 的网上页面，{sent}到达；{handover.words.by}于{confirmed}签收",
            "deliverers": kept.officer,
        },
        rows=({"title": title, "number": kept.number, "copies": "1"},),
    )


def _told(moment: datetime | None) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y年%m月%d日%H时%M分") if moment else ""
