"""The life of entries over the store: written, reviewed, published, replaced, withdrawn, deleted.

Every function works in the caller's transaction, puts what was done on record, and notes in the
change log when what may be found changes: both stand, or neither.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from intake.clock import now
from intake.store import knowledge_acts as acts
from intake.store import knowledge_entries as entries
from intake.store import knowledge_links as links
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.knowledge_acts import Doer, EntryDeed
from intake.store.knowledge_changes import note_change
from intake.store.knowledge_entries import KeptEntry, Origin
from intake.store.knowledge_links import LinkKind
from knowledge.entries.content import Content, content_of
from knowledge.entries.entry import Entry, State
from knowledge.entries.life import Step, amend, revise, take
from knowledge.vocabularies import check_words
from models.errors import (
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    ServiceError,
    StaleRecordError,
)

DEEDS: Final = {step: EntryDeed(step.value) for step in Step}
"""What each step is on record as."""


@dataclass(frozen=True)
class Seen:
    """An entry as the caller saw it; None as revision where they need not have seen one."""

    id: str
    revision: int | None


def create(
    session: Session,
    content: Content,
    doer: Doer,
    origin: Origin = Origin.STAFF,
    entry_id: str = "",
) -> KeptEntry:
    """Add an entry as a draft.

    Raises ``InvalidRequestError`` where its department or a tag is no word of the vocabularies.
    """
    check_words(content.department, content.tags)
    entry = Entry(
        id=entry_id or uuid4().hex,
        version=1,
        author=doer.officer,
        changed_at=now(),
        **content.model_dump(),
    )
    kept = entries.add_entry(session, entry, origin)
    acts.add_act(session, entry.id, 1, EntryDeed.CREATE, doer)
    return kept


def edit(session: Session, seen: Seen, content: Content, doer: Doer) -> KeptEntry:
    """Write what is in the making anew, or begin the next version of what was published.

    A version under review becomes a draft again: what is published is what was reviewed. Words are
    held against the vocabularies as for a new entry.
    """
    check_words(content.department, content.tags)
    return _write(session, _met(session, seen), content, EntryDeed.EDIT, doer)


def roll_back(session: Session, seen: Seen, version: int, doer: Doer) -> KeptEntry:
    """Make the next version, a draft, with the words of an older one.

    Raises ``ConflictError`` while a version is in the making.
    """
    kept = _met(session, seen)
    if kept.pending is not None:
        raise ConflictError(f"第 {kept.pending} 版还在编写或审核，请先发布或放弃它，再恢复旧版本。")
    old = entries.read_version(session, kept.id, version)
    return _write(session, kept, content_of(old), EntryDeed.ROLL_BACK, doer)


def take_step(session: Session, seen: Seen, step: Step, doer: Doer) -> KeptEntry:
    """Take the entry one step on; which version is meant follows from the step.

    Raises what ``knowledge.entries.life.take`` does, and ``InvalidRequestError`` where a reason is
    lacking.
    """
    _need_reason(doer, needed=step in {Step.RETURN, Step.WITHDRAW})
    kept = _met(session, seen)
    version = kept.live if step is Step.WITHDRAW else kept.pending
    if version is None:
        raise ConflictError(NOTHING[step])
    entry = entries.read_version(session, kept.id, version)
    writers = acts.writers_of(session, kept.id, version)
    taken = take(step, entry, doer.officer, now(), writers)
    entries.save_state(session, taken)
    changes = _after(session, kept, taken)
    acts.add_act(session, kept.id, version, DEEDS[step], doer)
    return entries.change_entry(session, kept, **changes)


NOTHING: Final = {
    **dict.fromkeys(Step, "这个条目没有正在编写或审核的版本。"),
    Step.WITHDRAW: "这个条目现在没有已发布的版本。",
}


def supersede(session: Session, seen: Seen, by: str, doer: Doer) -> KeptEntry:
    """Say which entry takes the place of this one; empty takes that back.

    Raises:
        NotFoundError: there is no such entry.
        ConflictError: the other is this one, or this one took the other's place.
    """
    kept = _met(session, seen)
    other = by
    while other:
        if other == kept.id:
            raise ConflictError("条目不能直接或间接地被它自己取代。")
        other = entries.read_kept(session, other).superseded_by
    note_change(session, kept.id)
    acts.add_act(session, kept.id, kept.shown, EntryDeed.SUPERSEDE, doer)
    return entries.change_entry(session, kept, superseded_by=by)


def delete(session: Session, seen: Seen, doer: Doer) -> None:
    """Remove an entry with every version; only the audit log still tells that it was there.

    Raises ``ConflictError`` while it stands in the place of another entry.
    """
    _need_reason(doer)
    kept = _met(session, seen)
    others = entries.superseded_by(session, kept.id)
    if others:
        raise ConflictError(
            f"条目 {'、'.join(others)} 已被它取代，请先改为由其他条目取代或撤销取代。"
        )
    facts = {"officer": doer.officer, "entry": kept.id, "versions": kept.newest}
    signed = session.sealer.sign(doer.model_dump_json().encode()).hex()
    entries.remove_entry(session, kept.id)
    note_change(session, kept.id)
    log_action(session, "knowledge.delete", "", facts | {"signed": signed})


@dataclass(frozen=True)
class Failure:
    """Why one of many entries could not be worked on."""

    id: str
    error: ServiceError


def each(
    session: Session, wanted: Iterable[Seen], work: Callable[[Session, Seen], object]
) -> tuple[tuple[str, ...], tuple[Failure, ...]]:
    """Do the same with many entries; what fails for one is undone for that one alone.

    Returns the ids of those that were done, and the failures.
    """
    done: list[str] = []
    failed: list[Failure] = []
    for one in wanted:
        try:
            with session.connection.begin_nested():
                work(session, one)
        except (ConflictError, InvalidRequestError, NotFoundError) as error:
            failed.append(Failure(one.id, error))
        else:
            done.append(one.id)
    return tuple(done), tuple(failed)


def link(session: Session, entry_id: str, other_id: str, kind: LinkKind, doer: Doer) -> None:
    """Link two entries; linked so already, nothing changes.

    Raises:
        NotFoundError: one of them is not there.
        ConflictError: they are one and the same.
    """
    if entry_id == other_id:
        raise ConflictError("条目不能与它自己关联。")
    kept, _ = entries.read_kept(session, entry_id), entries.read_kept(session, other_id)
    if links.add_link(session, entry_id, other_id, kind, doer.officer):
        acts.add_act(session, entry_id, kept.shown, EntryDeed.LINK, doer)


def unlink(session: Session, entry_id: str, other_id: str, kind: LinkKind, doer: Doer) -> None:
    """Undo a link; raises ``NotFoundError`` where there is none."""
    kept = entries.read_kept(session, entry_id)
    if not links.remove_link(session, entry_id, other_id, kind):
        raise NotFoundError("这两个条目之间没有这种关联。")
    acts.add_act(session, entry_id, kept.shown, EntryDeed.UNLINK, doer)


def _need_reason(doer: Doer, *, needed: bool = True) -> None:
    if needed and not doer.reason.strip():
        raise InvalidRequestError("请写明原因，它会和操作一起留痕。")


def _met(session: Session, seen: Seen) -> KeptEntry:
    """Return the entry if it is as the caller saw it."""
    kept = entries.read_kept(session, seen.id)
    if seen.revision is not None and kept.revision != seen.revision:
        raise StaleRecordError("条目已有新的改动，本次操作没有保存。")
    return kept


def _write(
    session: Session, kept: KeptEntry, content: Content, deed: EntryDeed, doer: Doer
) -> KeptEntry:
    if kept.pending is None:
        newest = entries.read_version(session, kept.id, kept.newest)
        written = revise(newest, content.fields, doer.officer, now())
        entries.add_version(session, written)
    else:
        pending = entries.read_version(session, kept.id, kept.pending)
        written = amend(pending, content.fields, doer.officer, now())
        entries.save_version(session, written)
    acts.add_act(session, kept.id, written.version, deed, doer)
    return entries.change_entry(session, kept, newest=written.version, pending=written.version)


def _after(session: Session, kept: KeptEntry, taken: Entry) -> dict[str, object]:
    """Return what a version's new state makes of its entry; note it where more or less is found."""
    if taken.state is State.PUBLISHED:
        entries.end_live(session, kept, State.REPLACED, taken.changed_at)
        note_change(session, kept.id)
        return {"live": taken.version, "pending": None}
    if taken.version == kept.live:
        note_change(session, kept.id)
        return {"live": None}
    return {"pending": None} if taken.state is State.WITHDRAWN else {}
