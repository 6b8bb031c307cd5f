"""Where a check code is looked for: one looker for each kind of record."""

from collections.abc import Callable, Sequence
from typing import Final

from intake.lookup.documents import find_document
from intake.lookup.found import Found
from intake.lookup.notices import find_notice
from intake.registry import Registry
from intake.store.database import Session

Looker = Callable[[Session, Registry, str], Found | None]
"""Finds the record of one kind behind a check code, as ``docgen.check_code`` writes it."""

LOOKERS: Final[Sequence[Looker]] = (find_document, find_notice)
"""One for each kind of record."""


def look_up(
    session: Session, registry: Registry, code: str, lookers: Sequence[Looker] = LOOKERS
) -> Found | None:
    """Return the record behind a check code, None when there is none."""
    found = (looker(session, registry, code) for looker in lookers)
    return next((each for each in found if each), None)
