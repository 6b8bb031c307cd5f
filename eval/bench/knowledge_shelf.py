"""Time how soon a published entry is found, and a deleted one gone, among many.

    python -m eval.bench.knowledge_shelf [entries]

A real SQLite store with entries made up here; the index is loaded from it as a service does. Each
round publishes an entry in one process's shelf and asks another's, then deletes it and asks again.
A published entry must be found within a second.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from intake.clock import now, today
from intake.knowledge import desk
from intake.knowledge.desk import Seen
from intake.knowledge.shelf import Shelf
from intake.security.sealing import Sealer
from intake.store import knowledge_entries as entries
from intake.store.database import Store
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_entries import Origin
from knowledge.entries.content import Content
from knowledge.entries.entry import Entry, Kind, Source, State
from knowledge.entries.life import Step
from knowledge.index.scope import Scope

ENTRIES, ROUNDS = 10_000, 20
LIMIT_SECONDS = 1.0
WRITER, REVIEWER = Doer(officer="周样张"), Doer(officer="吴样张", reason="样张")


def made_up(number: int) -> Content:
    """Return an entry unlike any other."""
    return Content(
        kind=Kind.FAQ,
        title=f"样张事项{number}怎么办",
        body=f"样张路{number}号窗口受理第{number}类申请，{number % 30 + 1}个工作日办结。",
        department="行政服务中心",
        source=Source(title="样张指南"),
    )


def fill(store: Store, count: int) -> None:
    """Put many published entries in, without the acts that led there."""
    with store.write() as session:
        for number in range(count):
            entry = Entry(
                id=f"bench-{number}",
                version=1,
                state=State.PUBLISHED,
                author=WRITER.officer,
                reviewer=REVIEWER.officer,
                changed_at=now(),
                **made_up(number).model_dump(),
            )
            entries.add_entry(session, entry, Origin.STAFF)


def rounds(store: Store, shelf: Shelf) -> Iterator[tuple[float, float]]:
    """Yield the seconds from a commit to the end of the next question: published, deleted."""
    scope = Scope(day=today())
    for number in range(ROUNDS):
        word = f"独特词{number:04}号"
        content = made_up(number).model_copy(update={"title": word, "body": f"{word}的办法。"})
        with store.write() as session:
            kept = desk.create(session, content, WRITER)
            desk.take_step(session, Seen(kept.id, None), Step.SUBMIT, WRITER)
            desk.take_step(session, Seen(kept.id, None), Step.PUBLISH, REVIEWER)
        begun = perf_counter()
        hits = shelf.search(word, scope)
        found = perf_counter() - begun
        if kept.id not in {hit.passage.entry for hit in hits}:
            raise SystemExit(f"{kept.id} was published and not found")
        with store.write() as session:
            desk.delete(session, Seen(kept.id, None), REVIEWER)
        begun = perf_counter()
        hits = shelf.search(word, scope)
        gone = perf_counter() - begun
        if kept.id in {hit.passage.entry for hit in hits}:
            raise SystemExit(f"{kept.id} was deleted and found")
        yield found, gone


def main(count: int) -> None:
    """Print how long loading took and how soon entries came and went."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/zhiban.db"
        writing, reading = (Store(url, Sealer(b"k" * 32)) for _ in range(2))
        fill(writing, count)
        shelf = Shelf(reading)
        begun = perf_counter()
        shelf.search("样张事项", Scope(day=today()))
        print(f"{count} entries loaded with the first question: {perf_counter() - begun:.1f} s")
        found, gone = zip(*rounds(writing, shelf), strict=True)
        for name, took in (("published, found", found), ("deleted, gone", gone)):
            print(f"{name}: median {median(took) * 1000:.0f} ms, worst {max(took) * 1000:.0f} ms")
        writing.close()
        reading.close()
    if max(found) > LIMIT_SECONDS:
        raise SystemExit(f"a published entry took more than {LIMIT_SECONDS:.0f} s to be found")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ENTRIES)
