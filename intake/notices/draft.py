"""A draft: what an officer writes before the notice has a number."""

from datetime import date

from pydantic import Field

from docgen.notices.check import check_agreement, check_notice
from docgen.notices.deadlines import run_periods
from docgen.notices.declared import read_declared
from docgen.notices.names import tell
from docgen.notices.notice import Item, Notice, Recipient
from intake.notices.issuers import Issuers
from intake.store.database import Session
from intake.store.notices import KeptNotice, read_content, read_notice
from models.records import Record

UNNUMBERED = "（预览，尚未编号）"
"""Stands for the number while there is none."""
RECEIPT = "service_receipt"
"""Kind that proves that something else was served; it is served on nobody."""


class Draft(Record):
    """One notice to be issued."""

    kind: str
    office: str
    """Id of the issuing office."""
    recipient: Recipient
    facts: dict[str, str] = Field(default_factory=dict)
    items: tuple[Item, ...] = ()
    rows: tuple[dict[str, str], ...] = ()


def as_notice(draft: Draft, issuers: Issuers, day: date) -> Notice:
    """Return the notice a draft makes on a day, proved, still without its number.

    Raises:
        NotFoundError: there is no such kind or office.
        UnfitNoticeError: facts are missing, wrong or contradict each other; it names each of them.
    """
    declared = read_declared()
    kind = declared.kind(draft.kind)
    notice = Notice(
        kind=kind.id,
        number=UNNUMBERED,
        issued_on=day,
        office=issuers.office(draft.office),
        recipient=draft.recipient,
        facts=draft.facts,
        items=draft.items,
        rows=draft.rows,
    )
    notice = check_notice(notice, kind, declared.limits)
    check_agreement(kind, tell(notice, kind, run_periods(notice, kind, declared.limits)))
    return notice


def read_record(session: Session, notice_id: str) -> Notice:
    """Return a kept notice with its number, as it is printed; raises ``NotFoundError``."""
    return with_number(read_content(session, notice_id), read_notice(session, notice_id))


def with_number(content: str, kept: KeptNotice) -> Notice:
    """Return what a notice says under the number it was given."""
    return Notice.model_validate_json(content).model_copy(update={"number": kept.number})
