"""The bulk update of the library: batch by batch, so that it can be broken off and begun again."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from docgen.gongwen.library.bulk import Coming, FromFile, Gone
from docgen.gongwen.library.filed import Filed
from intake.store import gongwen_library as kept
from intake.store.audit import log_action
from intake.store.database import Store
from intake.store.gongwen_library import Outcome, Turn
from models.records import Record

BATCH = 500
"""Documents kept in one transaction: what was kept stays, whatever happens later."""
GOING = 0
TWICE = "{title}：同一次更新里另有内容不同的一份，文号、机关和标题都相同，只保留先出现的那一份"


class Brought(Record):
    """What came of a bulk update."""

    new: int = 0
    changed: int = 0
    same: int = 0
    """Already there, word for word: a second run passes over what the first has kept."""
    removed: int = 0
    absent: int = 0
    """To be removed, but not there; also when a first run has removed them."""
    problems: tuple[str, ...] = ()
    """What could not be kept, and why."""


def bring(
    store: Store,
    documents: Iterable[Coming],
    officer: str,
    tell: Callable[[int], None] = lambda _: None,
) -> Brought:
    """Keep documents in the library and let others go; a fault in words goes to the report.

    ``tell`` is told after each batch how many were seen. When it is broken off, batches already
    kept stay; begun again with the same documents it passes over them.
    """
    update, seen = _Update(), 0
    for batch in _batches(documents):
        with store.write() as session:
            with kept.turn(session, officer) as turn:
                counts = update.take(turn, batch)
            log_action(session, "gongwen.library.brought", "", dict(counts))
        seen += len(batch)
        tell(seen)
    return Brought(**update.counts, problems=tuple(update.problems))


class _Update:
    """What an update has said so far: each document once, or in the same words again."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.problems: list[str] = []
        self._said: dict[str, int] = {}
        """By document, a number made of what is said of it."""

    def take(self, turn: Turn, batch: Sequence[Coming]) -> Counter[str]:
        """Do what a batch says, and count what became of it."""
        outcomes = (self._one(turn, each) for each in batch)
        counts = Counter(outcome.value for outcome in outcomes if outcome)
        self.counts += counts
        return counts

    def _one(self, turn: Turn, coming: Coming) -> Outcome | None:
        match coming:
            case str():
                self.problems.append(coming)
            case FromFile(filed=None):
                return Outcome.SAME
            case FromFile(filed=filed, source=source) if filed and self._fits(filed):
                return turn.put(filed, source)
            case Filed() if self._fits(coming):
                return turn.put(coming)
            case Gone() if self._fits(coming):
                return turn.drop(coming.id)
        return None

    def _fits(self, coming: Filed | Gone) -> bool:
        """Tell whether nothing else was said of the document before."""
        said = GOING if isinstance(coming, Gone) else hash(coming)
        if self._said.setdefault(coming.id, said) == said:
            return True
        self.problems.append(TWICE.format(title=coming.title))
        return False


def _batches(documents: Iterable[Coming]) -> Iterator[tuple[Coming, ...]]:
    rest = iter(documents)
    return iter(lambda: tuple(islice(rest, BATCH)), ())
