"""Takes back a bulk update of the library, batch by batch: documents are again what they were."""

from collections.abc import Callable

from intake.store import gongwen_library_before as before
from intake.store import gongwen_library_updates as updates
from intake.store.audit import log_action
from intake.store.database import Session, Store
from intake.store.gongwen_library_turn import turn
from models.errors import InvalidRequestError
from models.records import Record

BATCH = 500


class Undone(Record):
    """What came of taking back an update."""

    number: int
    """Of the update that did it."""
    restored: int = 0
    left: int = 0
    """Changed by something else since, and therefore left as they are."""


def undo(
    store: Store, number: int, officer: str, tell: Callable[[int], None] = lambda _: None
) -> Undone:
    """Make documents what they were before an update; broken off, it goes on when begun again.

    Taking back is an update itself, and can be taken back. Raises ``NotFoundError``, and
    ``InvalidRequestError`` where it was taken back before or is too long ago.
    """
    with store.write() as session:
        _see_that_it_can(session, number)
        told = Undone(number=updates.begin(session, officer, undoes=number))
    while done := _batch(store, number, officer, told):
        told = done
        tell(told.restored + told.left)
    with store.write() as session:
        updates.end(session, told.number)
        updates.undone(session, number)
    return told


def _see_that_it_can(session: Session, number: int) -> None:
    if updates.read(session, number).undone_at:
        raise InvalidRequestError(f"第 {number} 次更新已经撤销过。")
    if not before.is_kept(session, number):
        raise InvalidRequestError(
            f"第 {number} 次更新没有可撤销的内容：它没有改动公文库，或者不在最近 "
            f"{updates.UNDONE_UNTIL} 次更新之内。"
        )


def _batch(store: Store, number: int, officer: str, told: Undone) -> Undone | None:
    """Return what has been taken back after one more batch; None when nothing is left."""
    with store.write() as session:
        batch = [*before.next_ones(session, number, BATCH)]
        if not batch:
            return None
        with turn(session, officer, told.number) as one:
            restored = sum(one.restore(row) for row in batch)
        before.forget(session, number, [row.id for row in batch])
        left = told.left + len(batch) - restored
        done = Undone(number=told.number, restored=told.restored + restored, left=left)
        counts = done.model_dump(exclude={"number"})
        updates.note(session, told.number, updates.Report(officer=officer, counts=counts))
        log_action(session, "gongwen.library.undone", "", {"update": number, **counts})
    return done
