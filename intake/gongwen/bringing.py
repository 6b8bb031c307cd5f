"""The bulk update of the library: batch by batch, so that it can be broken off and begun again."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from docgen.gongwen.library.filed import Filed
from intake.store import gongwen_library as kept
from intake.store.audit import log_action
from intake.store.database import Store
from models.records import Record

BATCH = 500
"""Documents kept in one transaction: what was kept stays, whatever happens later."""


class Brought(Record):
    """What came of a bulk update."""

    new: int = 0
    changed: int = 0
    same: int = 0
    """Already there, word for word: a second run passes over what the first has kept."""
    problems: tuple[str, ...] = ()
    """What could not be kept, and why."""


def bring(
    store: Store,
    documents: Iterable[Filed | str],
    officer: str,
    tell: Callable[[int], None] = lambda _: None,
) -> Brought:
    """Keep documents in the library; a string among them is a problem and goes to the report.

    ``tell`` is told after each batch how many were seen. When it is broken off, batches already
    kept stay; begun again with the same documents it passes over them.
    """
    brought, seen = Brought(), 0
    for batch in _batches(documents):
        filed = [each for each in batch if isinstance(each, Filed)]
        problems = tuple(each for each in batch if isinstance(each, str))
        with store.write() as session:
            added = kept.put_documents(session, filed, officer)
            log_action(session, "gongwen.library.brought", "", added.model_dump())
        brought = Brought(
            new=brought.new + added.new,
            changed=brought.changed + added.changed,
            same=brought.same + added.same,
            problems=(*brought.problems, *problems),
        )
        seen += len(batch)
        tell(seen)
    return brought


def _batches(documents: Iterable[Filed | str]) -> Iterator[tuple[Filed | str, ...]]:
    rest = iter(documents)
    return iter(lambda: tuple(islice(rest, BATCH)), ())
