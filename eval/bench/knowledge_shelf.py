"""Time how soon a service can answer, a published entry is found, and a deleted one gone.

    python -m eval.bench.knowledge_shelf [entries]

A real SQLite store, with the entries that come with the product and then with many made up here;
the index is made of it, saved and opened as a service does. Each round publishes an entry in one
process's shelf and asks another's, then deletes it and asks again. A published entry must be found
within a second. Questions go all the way: sayings, both searches, what the store confirms, judge.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from intake.clock import now, today
from intake.knowledge import desk
from intake.knowledge.desk import Seen
from intake.knowledge.shelf import Shelf
from intake.knowledge.starter import load_starter
from intake.security.sealing import Sealer
from intake.store import knowledge_entries as entries
from intake.store.database import Store
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_changes import note_change
from intake.store.knowledge_entries import Origin
from knowledge.corpus.read import read_corpus
from knowledge.entries.content import Content
from knowledge.entries.entry import Entry, Kind, Source, State
from knowledge.entries.life import Step
from knowledge.index.saving import Folder
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Retriever

ENTRIES, ROUNDS, QUESTIONS = 10_000, 20, 200
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
        note_change(session, *(f"bench-{number}" for number in range(count)))


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


def starts(store: Store, folder: Path) -> Shelf:
    """Print how long the first question takes without a saved index and with one."""
    first = Shelf(store, folder=Folder(folder))
    made = timed(lambda: first.search("样张事项", Scope(day=today())))
    saved = timed(first.save)
    second = Shelf(store, folder=Folder(folder))
    opened = timed(lambda: second.search("样张事项", Scope(day=today())))
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(f"first question: index made {made:.2f} s, opened {opened:.2f} s")
    print(f"saving {saved:.2f} s, {size:.1f} MB")
    return second


def timed(act: Callable[[], object]) -> float:
    """Return the seconds something takes on the clock."""
    begun = perf_counter()
    act()
    return perf_counter() - begun


def questions(shelf: Shelf) -> None:
    """Print how long questions take from end to end."""
    retriever, scope = Retriever(shelf), Scope(day=today())
    asked = [f"样张路{number}号怎么申请办理" for number in range(0, 10 * QUESTIONS, 10)]
    asked += [question for draft in read_corpus().values() for question in draft.questions[:1]]
    took = sorted(timed(partial(retriever.retrieve, text, scope)) for text in asked)
    p95 = took[int(0.95 * len(took))]
    print(f"{len(asked)} questions: p50 {median(took) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms")


def main(count: int) -> None:
    """Print how long starts and questions took, and how soon entries came and went."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        starter = Store(f"sqlite:///{folder}/starter.db", Sealer(b"k" * 32))
        load_starter(starter, read_corpus())
        print("the entries that come with the product")
        starts(starter, folder / "starter")
        starter.close()
        url = f"sqlite:///{folder}/zhiban.db"
        writing, reading = (Store(url, Sealer(b"k" * 32)) for _ in range(2))
        fill(writing, count)
        print(f"{count} entries made up")
        shelf = starts(reading, folder / "index")
        questions(shelf)
        found, gone = zip(*rounds(writing, shelf), strict=True)
        for name, took in (("published, found", found), ("deleted, gone", gone)):
            print(f"{name}: median {median(took) * 1000:.0f} ms, worst {max(took) * 1000:.0f} ms")
        writing.close()
        reading.close()
    if max(found) > LIMIT_SECONDS:
        raise SystemExit(f"a published entry took more than {LIMIT_SECONDS:.0f} s to be found")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ENTRIES)
