"""The lexicons an officer may see, kept ready between questions, and how they change."""

from collections.abc import Callable, Iterable
from threading import Lock

from docgen.gongwen.proofread.lexicon.entry import Scope, TypedEntry
from docgen.gongwen.proofread.lexicon.lexicon import Lexicon
from docgen.gongwen.proofread.lexicon.release import MOST
from intake.clock import now
from intake.store import gongwen_lexicons as kept
from intake.store.database import Session, Store
from intake.store.gongwen_lexicons import Edition, Holder
from models.errors import ConflictError, InvalidRequestError, StaleRecordError

ONLINE = Holder(scope=Scope.DISTRICT, name="线上审核词库")
"""The lexicon that comes in releases, for everybody; staff's own entries are in others."""
READY = 200
"""Lexicons kept ready at a time."""

Entries = tuple[TypedEntry, ...]
Change = Callable[[Entries], Entries]


class LexiconShelf:
    """Lexicons ready to be matched; a change in the store is seen at the next question."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ready: dict[Holder, Lexicon] = {}
        self._lock = Lock()

    def visible(self, officer: str, departments: Iterable[str]) -> tuple[Lexicon, ...]:
        """Return the lexicons of an officer, the narrowest scope first."""
        with self._store.read() as session:
            found = [self._lexicon(session, each) for each in holders_of(officer, departments)]
        return tuple(each for each in found if each)

    def _lexicon(self, session: Session, holder: Holder) -> Lexicon | None:
        number = kept.latest_number(session, holder)
        ready = self._ready.get(holder)
        if not number or (ready and ready.version == number):
            return ready if number else None
        edition = kept.read_edition(session, holder, number)
        made = Lexicon(name=title_of(holder), version=number, entries=edition.entries)
        with self._lock:
            if len(self._ready) >= READY:
                self._ready.pop(next(iter(self._ready)))
            self._ready[holder] = made
        return made


def holders_of(officer: str, departments: Iterable[str]) -> tuple[Holder, ...]:
    """Return whose lexicons an officer may see, the narrowest first."""
    names = tuple(dict.fromkeys(departments))
    return (
        Holder(scope=Scope.ME, name=officer),
        *(Holder(scope=Scope.SECTION, name=each) for each in names),
        *(Holder(scope=Scope.OFFICE, name=each) for each in names),
        Holder(scope=Scope.DISTRICT),
        ONLINE,
    )


def title_of(holder: Holder) -> str:
    """Return what a lexicon is called in the reason of a fault."""
    nameless = holder.scope is Scope.ME or not holder.name
    return holder.scope.value if nameless else holder.name


def change(
    session: Session, holder: Holder, seen: int | None, change: Change, by: tuple[str, str]
) -> Edition:
    """Put a changed lexicon in force at once.

    ``by`` is the officer and what they did. Raises ``StaleRecordError`` when there is a newer
    edition than the one that was seen, ``ConflictError`` when nothing would change.
    """
    before = kept.latest(session, holder)
    number, entries = (before.number, before.entries) if before else (0, ())
    newest = before.newest if before else None
    if seen is not None and seen != number:
        raise StaleRecordError("词库已有更新的版本，本次操作没有保存。")
    changed = change(entries)
    if changed == entries:
        raise ConflictError("词库里已经是这样，没有改动。")
    if len(changed) > MOST:
        raise InvalidRequestError(f"一个词库最多 {MOST} 条，改动后会有 {len(changed)} 条。")
    officer, note = by
    edition = Edition(
        holder=holder,
        number=number + 1,
        at=now(),
        officer=officer,
        note=note,
        entries=changed,
        newest=newest,
    )
    kept.add_edition(session, edition)
    return edition
