"""What documents of the library were before an update, so that it can be taken back."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Row, bindparam, delete, insert, select, update

from intake.store import tables
from intake.store.database import Session

rows = tables.gongwen_library_before
WHOLE: Final = tuple(
    column.name for column in rows.columns if column.name not in {"of_update", "id", "change"}
)
"""Columns of a document that are kept."""
NOTHING: Final = MappingProxyType(
    {"digest": "", "source": "", "title_mark": "", "number_mark": "", "facet": ""}
    | {"ending": None, "sealed": None}
)
"""A document that is not there, by whatever name it was once."""


def of(row: Row[Any] | None) -> Mapping[str, Any]:
    """Return what is kept of a document, or of none."""
    if row is None:
        return {**NOTHING, "owner": ""}
    return {name: getattr(row, name) for name in WHOLE}


def keep(
    session: Session,
    of_update: int,
    before: Mapping[str, Mapping[str, Any]],
    changes: Mapping[str, int],
) -> None:
    """Keep what documents were before the first change of an update, and note their last.

    ``changes`` are the numbers of the last changes by document; ``before`` holds the same ones.
    """
    if not changes:
        return
    own = rows.c.of_update == of_update
    wanted = select(rows.c.id).where(own & rows.c.id.in_([*changes]))
    known = {*session.connection.execute(wanted).scalars()}
    added = [
        {"of_update": of_update, "id": each, "change": changes[each], **told}
        for each, told in before.items()
        if each not in known
    ]
    if added:
        session.connection.execute(insert(rows), added)
    if known:
        change = update(rows).where(own & (rows.c.id == bindparam("known")))
        noted = [{"known": each, "last": changes[each]} for each in sorted(known)]
        session.connection.execute(change.values(change=bindparam("last")), noted)


def next_ones(session: Session, of_update: int, most: int) -> Iterator[Row[Any]]:
    """Yield some of what is kept of an update."""
    wanted = select(rows).where(rows.c.of_update == of_update).order_by(rows.c.id).limit(most)
    yield from session.connection.execute(wanted)


def forget(session: Session, of_update: int, ids: list[str]) -> None:
    """Forget what is kept of some documents of an update."""
    gone = (rows.c.of_update == of_update) & rows.c.id.in_(ids)
    session.connection.execute(delete(rows).where(gone))


def forget_until(session: Session, number: int) -> None:
    """Forget what is kept of all updates up to a number."""
    session.connection.execute(delete(rows).where(rows.c.of_update <= number))


def is_kept(session: Session, of_update: int) -> bool:
    """Tell whether anything is kept of an update."""
    wanted = select(rows.c.id).where(rows.c.of_update == of_update).limit(1)
    return session.connection.execute(wanted).first() is not None
