"""Corrections by users over the store: shown beside the entry, accepted into a draft, or not."""

from datetime import datetime

from sqlalchemy import ColumnElement

from intake.knowledge import desk
from intake.store import knowledge_entries as entries
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_care import CORRECTIONS
from intake.store.knowledge_entries import KeptEntry
from intake.store.outbox import announce_care
from knowledge.care.corrections import Correction, CorrectionState, decide
from knowledge.entries.content import Content
from models.errors import StaleRecordError
from models.records import Record

table = CORRECTIONS.table.c


class Decision(Record):
    """Who decides on which correction, and why."""

    id: str
    version: int | None
    """Of the correction as the caller saw it; None where they need not have seen one."""
    by: str
    at: datetime
    note: str = ""


def list_corrections(
    session: Session, department: str = "", state: CorrectionState | None = None
) -> tuple[Correction, ...]:
    """Return corrections, of one department or all, the oldest first."""
    states = [state] if state else [*CorrectionState]
    where: ColumnElement[bool] = table.state.in_([each.value for each in states])
    if department:
        where &= table.department == department
    return tuple(CORRECTIONS.find(session, where, table.at))


def accept(session: Session, decision: Decision, content: Content) -> tuple[Correction, KeptEntry]:
    """Make a correction into a draft of the entry's next version, as staff put it in words.

    Where a version is in the making already, the words go into that one. Raises ``ConflictError``
    when it was decided on before, ``NotFoundError`` when the entry is gone.
    """
    correction = _met(session, decision)
    doer = Doer(officer=decision.by, reason=f"采纳用户纠错：{decision.note}".rstrip("："))
    kept = desk.edit(session, desk.Seen(correction.entry, None), content, doer)
    decided = decide(correction, decision.by, decision.at, decision.note, kept.pending)
    _keep(session, decided)
    return decided, kept


def reject(session: Session, decision: Decision) -> Correction:
    """Leave the entry as it is; the note says why."""
    correction = _met(session, decision)
    decided = decide(correction, decision.by, decision.at, decision.note, None)
    _keep(session, decided)
    return decided


def shown_beside(session: Session, correction: Correction) -> dict[str, object]:
    """Return the entry's text: in the version the answer cited, and as it is live now."""
    versions = entries.list_versions(session, correction.entry) if correction.entry else ()
    cited = [each for each in versions if each.version == correction.entry_version]
    live = [*entries.live_entries(session, [correction.entry])] if correction.entry else []
    return {
        "cited": cited[0].model_dump(mode="json") if cited else None,
        "live": live[0].model_dump(mode="json") if live else None,
    }


def _met(session: Session, decision: Decision) -> Correction:
    correction = CORRECTIONS.read(session, decision.id)
    if decision.version is not None and correction.version != decision.version:
        raise StaleRecordError("这条纠错已有新的改动，请刷新后再处理。")
    return correction


def _keep(session: Session, decided: Correction) -> None:
    CORRECTIONS.save(session, decided)
    facts = {"correction": decided.id, "entry": decided.entry, "officer": decided.by}
    log_action(session, f"knowledge.correction.{decided.state}", "", facts)
    announce_care(session, f"correction.{decided.state}", decided.id, {"entry": decided.entry})
