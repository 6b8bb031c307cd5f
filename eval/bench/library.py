"""How fast the document library takes in, finds, and keeps up with its store.

    python -m eval.bench.library [--documents 10000] [--corpora DIR] [--folder DIR] [--json]

A real SQLite store and the shelf of a service, with made-up documents of some ten passages each. A
bulk update brings them in, a second one brings them again; the index is made of the store, saved,
and opened as a start does. Questions go all the way a request goes: index, store, what is shown.
A tenth of the documents then comes in a new edition while questions are asked beside it.
"""

import argparse
import json
import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from time import perf_counter, process_time, sleep
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from docgen.gongwen.library.filed import Filed
from docgen.gongwen.library.finding import Filters, Material, count_found, find, scope_of
from docgen.gongwen.library.reading import citations
from docgen.gongwen.library.similar import find_similar
from eval.bench.library_documents import SECTIONS, make_documents
from eval.bench.passages import Article, read_articles
from eval.bench.processes import usage
from eval.bench.times import Times
from intake.clock import today
from intake.gongwen.bringing import bring
from intake.gongwen.library import LibraryShelf, open_library
from intake.indexing.keeper import IndexKeeper
from intake.security.sealing import Sealer
from intake.store import gongwen_library as kept
from intake.store.database import Store

MEGABYTE = 1_000_000
ASKED = 100
ROUNDS = 10
FAR = 10_000_000
"""Numbers from here on are of documents that come one by one."""
SHARE_CHANGED = 10
"""Of so many documents one comes in a new edition."""
OFFICER = "周样张"
SEALER = Sealer(b"k" * 32)
READERS = (OFFICER, *SECTIONS)

Figures = dict[str, Any]


class Question(NamedTuple):
    """What is asked, and the document it was made of."""

    words: str
    filters: Filters
    document: str


