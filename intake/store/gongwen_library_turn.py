"""Changes of the library in one transaction, numbered, and kept so that they can be taken back."""

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Row, insert, select, text, update

from docgen.gongwen.library.filed import Ending, Filed
from docgen.gongwen.library.similar import is_state_of
from intake.clock import now
from intake.store import gongwen_library as kept
from intake.store import gongwen_library_before as before
from intake.store import tables
from intake.store.database import Session
from intake.store.gongwen_library import rows
from knowledge.cleaning import folded
from models.errors import NotFoundError

turns = tables.gongwen_library_turns
LOCK: Final = 0x5A4C
"""Number of the lock on PostgreSQL; SQLite has one writer at a time anyhow."""
BESIDE: Final = ("version", "digest", "source", "title_mark", "number_mark")
"""Columns that are looked at before a document is written."""


class Outcome(StrEnum):
    """What became of a document."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REMOVED = "removed"
    ABSENT = "absent"
    ENDED = "ended"


class Turn:
    """Changes of one transaction; see `turn`."""

    def __init__(self, session: Session, officer: str, of_update: int | None) -> None:
        self.session = session
        self._owner = kept.owner_mark(session, officer)
        self.number = kept.last_change(session)
        self._changes: dict[str, int] = {}
        """By document, the number of its last change in this turn."""
        self._before: dict[str, Mapping[str, Any]] = {}
        """By document, what it was before the turn; kept where there is an update to take back."""
        self._of_update = of_update

    def put(self, filed: Filed, source: str = "") -> Outcome:
        """Keep a document in place of an earlier version of the same; an unchanged one stays.

        ``source`` tells the file it was read from, see `known_source`.
        """
        packed = _packed(filed)
        digest = hashlib.sha256(packed).hexdigest()
        old = self._beside(filed.id)
        told = {
            "title_mark": kept.name_mark(self.session, filed.title),
            "number_mark": kept.name_mark(self.session, filed.number),
        }
        if old and old.digest == digest:
            told["source"] = source or old.source
            if any(getattr(old, name) != value for name, value in told.items()):
                self._write(filed.id, told)
            return Outcome.SAME
        row = told | {
            "version": old.version + 1 if old else 1,
            "digest": digest,
            "source": source,
            "owner": self._owner,
            "sealed": self.session.sealer.seal(zlib.compress(packed), kept.place(filed.id)),
        }
        self.change(filed.id, row, self._row(filed.id) if old else None)
        return Outcome.CHANGED if old and old.digest else Outcome.NEW

    def stands(self, filed: Filed) -> bool:
        """Tell whether a document is there in these very words."""
        old = self._beside(filed.id)
        return old is not None and old.digest == hashlib.sha256(_packed(filed)).hexdigest()

    def drop(self, document_id: str) -> Outcome:
        """Let a document go for good; its number tells indexes that it is gone."""
        old = self._row(document_id)
        if old is None or old.sealed is None:
            return Outcome.ABSENT
        self.change(document_id, before.NOTHING, old)
        return Outcome.REMOVED

    def end(self, document_id: str, ending: Ending | None) -> Outcome:
        """Say of a document that it holds no more, whatever its next editions say, or unsay it."""
        old = self._row(document_id)
        if old is None or old.sealed is None:
            return Outcome.ABSENT
        place = kept.place(document_id)
        told = self.session.sealer.open(old.ending, place).decode() if old.ending else ""
        if told == (ending.model_dump_json() if ending else ""):
            return Outcome.SAME
        packed = ending.model_dump_json().encode() if ending else b""
        sealed = self.session.sealer.seal(packed, place) if ending else None
        self.change(document_id, {"ending": sealed, "version": old.version + 1}, old)
        return Outcome.ENDED

    def sort_into(self, document_id: str, facet: str) -> None:
        """Put a document into a collection, and every later edition of it; '' as its signs tell."""
        old = self._row(document_id)
        if old:
            self.change(document_id, {"facet": facet, "version": old.version + 1}, old)

    def other_state(self, filed: Filed, bearing: Iterable[str]) -> str:
        """Return which document is this one under another title, or ''.

        It is of the same issuer and mostly of the same words; ``bearing`` have its number.
        """
        for each in bearing:
            row = self._row(each)
            there = kept.opened(self.session, row).filed if row and row.sealed else None
            same = there and folded(there.issuer) == folded(filed.issuer)
            if there and same and is_state_of(there, filed.title, filed.body):
                return each
        return ""

    def replace(self, old_id: str, new_id: str) -> Outcome:
        """Let a document go in whose place another is: what was said of it is said of that."""
        old, new = self._row(old_id), self._row(new_id)
        if old is None or new is None or old.sealed is None:
            return Outcome.ABSENT
        if old.facet or old.ending:
            place = (kept.place(old_id), kept.place(new_id))
            ending = old.ending and self.session.sealer.seal(
                self.session.sealer.open(old.ending, place[0]), place[1]
            )
            told = {"facet": old.facet, "ending": ending, "version": new.version + 1}
            self.change(new_id, told, new)
        return self.drop(old_id)

    def change(self, document_id: str, values: Mapping[str, Any], old: Row[Any] | None) -> None:
        """Write what changes of a document, with the next number; ``old`` is it as it is."""
        self.number += 1
        if self._of_update is not None and document_id not in self._changes:
            self._before[document_id] = before.of(old)
        self._changes[document_id] = self.number
        told = {**values, "change": self.number, "changed_at": now()}
        if old is None:
            self.session.connection.execute(insert(rows).values(id=document_id, **told))
        else:
            self._write(document_id, told)

    def keep_before(self) -> None:
        """Keep what documents were before, with the update that this turn is of."""
        if self._of_update is not None:
            before.keep(self.session, self._of_update, self._before, self._changes)

    def restore(self, row: Row[Any]) -> bool:
        """Make a document what it was before an update; not where it has changed since."""
        there = self._row(row.id)
        if there is None or there.change != row.change:
            return False
        self.change(row.id, {**before.of(row), "version": there.version + 1}, there)
        return True

    def _beside(self, document_id: str) -> Row[Any] | None:
        wanted = select(*(rows.c[name] for name in BESIDE)).where(rows.c.id == document_id)
        return self.session.connection.execute(wanted).first()

    def _row(self, document_id: str) -> Row[Any] | None:
        wanted = select(rows).where(rows.c.id == document_id)
        return self.session.connection.execute(wanted).first()

    def _write(self, document_id: str, values: Mapping[str, Any]) -> None:
        change = update(rows).where(rows.c.id == document_id).values(**values)
        self.session.connection.execute(change)


@contextmanager
def turn(session: Session, officer: str, of_update: int | None = None) -> Iterator[Turn]:
    """Let documents be kept and let go in one transaction, by nobody else meanwhile.

    The last number it gave is marked, so that an index knows its store by it. What an update
    changes can be taken back, see `gongwen_library_before`.
    """
    if session.connection.dialect.name == "postgresql":
        session.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    one = Turn(session, officer, of_update)
    began = one.number
    yield one
    one.keep_before()
    if one.number > began:
        session.connection.execute(insert(turns).values(number=one.number, mark=uuid4().hex))


def put_documents(session: Session, documents: Iterable[Filed], officer: str) -> Counter[Outcome]:
    """Keep documents, and count what became of them."""
    with turn(session, officer) as one:
        return Counter(one.put(filed) for filed in documents)


def drop_document(session: Session, document_id: str, officer: str) -> None:
    """Let a document go for good; raises ``NotFoundError``."""
    with turn(session, officer) as one:
        if one.drop(document_id) is Outcome.ABSENT:
            raise NotFoundError(kept.NOT_THERE)


def _packed(filed: Filed) -> bytes:
    return filed.model_dump_json().encode()
