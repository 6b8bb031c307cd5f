"""Everyday words that questions suggest, for staff to take in or to turn down.

Told by what people opened or corrected after they had asked, and by the questions that staff
themselves tied to an entry. Nothing that is suggested is used by itself.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Final

from intake.clock import now, today
from intake.knowledge.sayings import sayings_for
from intake.store import knowledge_entries as entries
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_care import REGRESSIONS
from intake.store.knowledge_events import meant_since
from intake.store.knowledge_sayings import KeptSaying, SayingRow, add_saying
from intake.store.knowledge_suggestions import DECIDED, Decided, SuggestionState, decided_ids
from knowledge.entries.entry import Entry
from knowledge.index.scope import Scope
from knowledge.words.suggestions import Choice, Suggestion, suggest
from models.errors import NotFoundError
from models.records import Record

LOOKED_BACK: Final = timedelta(days=180)
MOST: Final = 50
"""Suggestions that are told at a time, the surest."""
GONE: Final = "没有这条建议，可能已经处理过。"


class Proposed(Record):
    """A suggestion with what it is known by."""

    id: str
    suggestion: Suggestion


def list_suggestions(session: Session, may_read: Callable[[Entry], bool]) -> tuple[Proposed, ...]:
    """Return what questions suggest and nobody decided on, of live entries somebody may read."""
    meant = [*_meant(session)]
    live = {
        entry.id: entry
        for entry in entries.live_entries(session, {entry for _, entry in meant})
        if may_read(entry)
    }
    choices = [
        Choice(question=question, entry=entry, title=live[entry].title)
        for question, entry in meant
        if entry in live
    ]
    known, decided = sayings_for(session, Scope(day=today())), decided_ids(session)
    told = (Proposed(id=_id(each), suggestion=each) for each in suggest(choices, known))
    return tuple(each for each in told if each.id not in decided)[:MOST]


def accept(session: Session, proposed: Proposed, row: SayingRow, doer: Doer) -> KeptSaying:
    """Take a suggestion in, as staff put it in words; it is used from the next question on."""
    kept = add_saying(session, row, doer)
    _decide(session, proposed, SuggestionState.ACCEPTED, doer)
    return kept


def reject(session: Session, proposed: Proposed, doer: Doer) -> None:
    """Turn a suggestion down; it is not told again."""
    _decide(session, proposed, SuggestionState.REJECTED, doer)


def find(session: Session, suggestion_id: str, may_read: Callable[[Entry], bool]) -> Proposed:
    """Return one of the suggestions there are; raises ``NotFoundError``."""
    for each in list_suggestions(session, may_read):
        if each.id == suggestion_id:
            return each
    raise NotFoundError(GONE)


def _meant(session: Session) -> Iterator[tuple[str, str]]:
    yield from meant_since(session, now() - LOOKED_BACK)
    yield from ((each.question, each.entry) for each in REGRESSIONS.find(session))


def _decide(session: Session, proposed: Proposed, state: SuggestionState, doer: Doer) -> None:
    suggestion = proposed.suggestion
    decided = Decided(
        id=proposed.id,
        say=suggestion.say,
        entry=suggestion.entry,
        state=state,
        officer=doer.officer,
        reason=doer.reason,
        at=now(),
    )
    DECIDED.add(session, decided)
    facts = {"suggestion": proposed.id, "entry": suggestion.entry, "officer": doer.officer}
    log_action(session, f"knowledge.suggestion.{state}", "", facts)


def _id(suggestion: Suggestion) -> str:
    return sha256(f"{suggestion.say}\n{suggestion.entry}".encode()).hexdigest()[:32]
