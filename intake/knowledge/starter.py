"""The entries that come with the product: put in at the start, and renewed where staff let them be.

What staff edited, withdrew or deleted is theirs from then on: an upgrade leaves it alone. Author
and reviewer say plainly that nobody of the house has looked at a starter entry yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from intake.clock import now
from intake.store import knowledge_acts as acts
from intake.store import knowledge_changes as changes
from intake.store import knowledge_entries as entries
from intake.store.database import Session, Store
from intake.store.knowledge_acts import Doer, EntryDeed
from intake.store.knowledge_changes import note_change, take_turn
from intake.store.knowledge_entries import Origin
from knowledge.corpus.read import Draft
from knowledge.entries.content import Content, content_of
from knowledge.entries.entry import Entry, State
from knowledge.entries.life import revise

AUTHOR: Final = "系统（随产品提供）"
REVIEWER: Final = "未经本单位审核"
DOER: Final = Doer(officer=AUTHOR, reason="随产品提供的初始知识")
RETIRED: Final = Doer(officer=AUTHOR, reason="产品不再提供这个条目")


@dataclass(frozen=True)
class Loaded:
    """What became of the starter entries; ids."""

    added: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    """Published in a new version."""
    retired: tuple[str, ...] = ()
    """Withdrawn, for the product has them no more."""
    left: tuple[str, ...] = ()
    """Edited, withdrawn or deleted by staff, and let be."""


def load_starter(store: Store, drafts: Mapping[str, Draft]) -> Loaded:
    """Bring the starter entries of the store up to those of the product.

    Done by several processes at once or again, it is done once.
    """
    wanted = {name: _content(draft) for name, draft in drafts.items()}
    with store.read() as session:
        missed = _missed(session, wanted)
    if not missed.ids:
        return Loaded(left=missed.left)
    with store.write() as session:
        take_turn(session)
        missed = _missed(session, wanted)  # another process may have been faster
        for name in missed.added:
            _add(session, name, wanted[name])
        for name in missed.renewed:
            _renew(session, name, wanted[name])
        for name in missed.retired:
            _retire(session, name)
        note_change(session, *missed.ids)
    return Loaded(missed.added, missed.renewed, missed.retired, missed.left)


@dataclass(frozen=True)
class _Missed:
    """What the store lacks of the product's entries."""

    added: tuple[str, ...]
    renewed: tuple[str, ...]
    retired: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """All that are to be changed."""
        return (*self.added, *self.renewed, *self.retired)


def _missed(session: Session, wanted: Mapping[str, Content]) -> _Missed:
    live = {entry.id: entry for entry in entries.live_entries(session)}
    there = entries.ids_of(session, Origin.STARTER)
    theirs = acts.worked_on_by_others(session, AUTHOR)
    left = theirs | (changes.known_ids(session) - there)
    own = [name for name in wanted if name not in left]
    return _Missed(
        added=tuple(name for name in own if name not in there),
        renewed=tuple(
            name for name in own if name in live and content_of(live[name]) != wanted[name]
        ),
        retired=tuple(sorted((there & set(live)) - set(wanted) - left)),
        left=tuple(name for name in wanted if name in left),
    )


def _add(session: Session, entry_id: str, content: Content) -> None:
    entry = Entry(
        id=entry_id,
        version=1,
        state=State.PUBLISHED,
        author=AUTHOR,
        reviewer=REVIEWER,
        changed_at=now(),
        **content.fields,
    )
    entries.add_entry(session, entry, Origin.STARTER)
    acts.add_act(session, entry_id, 1, EntryDeed.CREATE, DOER)


def _renew(session: Session, entry_id: str, content: Content) -> None:
    kept = entries.read_kept(session, entry_id)
    newest = entries.read_version(session, entry_id, kept.newest)
    written = revise(newest, content.fields, AUTHOR, now())
    life = {"state": State.PUBLISHED, "reviewer": REVIEWER}
    entries.add_version(session, written.model_copy(update=life))
    entries.end_live(session, kept, State.REPLACED, now())
    acts.add_act(session, entry_id, written.version, EntryDeed.EDIT, DOER)
    entries.change_entry(session, kept, newest=written.version, live=written.version)


def _retire(session: Session, entry_id: str) -> None:
    kept = entries.read_kept(session, entry_id)
    entries.end_live(session, kept, State.WITHDRAWN, now())
    acts.add_act(session, entry_id, kept.newest, EntryDeed.WITHDRAW, RETIRED)
    entries.change_entry(session, kept, live=None)


def _content(draft: Draft) -> Content:
    return Content.model_validate({name: getattr(draft, name) for name in Content.model_fields})
