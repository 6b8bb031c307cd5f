"""Editions of policies that staff has registered: tried, published, withdrawn; none is lost."""

from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import Row, func, insert, select, update

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.errors import NotFoundError
from models.records import Record

rows = tables.policy_editions


class EditionState(StrEnum):
    """Where an edition stands."""

    REGISTERED = "registered"
    TESTED = "tested"
    """It passed its trial; only such a one can be published."""
    PUBLISHED = "published"
    REPLACED = "replaced"
    """Another edition, or the shipped policy, holds in its place."""


class Edition(Record):
    """One edition of a policy."""

    id: str
    policy: str
    number: int
    state: EditionState
    content: str
    """The declaration in TOML; empty for an edition that takes the policy away."""
    report: str
    """What came of its trial, JSON; empty before."""
    officer: str
    registered_at: datetime
    changed_at: datetime


def add_edition(session: Session, policy: str, content: str, officer: str) -> Edition:
    """Register a new edition of a policy."""
    newest = select(func.max(rows.c.number)).where(rows.c.policy == policy)
    number = (session.connection.execute(newest).scalar() or 0) + 1
    moment = now()
    edition = Edition(
        id=uuid4().hex,
        policy=policy,
        number=number,
        state=EditionState.REGISTERED,
        content=content,
        report="",
        officer=officer,
        registered_at=moment,
        changed_at=moment,
    )
    session.connection.execute(insert(rows).values(**edition.model_dump(mode="python")))
    return edition


def read_edition(session: Session, edition_id: str) -> Edition:
    """Return an edition; raises ``NotFoundError``."""
    wanted = select(rows).where(rows.c.id == edition_id)
    if session.writes:
        wanted = wanted.with_for_update()
    row = session.connection.execute(wanted).first()
    if row is None:
        raise NotFoundError("没有这个政策版本。")
    return _edition(row)


def list_editions(
    session: Session, policy: str = "", state: EditionState | None = None
) -> tuple[Edition, ...]:
    """Return editions, of one policy or all, in one state or any, the newest first."""
    wanted = select(rows).order_by(rows.c.registered_at.desc(), rows.c.id)
    wanted = wanted.where(rows.c.policy == policy) if policy else wanted
    wanted = wanted.where(rows.c.state == state.value) if state else wanted
    return tuple(map(_edition, session.connection.execute(wanted)))


def published_ids(session: Session) -> tuple[str, ...]:
    """Return the ids of the editions that hold, in order."""
    held = rows.c.state == EditionState.PUBLISHED.value
    return tuple(
        session.connection.execute(select(rows.c.id).where(held).order_by(rows.c.id)).scalars()
    )


def move_edition(
    session: Session, edition: Edition, state: EditionState, report: str | None = None
) -> Edition:
    """Give an edition another state; one that is published replaces the one that was."""
    if state is EditionState.PUBLISHED:
        was = (rows.c.policy == edition.policy) & (rows.c.state == EditionState.PUBLISHED.value)
        replaced = {"state": EditionState.REPLACED.value, "changed_at": now()}
        session.connection.execute(update(rows).where(was).values(**replaced))
    values = {"state": state.value, "changed_at": now()}
    values |= {} if report is None else {"report": report}
    session.connection.execute(update(rows).where(rows.c.id == edition.id).values(**values))
    return read_edition(session, edition.id)


def _edition(row: Row[tuple[object, ...]]) -> Edition:
    return Edition.model_validate({name: row._mapping[name] for name in Edition.model_fields})  # noqa: SLF001 - SQLAlchemy's public name