def measure(count: int, corpora: Path | None, folder: Path) -> Figures:
    """Return all figures of one size."""
    # In a process of its own, so that the memory of making it all is not that of answering.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        result = pool.submit(build, count, corpora, folder).result()
    articles = read_articles(corpora)
    known = list(make_documents(range(0, count, max(count // ASKED, 1)), articles))[:ASKED]
    before = usage(os.getpid(), below=False).memory
    store = Store(f"sqlite:///{folder}/zhiban.db", SEALER)
    shelf = open_library(store, folder / "index")
    result |= _opened(shelf)
    for name, questions in _questions(known).items():
        result[name] = _asked(shelf, store, questions)
    result["collections"] = _timed_each(known, partial(_counted, shelf))
    result["similar"] = _timed_each(known, partial(_similar, shelf, store))
    result["reading"] = _timed_each(known, partial(_read, shelf, store))
    result["added_visible_s"] = _visible(store, shelf, articles)
    result["counted_s"] = round(_timed(partial(shelf.counted, scope_of(today(), READERS))), 3)
    result["answering_mb"] = _megabytes(usage(os.getpid(), below=False).memory - before)
    result |= _updated(store, shelf, count, articles, known)
    result |= {"disk_index_mb": _size(folder / "index"), "disk_store_mb": _size(folder, "*.db*")}
    store.close()
    return result


def build(count: int, corpora: Path | None, folder: Path) -> Figures:
    """Return what it took to bring the documents and to make the index."""
    articles = read_articles(corpora)
    store = Store(f"sqlite:///{folder}/zhiban.db", SEALER)
    result = _brought(store, count, articles) | _indexed(open_library(store, folder / "index"))
    store.close()
    return result | {"building_peak_mb": _megabytes(usage(os.getpid(), below=False).peak)}


def _brought(store: Store, count: int, articles: Sequence[Article]) -> Figures:
    """Bring the documents twice; making them takes its part of the time and is told as well."""
    making = _timed(lambda: sum(1 for _ in make_documents(range(count), articles)))
    memory: list[int] = []

    def note(_: int) -> None:
        memory.append(usage(os.getpid(), below=False).memory)

    first = _timed(lambda: bring(store, make_documents(range(count), articles), OFFICER, note))
    again = _timed(lambda: bring(store, make_documents(range(count), articles), OFFICER, note))
    return {
        "brought_s": round(first - making, 1),
        "brought_again_s": round(again - making, 1),
        "bringing_mb": {
            "first": _megabytes(memory[0]),
            "middle": _megabytes(memory[len(memory) // 2]),
            "last": _megabytes(memory[-1]),
        },
    }


def _indexed(shelf: LibraryShelf) -> Figures:
    """Make the index as a service does: beside it, saved now and then."""
    keeper, begun, used = IndexKeeper(shelf), perf_counter(), process_time()
    keeper.start()
    while shelf.behind():
        sleep(0.1)
    seconds = perf_counter() - begun
    stopping = _timed(keeper.stop)
    return {
        "indexed_s": round(seconds, 1),
        "saved_at_end_s": round(stopping, 1),
        "indexed_processor_s": round(process_time() - used, 1),
        "passages": shelf.size,
    }


def _opened(shelf: LibraryShelf) -> Figures:
    used = process_time()
    seconds = _timed(shelf.warm)
    return {"open_s": round(seconds, 2), "open_processor_s": round(process_time() - used, 2)}


def _questions(known: Sequence[Filed]) -> dict[str, Sequence[Question]]:
    """Return questions made of documents: a clause, a number, a paragraph, each filter, all."""
    chance = random.Random(1)  # noqa: S311 - a bench, not a secret

    def made(name: str, filed: Filed) -> Question:
        paragraph = max(filed.body.split("\n\n"), key=len)
        at = chance.randrange(len(paragraph) - 20)
        year = filed.issued_on.year if filed.issued_on else None
        words = {"number": filed.number, "paragraph": paragraph}.get(name, paragraph[at : at + 14])
        filters = {
            "by sort": Filters(sort=filed.sort),
            "by issuer": Filters(issuer=filed.issuer),
            "by year": Filters(year=year),
            "by all": Filters(sort=filed.sort, level=filed.level, issuer=filed.issuer, year=year),
        }
        return Question(words, filters.get(name, Filters()), filed.id)

    names = ("clause", "number", "paragraph", "by sort", "by issuer", "by year", "by all")
    return {name: [made(name, filed) for filed in known] for name in names}


def _asked(shelf: LibraryShelf, store: Store, questions: Sequence[Question]) -> Figures:
    _answered(shelf, store, questions[0])
    times, first = Times(), 0
    for question in questions:
        found = times.note(partial(_answered, shelf, store, question))
        first += bool(found) and found[0].document == question.document
    return {**times.spread, "first": round(first / len(questions), 3)}


def _answered(shelf: LibraryShelf, store: Store, question: Question) -> Sequence[Material]:
    """Do what a request does: search, and read what is shown of each."""
    found = find(
        shelf, question.words, day=today(), readers=READERS, filters=question.filters, limit=20
    )
    with store.read() as session:
        for each in found:
            kept.read_document(session, each.document)
    return found


def _timed_each(known: Sequence[Filed], act: Callable[[Filed], object]) -> Figures:
    times = Times()
    for filed in known:
        times.note(partial(act, filed))
    return dict(times.spread)


def _similar(shelf: LibraryShelf, store: Store, filed: Filed) -> None:
    """Find material like a paragraph, as the desk does."""
    paragraph = max(filed.body.split("\n\n"), key=len)
    found = find_similar(shelf, paragraph, day=today(), readers=READERS, limit=15)
    if found[0].document != filed.id:
        raise SystemExit(f"a paragraph of {filed.number} does not find it")
    with store.read() as session:
        for each in found:
            kept.read_document(session, each.document)


def _read(shelf: LibraryShelf, store: Store, filed: Filed) -> None:
    """Read a document with what it cites and what is related to it, as the desk does."""
    with store.read() as session:
        document = kept.read_document(session, filed.id)
        cited = [each.number or each.title for each in citations(document.filed.body)]
        for ids in kept.named(session, cited).values():
            for each in ids:
                kept.read_document(session, each)
    words = f"{filed.title} {filed.number}"
    find(shelf, words, day=today(), readers=READERS, limit=7)


def _counted(shelf: LibraryShelf, filed: Filed) -> None:
    """Count by collection what a title finds, as the desk does beside each search."""
    count_found(shelf, filed.title, day=today(), readers=READERS)


def _visible(store: Store, shelf: LibraryShelf, articles: Sequence[Article]) -> float:
    """Return the longest from keeping one document to the end of the question that finds it."""
    times = []
    for number in range(ROUNDS):
        (filed,) = make_documents(range(FAR + number, FAR + number + 1), articles)
        begun = perf_counter()
        bring(store, [filed], OFFICER)
        if _answered(shelf, store, Question(filed.number, Filters(), ""))[0].document != filed.id:
            raise SystemExit(f"{filed.number} was kept and is not found")
        times.append(perf_counter() - begun)
    return round(max(times), 3)


def _updated(
    store: Store,
    shelf: LibraryShelf,
    count: int,
    articles: Sequence[Article],
    known: Sequence[Filed],
) -> Figures:
    """Bring a tenth anew while questions are asked, and return how both fared."""
    changed = make_documents(range(0, count, SHARE_CHANGED), articles, edition=1)
    update = Thread(target=lambda: bring(store, changed, OFFICER))
    asked, begun = _again(_questions(known)["clause"]), perf_counter()
    times = Times()
    keeper = IndexKeeper(shelf, every=10)
    keeper.start()
    update.start()
    while update.is_alive() or shelf.behind():
        times.note(lambda: _answered(shelf, store, next(asked)))
    seconds = perf_counter() - begun
    keeper.stop()
    return {"update_s": round(seconds, 1), "meanwhile": times.spread}


def _again(questions: Sequence[Question]) -> Iterator[Question]:
    while True:
        yield from questions


def _timed(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun


def _size(folder: Path, names: str = "*") -> float:
    return _megabytes(sum(path.stat().st_size for path in folder.glob(names)))


def _megabytes(number: int) -> float:
    return round(number / MEGABYTE, 1)


def main() -> None:
    """Measure one size and print a table, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.library", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--folder", type=Path, help="where the store is made; gone afterwards")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhiban-library-", dir=given.folder) as folder:
        result = measure(given.documents, given.corpora, Path(folder))
    result = {"documents": given.documents, "load": round(os.getloadavg()[0], 1), **result}
    if given.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        _show(result)


def _show(result: Figures) -> None:
    table = Table("", "value", title=f"{result['documents']} documents")
    for name, value in result.items():
        told = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        table.add_row(name, str(told))
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
