"""Suggested everyday words that staff took in or turned down; nothing is suggested twice."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from intake.store import tables
from intake.store.database import Session
from intake.store.sealed_records import Drawer
from models.records import Record


class SuggestionState(StrEnum):
    """What staff decided."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Decided(Record):
    """A suggestion somebody decided on."""

    id: str
    say: str
    entry: str
    state: SuggestionState
    officer: str
    reason: str
    at: datetime
    version: int = 1


DECIDED: Final = Drawer(
    tables.knowledge_suggestions,
    Decided,
    lambda each: {
        "id": each.id,
        "state": each.state.value,
        "at": each.at,
        "version": each.version,
    },
    "没有这条建议。",
)


def decided_ids(session: Session) -> frozenset[str]:
    """Return the ids of the suggestions that were decided on."""
    return frozenset(each.id for each in DECIDED.find(session))
