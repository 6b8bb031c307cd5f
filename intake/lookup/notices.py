"""The records of notices an office issued."""

from docgen.notices.declared import read_declared
from docgen.notices.notice import PERSON, Notice
from intake.lookup.compare import masked_name
from intake.lookup.found import Fact, Found, Kept, Standing
from intake.notices.draft import read_record
from intake.registry import Registry
from intake.store import notices
from intake.store.database import Session
from intake.store.files import notice_key
from intake.store.notices import NoticeState

STANDINGS = {NoticeState.ISSUED: Standing.VALID, NoticeState.VOID: Standing.VOID}
"""Of the states a notice on paper can be in: one that is still being made was given to nobody."""
PDF = "notice.pdf"


def find_notice(session: Session, _registry: Registry, code: str) -> Found | None:
    """Return the notice behind a check code, None when no notice given out has it."""
    kept = notices.find_code(session, code)
    if not kept or kept.state not in STANDINGS:
        return None
    notice = read_record(session, kept.id)
    return Found(
        kind="notice",
        title=read_declared().kind(kept.kind).name,
        check_code=code,
        number_title="文号",
        number=kept.number,
        office=notice.office.name,
        made_at=kept.issued_at or kept.opened_at,
        standing=STANDINGS[kept.state],
        facts=(Fact(label="致", text=_recipient(notice)),),
        filing_id=kept.filing_id or "",
        kept=(Kept(key=notice_key(kept.id, PDF), media_type="application/pdf"),),
    )


def _recipient(notice: Notice) -> str:
    return masked_name(notice.recipient.name, person=notice.recipient.kind == PERSON)
