"""Filings: opened with a number at once, saved only by whom has seen the latest version."""

import unicodedata
from uuid import uuid4

from sqlalchemy import insert, select, update

from intake.clock import now
from intake.store import papers, tables
from intake.store.database import Session
from intake.store.figures import figures_of
from intake.store.numbers import next_case_no
from models.errors import NotFoundError, StaleRecordError
from models.records import Filing, FilingState, Subject

filings = tables.filings


def open_filing(session: Session, scenario: str, subject: Subject) -> Filing:
    """Add a filing with a case number of its own."""
    moment = now()
    filing = Filing(
        id=uuid4().hex,
        case_no=next_case_no(session, moment.date()),
        scenario=scenario,
        subject=subject,
        opened_at=moment,
        filed_on=moment.date(),
        version=1,
    )
    row = {"id": filing.id, "opened_at": moment, "case_no": filing.case_no}
    session.connection.execute(insert(filings).values(**row, **_columns(session, filing)))
    return filing


def read_filing(session: Session, filing_id: str) -> Filing:
    """Return a filing with its papers; raises ``NotFoundError``."""
    wanted = select(filings.c.sealed).where(filings.c.id == filing_id)
    if session.writes:
        wanted = wanted.with_for_update()
    sealed = session.connection.execute(wanted).scalar_one_or_none()
    if sealed is None:
        raise NotFoundError("没有这个办件。")
    filing = open_record(session, filing_id, sealed)
    return filing.model_copy(update={"papers": papers.of_filing(session, filing_id)})


def open_record(session: Session, filing_id: str, sealed: bytes) -> Filing:
    """Return a filing from its sealed record, without its papers."""
    return Filing.model_validate_json(session.sealer.open(sealed, _place(filing_id)))


def save_filing(session: Session, filing: Filing) -> Filing:
    """Keep a changed filing and return it one version on; its papers are kept apart.

    Raises:
        StaleRecordError: Someone saved since ``filing`` was read; nothing is overwritten.
    """
    kept = filing.model_copy(update={"version": filing.version + 1})
    seen = (filings.c.id == filing.id) & (filings.c.version == filing.version)
    change = update(filings).where(seen).values(**_columns(session, kept))
    if session.connection.execute(change).rowcount != 1:
        raise StaleRecordError("办件已有更新的版本，本次修改没有保存。")
    return kept


def latest_before(session: Session, filing: Filing) -> Filing | None:
    """Return the same subject's latest other filing that was confirmed, or None."""
    if not filing.subject.id_no:
        return None
    wanted = select(filings.c.id).where(
        filings.c.subject_mark == _mark(session, filing.subject),
        filings.c.id != filing.id,
        filings.c.state != FilingState.OPEN.value,
        filings.c.opened_at <= filing.opened_at,
    )
    newest = wanted.order_by(filings.c.opened_at.desc()).limit(1)
    found = session.connection.execute(newest).scalar_one_or_none()
    return read_filing(session, found) if found else None


def _mark(session: Session, subject: Subject) -> str:
    """What the subject is found by: it can be compared, but not read."""
    return session.sealer.sign(f"subject|{subject.id_type}|{subject.id_no}".encode()).hex()


def name_mark(session: Session, name: str) -> str:
    """Return what filings of a name are found by; widths, blanks and case make no difference."""
    plain = "".join(unicodedata.normalize("NFKC", name).upper().split())
    return session.sealer.sign(f"name|{plain}".encode()).hex() if plain else ""


def _columns(session: Session, filing: Filing) -> dict[str, object]:
    record = filing.model_copy(update={"papers": ()}).model_dump_json().encode()
    return {
        "scenario": filing.scenario,
        "state": filing.state.value,
        "version": filing.version,
        "subject_mark": _mark(session, filing.subject),
        "name_mark": name_mark(session, filing.subject.name),
        "sealed": session.sealer.seal(record, _place(filing.id)),
        "figures": figures_of(filing).model_dump(mode="json"),
    }


def _place(filing_id: str) -> str:
    return f"filings/{filing_id}/record"
