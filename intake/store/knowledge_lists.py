"""Lists of entries, by where they stand and what they are about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from json import dumps
from typing import Literal

from sqlalchemy import (
    ColumnElement,
    String,
    UnaryExpression,
    and_,
    cast,
    func,
    or_,
    select,
    true,
)

from intake.store import tables
from intake.store.database import Session
from intake.store.knowledge_entries import KeptEntry, entry_of
from knowledge.entries.entry import EVERYBODY, Entry
from knowledge.entries.life import Standing
from models.errors import InvalidRequestError

rows, versions = tables.knowledge_entries, tables.knowledge_versions
PAGE = 20

Wanted = Standing | Literal["published", "holding"]
"""A standing; or whatever is published; or of that what is in force, expiring or not."""
COUNTED = tuple(each for each in Standing if each is not Standing.REPLACED)
"""The standings an entry as a whole can have."""


@dataclass(frozen=True)
class Circumstances:
    """When somebody looks, and what they may see."""

    day: date
    ahead: int
    """Days before its end from which an entry is expiring."""
    departments: tuple[str, ...] | None = ()
    """Those that somebody belongs to: they see what these answer for or may read. None is whoever
    runs the machine, and sees everything."""


@dataclass(frozen=True)
class Filter:
    """Which entries to list; what is empty leaves none out."""

    state: Wanted | None = None
    department: str = ""
    kind: str = ""
    tag: str = ""
    """A word of any vocabulary, or the id of a matter."""
    words: str = ""
    """Part of a title, a body, a question or a keyword."""
    author: str = ""


@dataclass(frozen=True)
class Listed:
    """An entry with the version that is listed."""

    kept: KeptEntry
    entry: Entry


def list_entries(
    session: Session, wanted: Filter, seen: Circumstances, page: int
) -> tuple[int, tuple[Listed, ...]]:
    """Return how many entries there are, and one page of them.

    What is expiring stands with the earliest first, all else with the latest change first.
    """
    where = _where(wanted, seen)
    standing = [column for column in rows.c if column.name != "id"]
    joined = versions.join(rows, versions.c.id == rows.c.id)
    chosen = select(versions, *standing).select_from(joined).where(where).order_by(*_order(wanted))
    found = session.connection.execute(chosen.limit(PAGE).offset((page - 1) * PAGE)).mappings()
    listed = tuple(
        Listed(KeptEntry.model_validate({name: row[name] for name in KeptEntry.model_fields}), each)
        for row in found
        for each in [entry_of(row)]
    )
    return _count(session, where), listed


def every_entry(session: Session, wanted: Filter, seen: Circumstances) -> Iterator[Listed]:
    """Yield all entries of a list, page after page."""
    for page in count(1):
        _, listed = list_entries(session, wanted, seen, page)
        yield from listed
        if len(listed) < PAGE:
            return


def read_state(name: str) -> Wanted | None:
    """Return what a name stands for, None for an empty one; raises ``InvalidRequestError``."""
    known: dict[str, Wanted | None] = {"": None, "published": "published", "holding": "holding"} | {
        each.value: each for each in Standing
    }
    if name not in known:
        raise InvalidRequestError(
            f"没有“{name}”这种状态，可用的有 {'、'.join(filter(None, known))}。"
        )
    return known[name]


def count_standings(session: Session, wanted: Filter, seen: Circumstances) -> Mapping[str, int]:
    """Return how many entries stand where, of those the rest of a filter leaves."""
    return {
        state.value: _count(session, _where(replace(wanted, state=state), seen))
        for state in COUNTED
    }


def _count(session: Session, where: ColumnElement[bool]) -> int:
    joined = versions.join(rows, versions.c.id == rows.c.id)
    counted = select(func.count()).select_from(joined).where(where)
    return session.connection.execute(counted).scalar_one()


def _order(wanted: Filter) -> tuple[UnaryExpression[object] | ColumnElement[object], ...]:
    if wanted.state is Standing.EXPIRING:
        return versions.c.expires, versions.c.id
    return versions.c.changed_at.desc(), versions.c.id


def _where(wanted: Filter, seen: Circumstances) -> ColumnElement[bool]:
    conditions = [_stands(wanted.state, seen), _may_see(seen.departments)]
    if wanted.department:
        conditions.append(versions.c.department == wanted.department)
    if wanted.kind:
        conditions.append(versions.c.kind == wanted.kind)
    if wanted.author:
        conditions.append(versions.c.author == wanted.author)
    if wanted.tag:
        conditions.append(_has(versions.c.tags, wanted.tag))
    if wanted.words:
        conditions.append(_says(wanted.words))
    return and_(true(), *conditions)


def _stands(state: Wanted | None, seen: Circumstances) -> ColumnElement[bool]:
    live = versions.c.version == rows.c.live
    shown = versions.c.version == func.coalesce(rows.c.pending, rows.c.live, rows.c.newest)
    if state is None:
        return shown
    if state == "published":
        return live
    if state in {Standing.DRAFT, Standing.REVIEW, Standing.WITHDRAWN, Standing.REPLACED}:
        return shown & (versions.c.state == state)
    return live & _dated(state, seen)


def _dated(state: Wanted, seen: Circumstances) -> ColumnElement[bool]:
    """Return what the dates of a published version must be; see ``life.standing``."""
    begins, ends, soon = versions.c.effective_from, versions.c.expires, timedelta(days=seen.ahead)
    alone = rows.c.superseded_by == ""
    over = and_(ends.is_not(None), ends <= seen.day)
    begun = or_(begins.is_(None), begins <= seen.day)
    ending = and_(ends.is_not(None), ends <= seen.day + soon)
    holding = alone & begun & ~over
    return {
        Standing.SUPERSEDED: ~alone,
        Standing.EXPIRED: alone & over,
        Standing.UPCOMING: alone & ~over & ~begun,
        Standing.EXPIRING: holding & ending,
        Standing.IN_FORCE: holding & ~ending,
        "holding": holding,
    }[state]


def _may_see(departments: tuple[str, ...] | None) -> ColumnElement[bool]:
    if departments is None:
        return true()
    open_to = [_has(versions.c.readers, reader) for reader in (EVERYBODY, *departments)]
    return or_(*open_to, versions.c.department.in_(departments))


def _says(words: str) -> ColumnElement[bool]:
    plain = [
        column.contains(words, autoescape=True) for column in (versions.c.title, versions.c.body)
    ]
    inner = dumps(words)[1:-1]
    listed = [
        cast(column, String).contains(inner, autoescape=True)
        for column in (versions.c.questions, versions.c.keywords)
    ]
    return or_(*plain, *listed)


def _has(column: ColumnElement[object], word: str) -> ColumnElement[bool]:
    """Tell whether a column of JSON holds a word, which it writes in ASCII."""
    return cast(column, String).contains(dumps(word), autoescape=True)
