"""Entries of the knowledge base: which version is live, which is worked on, and all there were.

A version is never changed once it was published, the database itself refuses it; an edit is the
next one. Of one entry at most one version is live and at most one is being worked on.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, RowMapping, delete, insert, or_, select, true, update

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from knowledge.entries.entry import Entry, State
from models.errors import NotFoundError, StaleRecordError
from models.records import Record

rows, versions = tables.knowledge_entries, tables.knowledge_versions
AT_ONCE = 500
"""Ids asked for in one statement."""
KEPT = {*Entry.model_fields} - {"labels"}
"""What is kept of an entry; labels are for other collections."""


class Origin(StrEnum):
    """How an entry came in."""

    STAFF = "staff"
    IMPORT = "import"
    STARTER = "starter"
    """With the product."""


class KeptEntry(Record):
    """One entry as it stands, without its words."""

    id: str
    origin: Origin
    revision: int
    """Rises with every change; carried as the ETag."""
    newest: int
    """The version given last."""
    live: int | None
    """The version that is published; None where none is."""
    pending: int | None
    """The version that is a draft or under review."""
    superseded_by: str
    """Id of the entry that took its place; empty where none did."""
    opened_at: datetime

    @property
    def shown(self) -> int:
        """The version staff work with: that in the making, or the live one, or the last."""
        return self.pending or self.live or self.newest


def add_entry(session: Session, entry: Entry, origin: Origin) -> KeptEntry:
    """Add an entry with its first version, a draft or published."""
    live = entry.state is State.PUBLISHED
    row = insert(rows).values(
        id=entry.id,
        origin=origin.value,
        revision=1,
        newest=entry.version,
        live=entry.version if live else None,
        pending=None if live else entry.version,
        superseded_by="",
        opened_at=now(),
    )
    session.connection.execute(row)
    add_version(session, entry)
    return read_kept(session, entry.id)


def read_kept(session: Session, entry_id: str) -> KeptEntry:
    """Return how an entry stands; raises ``NotFoundError``."""
    wanted = select(rows).where(rows.c.id == entry_id)
    if session.writes:
        wanted = wanted.with_for_update()
    row = session.connection.execute(wanted).mappings().first()
    if row is None:
        raise NotFoundError("没有这个知识条目，可能已经删除。")
    return KeptEntry.model_validate(dict(row))


def read_version(session: Session, entry_id: str, version: int) -> Entry:
    """Return one version as it stands; raises ``NotFoundError``."""
    found = next(_entries(session, _one(entry_id, version)), None)
    if found is None:
        raise NotFoundError(f"没有这个知识条目的第 {version} 版。")
    return found


def list_versions(session: Session, entry_id: str) -> tuple[Entry, ...]:
    """Return every version of an entry, the oldest first."""
    return tuple(_entries(session, versions.c.id == entry_id))


def live_entries(session: Session, ids: Collection[str] | None = None) -> Iterator[Entry]:
    """Yield the live versions: of all entries, or of some."""
    live = versions.c.version == rows.c.live
    if ids is None:
        yield from _entries(session, live)
        return
    wanted = sorted(ids)
    for start in range(0, len(wanted), AT_ONCE):
        yield from _entries(session, live & rows.c.id.in_(wanted[start : start + AT_ONCE]))


def ids_of(session: Session, origin: Origin) -> frozenset[str]:
    """Return the ids of the entries that came in one way."""
    wanted = select(rows.c.id).where(rows.c.origin == origin.value)
    return frozenset(session.connection.execute(wanted).scalars())


def add_version(session: Session, entry: Entry) -> None:
    """Add a version."""
    session.connection.execute(insert(versions).values(**_columns(entry)))


def save_version(session: Session, entry: Entry) -> None:
    """Write anew a version that was not published yet."""
    change = update(versions).where(_one(entry.id, entry.version))
    session.connection.execute(change.values(**_columns(entry)))


def save_state(session: Session, entry: Entry) -> None:
    """Write where a version stands, and who reviewed it; its words stay as they are."""
    change = update(versions).where(_one(entry.id, entry.version))
    session.connection.execute(
        change.values(state=entry.state.value, reviewer=entry.reviewer, changed_at=entry.changed_at)
    )


def end_live(session: Session, kept: KeptEntry, state: State, at: datetime) -> None:
    """Give the live version another state; nothing where none is live."""
    if kept.live is not None:
        live = read_version(session, kept.id, kept.live)
        save_state(session, live.model_copy(update={"state": state, "changed_at": at}))


def change_entry(session: Session, kept: KeptEntry, **changes: object) -> KeptEntry:
    """Change how an entry stands; its revision rises.

    Raises ``StaleRecordError`` when it was changed since ``kept`` was read.
    """
    seen = (rows.c.id == kept.id) & (rows.c.revision == kept.revision)
    row = {**changes, "revision": kept.revision + 1}
    if session.connection.execute(update(rows).where(seen).values(**row)).rowcount != 1:
        raise StaleRecordError("条目已有新的改动，本次操作没有保存。")
    return read_kept(session, kept.id)


def superseded_by(session: Session, entry_id: str) -> tuple[str, ...]:
    """Return the ids of the entries whose place an entry took."""
    wanted = select(rows.c.id).where(rows.c.superseded_by == entry_id).order_by(rows.c.id)
    return tuple(session.connection.execute(wanted).scalars())


def remove_entry(session: Session, entry_id: str) -> None:
    """Remove an entry with every version, act and link of it."""
    links, acts = tables.knowledge_links, tables.knowledge_acts
    linked = or_(links.c.entry_id == entry_id, links.c.other_id == entry_id)
    session.connection.execute(delete(links).where(linked))
    session.connection.execute(delete(acts).where(acts.c.entry_id == entry_id))
    session.connection.execute(delete(versions).where(versions.c.id == entry_id))
    session.connection.execute(delete(rows).where(rows.c.id == entry_id))


def holds_file(session: Session, digest: str) -> bool:
    """Tell whether any version came from the file with this SHA-256."""
    said = versions.c.source["digest"].as_string() == digest
    return session.connection.execute(select(true()).where(said).limit(1)).first() is not None


def entry_of(row: RowMapping) -> Entry:
    """Return the version a row of versions, joined with its entry, tells of."""
    return Entry.model_validate({name: row[name] for name in KEPT})


def _entries(session: Session, where: ColumnElement[bool]) -> Iterator[Entry]:
    joined = versions.join(rows, versions.c.id == rows.c.id)
    wanted = select(versions, rows.c.superseded_by).select_from(joined).where(where)
    ordered = wanted.order_by(versions.c.id, versions.c.version)
    yield from map(entry_of, session.connection.execute(ordered).mappings())


def _one(entry_id: str, version: int) -> ColumnElement[bool]:
    return (versions.c.id == entry_id) & (versions.c.version == version)


def _columns(entry: Entry) -> dict[str, object]:
    """Return a version by column: lists and records as JSON has them, days and moments as such."""
    lists = {"superseded_by", "questions", "keywords", "readers"}
    plain = entry.model_dump(include=KEPT - lists)
    told = entry.model_dump(
        mode="json", include={"kind", "state", "tags", "source", "questions", "keywords", "readers"}
    )
    return plain | told
