"""Drafts of official documents: sealed, and shown to nobody but who writes them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import uuid4

from sqlalchemy import delete

from docgen.gongwen.document.head import Head
from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from intake.store.sealed_records import Drawer
from models.errors import ConflictError, NotFoundError, StaleRecordError
from models.records import Record

rows = tables.gongwen_drafts
MOST: Final = 200
"""Drafts one officer keeps; a desk is no archive (DESIGN)."""
MISSING: Final = "没有这份草稿。"


class Text(Record):
    """What a draft says."""

    title: str
    text: str
    head: Head = Head()
    """What stands outside the text; drafts of before have none."""


class Draft(Text):
    """A draft as it is kept."""

    id: str
    owner: str
    """A mark made of the officer's name; the name itself is not kept."""
    version: int
    changed_at: datetime


DRAWER: Final = Drawer(
    rows,
    Draft,
    lambda each: each.model_dump(include={"id", "owner", "changed_at", "version"}),
    MISSING,
)


def add_draft(session: Session, officer: str, told: Text) -> Draft:
    """Keep a new draft; raises ``ConflictError`` when the officer keeps too many."""
    owner = _mark(session, officer)
    if DRAWER.count(session, rows.c.owner == owner) >= MOST:
        raise ConflictError(f"草稿已有 {MOST} 份，请先删除不用的草稿。")
    draft = Draft(**dict(told), id=uuid4().hex, owner=owner, version=1, changed_at=now())
    DRAWER.add(session, draft)
    return draft


def list_drafts(session: Session, officer: str) -> Iterator[Draft]:
    """Yield an officer's drafts, the one changed last first."""
    yield from DRAWER.find(
        session, rows.c.owner == _mark(session, officer), rows.c.changed_at.desc()
    )


def read_draft(session: Session, officer: str, draft_id: str) -> Draft:
    """Return a draft; raises ``NotFoundError`` also when it is somebody else's."""
    draft = DRAWER.read(session, draft_id)
    if draft.owner != _mark(session, officer):
        raise NotFoundError(MISSING)
    return draft


def change_draft(session: Session, officer: str, draft_id: str, seen: int, told: Text) -> Draft:
    """Keep what a draft says now; raises ``StaleRecordError`` when another tab was first."""
    draft = read_draft(session, officer, draft_id)
    if draft.version != seen:
        raise StaleRecordError("草稿已在别处改动，没有覆盖。")
    changed = draft.model_copy(update={**dict(told), "version": seen + 1, "changed_at": now()})
    DRAWER.save(session, changed)
    return changed


def drop_draft(session: Session, officer: str, draft_id: str) -> None:
    """Let a draft go for good."""
    read_draft(session, officer, draft_id)
    session.connection.execute(delete(rows).where(rows.c.id == draft_id))


def _mark(session: Session, officer: str) -> str:
    return session.sealer.sign(f"gongwen draft|{officer}".encode()).hex()
