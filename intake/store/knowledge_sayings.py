"""Everyday words as staff keep them: each change of a row is a version, none is ever removed."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import RowMapping, func, insert, select
from sqlalchemy.exc import IntegrityError

from intake.clock import now
from intake.store import tables
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.knowledge_acts import Doer
from models.errors import NotFoundError, StaleRecordError
from models.records import Record

rows = tables.knowledge_sayings


class SayingState(StrEnum):
    """Whether a row is used."""

    ACTIVE = "active"
    RETIRED = "retired"


class SayingRow(Record):
    """What a row says."""

    say: tuple[str, ...]
    """Everyday phrases; one of several words applies where all of them stand in the question."""
    official: tuple[str, ...] = ()
    """What an office calls it. None: these phrases of the product's own table count no longer."""
    service: str = ""
    """Id of the service or scenario that is meant, if one is."""
    audience: tuple[str, ...] = ()
    """For whose questions the row is; empty for everybody's."""
    districts: tuple[str, ...] = ()
    """For questions from where; empty for everywhere."""


class KeptSaying(SayingRow):
    """A row in one version, with who made it so and why."""

    id: str
    version: int
    state: SayingState
    officer: str
    reason: str
    at: datetime


def list_sayings(session: Session) -> Sequence[KeptSaying]:
    """Return every row in its newest version, the latest change first."""
    newest = select(func.max(rows.c.seq)).group_by(rows.c.id)
    wanted = select(rows).where(rows.c.seq.in_(newest)).order_by(rows.c.seq.desc())
    return tuple(_kept(session, row) for row in session.connection.execute(wanted).mappings())


def history_of(session: Session, saying_id: str) -> Sequence[KeptSaying]:
    """Return a row in all its versions, the newest first; raises ``NotFoundError``."""
    wanted = select(rows).where(rows.c.id == saying_id).order_by(rows.c.version.desc())
    found = session.connection.execute(wanted).mappings().all()
    if not found:
        raise NotFoundError("没有这一行口语对照。")
    return tuple(_kept(session, row) for row in found)


def add_saying(session: Session, row: SayingRow, doer: Doer) -> KeptSaying:
    """Add a row; it is used from the next question on."""
    return _add(session, uuid4().hex, 1, (SayingState.ACTIVE, row), doer)


def change_saying(
    session: Session,
    saying_id: str,
    seen: int,
    state: SayingState,
    doer: Doer,
    row: SayingRow | None = None,
) -> KeptSaying:
    """Give a row another state, or other words; what it was stays on record.

    Raises:
        NotFoundError: there is no such row.
        StaleRecordError: it was changed since the caller saw it.
    """
    newest = history_of(session, saying_id)[0]
    if newest.version != seen:
        raise StaleRecordError("这一行已有新的改动，本次操作没有保存。")
    words = row or SayingRow.model_validate(newest.model_dump(include=set(SayingRow.model_fields)))
    return _add(session, saying_id, seen + 1, (state, words), doer)


def _add(
    session: Session, saying_id: str, version: int, told: tuple[SayingState, SayingRow], doer: Doer
) -> KeptSaying:
    state, row = told
    place = _place(saying_id, version)
    values = {
        "id": saying_id,
        "version": version,
        "state": state.value,
        **row.model_dump(mode="json"),
        "officer": doer.officer,
        "at": now(),
        "sealed": session.sealer.seal(doer.reason.encode(), place),
    }
    try:
        session.connection.execute(insert(rows).values(**values))
    except IntegrityError as error:  # somebody else was faster with the same version
        raise StaleRecordError("这一行已有新的改动，本次操作没有保存。") from error
    facts = {"officer": doer.officer, "saying": saying_id, "version": version, "state": state.value}
    log_action(session, "knowledge.saying", "", facts)
    return history_of(session, saying_id)[0]


def _kept(session: Session, row: RowMapping) -> KeptSaying:
    told = {name: row[name] for name in KeptSaying.model_fields if name != "reason"}
    reason = session.sealer.open(row["sealed"], _place(row["id"], row["version"])).decode()
    return KeptSaying.model_validate({**told, "reason": reason})


def _place(saying_id: str, version: int) -> str:
    return f"knowledge/sayings/{saying_id}/{version}"
