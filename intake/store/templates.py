"""Customers' Word templates: every version stays, one of a kind of document is active.

The files lie in the file store. What was done with a version, by whom and why, is added and never
changed; the number of acts of a kind of document is what a caller must have seen (If-Match).
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Row, func, insert, select, text, update

from docgen.word.report import Report
from intake.clock import now
from intake.store import tables
from intake.store.audit import log_action
from intake.store.database import Session
from models.errors import NotFoundError
from models.records import Record

templates, acts = tables.templates, tables.template_acts
LOCK = 0x5A54
"""Number of the lock on PostgreSQL; SQLite has one writer at a time anyhow."""


class TemplateState(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class TemplateDeed(StrEnum):
    """What can be done with a version."""

    UPLOAD = "upload"
    ACTIVATE = "activate"
    ROLL_BACK = "roll_back"
    """Make an earlier version active again."""
    RETIRE = "retire"
    """Go back to the standard layout."""


class Told(Record):
    """What is sealed of a version: it may name people."""

    name: str
    """Of the file as it was uploaded."""
    report: Report


class KeptTemplate(Told):
    """One version of a template."""

    target: str
    version: int
    state: TemplateState
    size: int
    sha256: str
    kept_at: datetime


class Why(Record):
    """Who did something, and the reason they gave."""

    officer: str
    reason: str


class TemplateAct(Why):
    """Something done with a version."""

    version: int
    kind: TemplateDeed
    at: datetime


def lock_templates(session: Session) -> None:
    """Let nobody else change templates until this transaction ends."""
    if session.connection.dialect.name == "postgresql":
        session.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def list_versions(session: Session, target: str) -> tuple[KeptTemplate, ...]:
    """Return every version of a kind of document, the newest first."""
    wanted = select(templates).where(templates.c.target == target)
    rows = session.connection.execute(wanted.order_by(templates.c.version.desc()))
    return tuple(_kept(session, row) for row in rows)


def read_version(session: Session, target: str, version: int) -> KeptTemplate:
    """Return one version; raises ``NotFoundError``."""
    for kept in list_versions(session, target):
        if kept.version == version:
            return kept
    raise NotFoundError(f"没有第 {version} 版模板。")


def list_states(session: Session) -> Iterator[tuple[str, int, TemplateState]]:
    """Yield target, version and state of every template."""
    wanted = select(templates.c.target, templates.c.version, templates.c.state)
    for row in session.connection.execute(wanted.order_by(templates.c.target, templates.c.version)):
        yield row.target, row.version, TemplateState(row.state)


def active_version(session: Session, target: str) -> KeptTemplate | None:
    """Return the active version of a kind of document, None where the standard layout serves."""
    wanted = select(templates).where(
        templates.c.target == target, templates.c.state == TemplateState.ACTIVE
    )
    row = session.connection.execute(wanted).first()
    return _kept(session, row) if row else None


def add_version(session: Session, target: str, data: tuple[int, str], told: Told) -> int:
    """Keep a new version as a draft and return its number; ``data`` is its size and SHA-256."""
    newest = select(func.max(templates.c.version)).where(templates.c.target == target)
    version = (session.connection.execute(newest).scalar() or 0) + 1
    sealed = session.sealer.seal(told.model_dump_json().encode(), _place(target, version))
    row = insert(templates).values(
        target=target,
        version=version,
        state=TemplateState.DRAFT,
        size=data[0],
        sha256=data[1],
        kept_at=now(),
        sealed=sealed,
    )
    session.connection.execute(row)
    return version


def move(session: Session, target: str, version: int, state: TemplateState) -> None:
    """Give a version another state; one that becomes active retires the one that was."""
    if state is TemplateState.ACTIVE:
        was = (templates.c.target == target) & (templates.c.state == TemplateState.ACTIVE)
        session.connection.execute(update(templates).where(was).values(state=TemplateState.RETIRED))
    one = (templates.c.target == target) & (templates.c.version == version)
    session.connection.execute(update(templates).where(one).values(state=state))


def count_acts(session: Session, target: str) -> int:
    """Return how much was done with the templates of a kind of document: its ETag."""
    counted = select(func.count()).select_from(acts).where(acts.c.target == target)
    return int(session.connection.execute(counted).scalar_one())


def list_acts(session: Session, target: str) -> tuple[TemplateAct, ...]:
    """Return what was done, the newest first."""
    wanted = select(acts).where(acts.c.target == target).order_by(acts.c.seq.desc())
    return tuple(
        TemplateAct(
            **Why.model_validate_json(
                session.sealer.open(row.sealed, f"{_place(target, row.version)}/act")
            ).model_dump(),
            version=row.version,
            kind=TemplateDeed(row.kind),
            at=row.at,
        )
        for row in session.connection.execute(wanted)
    )


def add_act(session: Session, target: str, version: int, kind: TemplateDeed, why: Why) -> None:
    """Put something done on record, in the acts and in the audit log."""
    sealed = session.sealer.seal(why.model_dump_json().encode(), f"{_place(target, version)}/act")
    row = insert(acts).values(target=target, version=version, kind=kind, at=now(), sealed=sealed)
    session.connection.execute(row)
    facts = {"officer": why.officer, "target": target, "version": version}
    log_action(session, f"template.{kind}", "", facts)


def _kept(session: Session, row: Row[tuple[object, ...]]) -> KeptTemplate:
    told = Told.model_validate_json(
        session.sealer.open(row.sealed, _place(row.target, row.version))
    )
    return KeptTemplate(
        name=told.name,
        report=told.report,
        target=row.target,
        version=row.version,
        state=TemplateState(row.state),
        size=row.size,
        sha256=row.sha256,
        kept_at=row.kept_at,
    )


def _place(target: str, version: int) -> str:
    return f"templates/{target}/{version}"
