"""How a lexicon changes: each update is a new version with its record, and can be taken back.

Pure functions over records; whoever stores them keeps every version.
"""

from datetime import datetime

from docgen.gongwen.proofread.lexicon.entry import TypedEntry
from docgen.gongwen.proofread.lexicon.lexicon import Lexicon
from models.errors import ConflictError, NotFoundError
from models.records import Record

Key = tuple[str, str, tuple[str, ...]]


class Change(Record):
    """One update of a lexicon."""

    version: int
    """That it made."""
    by: str
    at: datetime
    note: str = ""
    added: tuple[TypedEntry, ...] = ()
    replaced: tuple[TypedEntry, ...] = ()
    """As they were before."""
    withdrawn: tuple[TypedEntry, ...] = ()


class Update(Record):
    """What is to change; entries are told apart by their word and where it stands."""

    put: tuple[TypedEntry, ...] = ()
    """To be added, or to replace the entry of the same key."""
    withdraw: tuple[TypedEntry, ...] = ()
    """To be taken out; one that is not there is a conflict."""
    by: str
    at: datetime
    note: str = ""


class History(Record):
    """A lexicon as it is, and every change that led to it, the latest last."""

    lexicon: Lexicon
    changes: tuple[Change, ...] = ()


def update(history: History, given: Update) -> History:
    """Return the next version; entries keep their order, new ones come last.

    Raises ``ConflictError`` when an entry to be withdrawn is not there; nothing has changed then.
    """
    entries = {entry.key: entry for entry in history.lexicon.entries}
    missing = [entry.word for entry in given.withdraw if entry.key not in entries]
    if missing:
        raise ConflictError(f"词库里没有“{'”“'.join(missing[:5])}”，可能已被撤下。")
    gone = {entry.key for entry in given.withdraw}
    put = {entry.key: entry for entry in given.put}
    change = Change(
        version=history.lexicon.version + 1,
        by=given.by,
        at=given.at,
        note=given.note,
        added=tuple(entry for key, entry in put.items() if key not in entries or key in gone),
        replaced=tuple(
            entries[key]
            for key, entry in put.items()
            if key in entries and key not in gone and entries[key] != entry
        ),
        withdrawn=tuple(entries[key] for key in entries if key in gone),
    )
    kept = {key: put.get(key, entry) for key, entry in entries.items() if key not in gone}
    return _next(history, tuple((kept | put).values()), change)


def roll_back(history: History, version: int, *, by: str, at: datetime) -> History:
    """Return a further version whose entries are those of an earlier one.

    Raises ``NotFoundError`` for a version that never was.
    """
    entries = {entry.key: entry for entry in version_of(history, version).entries}
    now = {entry.key: entry for entry in history.lexicon.entries}
    change = Change(
        version=history.lexicon.version + 1,
        by=by,
        at=at,
        note=f"恢复到第{version}版",
        added=tuple(entry for key, entry in entries.items() if key not in now),
        replaced=tuple(now[key] for key in now if key in entries and entries[key] != now[key]),
        withdrawn=tuple(entry for key, entry in now.items() if key not in entries),
    )
    return _next(history, tuple(entries.values()), change)


def version_of(history: History, version: int) -> Lexicon:
    """Return the lexicon as it was at a version, its entries in no certain order.

    Raises ``NotFoundError`` for a version that never was.
    """
    first = history.lexicon.version - len(history.changes)
    if not first <= version <= history.lexicon.version:
        raise NotFoundError(f"词库没有第{version}版。")
    entries = {entry.key: entry for entry in history.lexicon.entries}
    for change in reversed(history.changes[version - first :]):
        for entry in change.added:
            entries.pop(entry.key, None)
        entries |= {entry.key: entry for entry in (*change.replaced, *change.withdrawn)}
    return history.lexicon.model_copy(
        update={"version": version, "entries": tuple(entries.values())}
    )


def _next(history: History, entries: tuple[TypedEntry, ...], change: Change) -> History:
    lexicon = Lexicon(name=history.lexicon.name, version=change.version, entries=entries)
    return History(lexicon=lexicon, changes=(*history.changes, change))
