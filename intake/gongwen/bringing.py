"""The bulk update of the library: batch by batch, so that it can be broken off and begun again."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from docgen.gongwen.library.coming import Coming, Ended, FromFile, Gone, Succeeding
from docgen.gongwen.library.filed import Ending, Filed
from intake.store import gongwen_library as kept
from intake.store import gongwen_library_updates as updates
from intake.store.audit import log_action
from intake.store.database import Store
from intake.store.gongwen_library_turn import Outcome, Turn, turn
from models.records import Record

BATCH = 500
"""Documents kept in one transaction: what was kept stays, whatever happens later."""
GOING: Final = 0
KNOWN: Final = 1
"""Said of a document by a file that was read in an earlier update."""
TWICE: Final = (
    "{title}：同一次更新里另有内容不同的一份，文号、机关和标题都相同，只保留先出现的那一份"
)
OTHER_TITLE: Final = "{title}：同一次更新里另有文号、机关相同且内容相近的一份，只保留先出现的那一份"
NOT_THERE: Final = "{title}：要取代或废止的“{name}”库中没有，请核对文号或标题"
SEVERAL: Final = "{title}：要取代或废止的“{name}”库中有 {count} 份，请改用唯一的文号或标题"


class Brought(Record):
    """What came of a bulk update."""

    number: int = 0
    """Of the update, by which it can be taken back."""
    new: int = 0
    changed: int = 0
    same: int = 0
    """Already there, word for word: a second run passes over what the first has kept."""
    replaced: int = 0
    """Gone, as another document of the update is a later state of them."""
    ended: int = 0
    """Stay, and are said to hold no more; or to hold again."""
    removed: int = 0
    absent: int = 0
    """To be removed or ended, but not there; also when a first run has removed them."""
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
    kept stay; begun again with the same documents it passes over them. What it does is kept as a
    report, and can be taken back.
    """
    with store.write() as session:
        number = updates.begin(session, officer)
    update, seen = _Update(), 0
    for batch in _batches(documents):
        with store.write() as session:
            with turn(session, officer, number) as one:
                counts = update.take(one, batch)
            log_action(session, "gongwen.library.brought", "", dict(counts))
            updates.note(session, number, update.report(officer))
        seen += len(batch)
        tell(seen)
    with store.write() as session:
        updates.end(session, number)
    return Brought(**update.counts, number=number, problems=tuple(update.problems))


class _Update:
    """What an update has said so far: each document once, or in the same words again."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.problems: list[str] = []
        self._said: dict[str, int] = {}
        """By document, a number made of what is said of it."""
        self._bearing: dict[str, list[str]] = {}
        """By document number, which documents bear it."""

    def take(self, one: Turn, batch: Sequence[Coming]) -> Counter[str]:
        """Do what a batch says, and count what became of it."""
        before = self.counts.copy()
        numbers = {filed.number for filed in map(_filed, batch) if filed and filed.number}
        told = kept.named(one.session, numbers)
        self._bearing = {number: [*ids] for number, ids in told.items()}
        for each in batch:
            outcome = self._one(one, each)
            if outcome:
                self.counts[outcome.value] += 1
        return self.counts - before

    def report(self, officer: str) -> updates.Report:
        """Return what is kept of it."""
        problems = tuple(self.problems[: updates.MOST_PROBLEMS])
        return updates.Report(officer=officer, counts=dict(self.counts), problems=problems)

    def _one(self, one: Turn, coming: Coming) -> Outcome | None:
        match coming:
            case str():
                self.problems.append(coming)
            case FromFile(filed=None, known=known):
                self._said.setdefault(known, KNOWN)
                return Outcome.SAME
            case FromFile(filed=Filed() as filed, source=source):
                return self._put(one, filed, source)
            case Filed():
                return self._put(one, coming)
            case Succeeding(filed=filed):
                return self._succeed(one, coming, self._put(one, filed))
            case Ended() | Gone():
                return self._say(one, coming)
        return None

    def _say(self, one: Turn, coming: Ended | Gone) -> Outcome | None:
        if not self._fits(one, coming):
            return None
        if isinstance(coming, Ended):
            return one.end(coming.id, coming.ending)
        return one.drop(coming.id)

    def _put(self, one: Turn, filed: Filed, source: str = "") -> Outcome | None:
        bearing = self._bearing.get(filed.number, [])
        other = "" if filed.id in bearing else one.other_state(filed, bearing)
        if other in self._said:
            self.problems.append(OTHER_TITLE.format(title=filed.title))
            return None
        if not self._fits(one, filed):
            return None
        outcome = one.put(filed, source)
        bearing.append(filed.id)
        if other:
            self._replace(one, other, filed.id)
        return outcome

    def _succeed(self, one: Turn, coming: Succeeding, outcome: Outcome | None) -> Outcome | None:
        """Do what a document says of others, where it was kept itself."""
        if outcome is None:
            return None
        for name in coming.replaces:
            for old in self._meant(one, coming, name, silent=outcome is Outcome.SAME):
                self._replace(one, old, coming.id)
        for name in coming.ends:
            for old in self._meant(one, coming, name):
                self._end(one, old, coming.ending)
        return outcome

    def _meant(
        self, one: Turn, coming: Succeeding, name: str, *, silent: bool = False
    ) -> tuple[str, ...]:
        """Return the one document that a number or title means; else tell, unless ``silent``."""
        bearing = kept.named(one.session, [name])[name]
        others = tuple(each for each in bearing if each != coming.id)
        if len(others) > 1:
            told = SEVERAL.format(title=coming.title, name=name, count=len(others))
            self.problems.append(told)
        elif not others and not silent:
            self.problems.append(NOT_THERE.format(title=coming.title, name=name))
        return others if len(others) == 1 else ()

    def _replace(self, one: Turn, old: str, new: str) -> None:
        self.counts["replaced"] += one.replace(old, new) is Outcome.REMOVED

    def _end(self, one: Turn, old: str, ending: Ending | None) -> None:
        self.counts["ended"] += one.end(old, ending) is Outcome.ENDED

    def _fits(self, one: Turn, coming: Filed | Ended | Gone) -> bool:
        """Tell whether nothing else was said of the document before."""
        said = GOING if isinstance(coming, Gone) else hash(coming)
        before = self._said.setdefault(coming.id, said)
        known = before == KNOWN and isinstance(coming, Filed) and one.stands(coming)
        if before == said or known or isinstance(coming, Ended):
            return True
        self.problems.append(TWICE.format(title=coming.title))
        return False


def _filed(coming: Coming) -> Filed | None:
    match coming:
        case Filed():
            return coming
        case FromFile(filed=filed) | Succeeding(filed=filed):
            return filed
    return None


def _batches(documents: Iterable[Coming]) -> Iterator[tuple[Coming, ...]]:
    rest = iter(documents)
    return iter(lambda: tuple(islice(rest, BATCH)), ())
