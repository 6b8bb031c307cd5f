"""How fast index and retriever answer, how large it gets, and how LlamaIndex's stock one compares.

    python -m eval.bench.index [--passages 10000 1000000] [--corpora DIR] [--questions DIR] [--json]

DIR of --corpora holds laws_articles.jsonl.gz and the like; without it passages are invented. DIR of
--questions holds benches in the layout of BEIR; without it questions are cut from passages. Each
size is measured in a process of its own, so that its memory is its own. Besides the time on the
clock, that of the processor is told: on a machine that others use as well it is the steadier one.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from eval.bench.passages import make_entries, read_articles
from eval.bench.processes import usage
from eval.bench.stock_retriever import WAYS, StockUnavailableError, make_stock
from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import Entry
from knowledge.index.index import Index
from knowledge.index.saving import Folder
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Retriever

MEGABYTE = 1_000_000
CHUNK = 16_000
"""Entries made at a time; making them is not timed."""
SAVED_EVERY = 4
"""Chunks after which the index is saved, which gives back their memory."""
ASKED = 200
SHORT = 14
"""Characters of a short question at most."""
CHANGES = 10
EVERYTHING = Scope(day=date(2030, 1, 1), departments=("样张交通科", "样张民政科", "样张商务科"))

Ask = Callable[[str], Sequence[str]]
"""A question → ids of the entries found, the best first."""


class Settings(NamedTuple):
    """What is measured."""

    passages: int
    corpora: Path | None
    questions: Path | None
    stock_up_to: int


def measure(told: Settings) -> dict[str, Any]:
    """Return all figures of one size; run in a process of its own."""
    articles = read_articles(told.corpora)
    known = list(islice(make_entries(told.passages, articles), ASKED))
    with tempfile.TemporaryDirectory(prefix="zhiban-index-") as folder:
        path = Path(folder)
        result = _build(told, articles, path) | _reopened(path)
        index = Index(default_encoder())
        index.load(Folder(path))
        result |= _changes(index, known[0])
        asked = _questions(told.questions, known)
        result["ours"] = _asked(_ours(index), asked, known)
        result["retriever"] = _asked(_retriever(index), asked, known)
    result["peak_mb"] = round(usage(os.getpid(), below=False).peak / MEGABYTE)
    if told.passages <= told.stock_up_to:
        entries = list(make_entries(told.passages, articles))
        result |= {way: _stock(way, entries, asked, known) for way in WAYS}
    return {"passages": told.passages, "load": os.getloadavg()[0], **result}


def _build(told: Settings, articles: Sequence[tuple[str, str]], path: Path) -> dict[str, Any]:
    index, folder = Index(default_encoder()), Folder(path)
    coming, seconds, processor = make_entries(told.passages, articles), 0.0, 0.0
    for number, chunk in enumerate(iter(lambda: list(islice(coming, CHUNK)), []), start=1):
        begun, used = perf_counter(), process_time()
        index.put(chunk)
        if number % SAVED_EVERY == 0:
            index.tidy()
            index.save(folder, change=number)
        seconds, processor = seconds + perf_counter() - begun, processor + process_time() - used
        print(f"{len(index)} passages: {seconds:.0f} s", file=sys.stderr)
    begun, used = perf_counter(), process_time()
    index.tidy()
    index.save(folder, change=0)
    return {
        "build_s": round(seconds + perf_counter() - begun, 1),
        "build_processor_s": round(processor + process_time() - used, 1),
        "disk_mb": round(sum(each.stat().st_size for each in path.iterdir()) / MEGABYTE, 1),
    }


def _reopened(path: Path) -> dict[str, float]:
    begun = perf_counter()
    Index(default_encoder()).load(Folder(path))
    return {"open_s": round(perf_counter() - begun, 2)}


def _changes(index: Index, pattern: Entry) -> dict[str, float]:
    """Return the longest that an added entry takes to be found, and a removed one to be gone."""
    added, removed = [], []
    for number in range(CHANGES):
        code = f"XZ{number:07}"
        entry = pattern.model_copy(
            update={"id": code, "keywords": (code,), "readers": ("everybody",)}
        )
        begun = perf_counter()
        index.put([entry])
        if _ours(index)(code)[:1] != [code]:
            raise AssertionError(f"{code} is not found")
        added.append(perf_counter() - begun)
        begun = perf_counter()
        index.remove(code)
        if code in _ours(index)(code):
            raise AssertionError(f"{code} is still found")
        removed.append(perf_counter() - begun)
    return {"added_visible_s": round(max(added), 3), "removed_gone_s": round(max(removed), 3)}


def _ours(index: Index) -> Ask:
    return lambda question: [hit.passage.entry for hit in index.search(question, EVERYTHING)]


def _retriever(index: Index) -> Ask:
    """Return all that stands between a question and its passages: sayings, two searches, judge."""
    retriever = Retriever(index)
    return lambda question: [
        found.passage.entry for found in retriever.retrieve(question, EVERYTHING).found
    ]


def _stock(
    way: str, entries: Sequence[Entry], asked: Sequence[str], known: Sequence[Entry]
) -> dict[str, Any]:
    begun = perf_counter()
    try:
        stock = make_stock(way, entries)
    except StockUnavailableError as error:
        return {"missing": str(error)}
    seconds = perf_counter() - begun
    return {"build_s": round(seconds, 1), **_asked(stock, asked, known)}


def _asked(ask: Ask, asked: Sequence[str], known: Sequence[Entry]) -> dict[str, Any]:
    """Return times by length of question, and how many entries a clause of theirs finds."""
    for question in asked[:5]:
        ask(question)
    times = [_timed(ask, question) for question in asked]
    lengths = np.array([len(question) for question in asked])
    found = [entry.id in ask(clause) for entry, clause in _clauses(known)]
    parts = {"all": lengths > 0, "short": lengths <= SHORT, "long": lengths > SHORT}
    return {
        "ms": {name: _spread(np.array(times)[part]) for name, part in parts.items() if part.any()},
        "recall@10": round(float(np.mean(found)), 3),
    }


def _timed(ask: Ask, question: str) -> tuple[float, float]:
    begun, used = perf_counter(), process_time()
    ask(question)
    return perf_counter() - begun, process_time() - used


def _spread(times: Any) -> dict[str, float]:  # noqa: ANN401 - two columns of seconds
    found = {
        f"{name}p{part}": round(1000 * float(np.percentile(column, part)), 1)
        for name, column in zip(("", "processor_"), times.T, strict=True)
        for part in (50, 95)
    }
    return {**found, "questions": len(times)}


def _clauses(known: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield entries and a clause of each: what a question to the letter looks like."""
    for entry in known:
        middle = len(entry.body) // 2
        yield entry, f"{entry.keywords[0]}{entry.body[middle : middle + 12]}"


def _questions(folder: Path | None, known: Sequence[Entry]) -> list[str]:
    """Return as many short questions as long ones, where there are enough of both."""
    paths = sorted(folder.glob("*/queries.jsonl")) if folder else []
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    told = [json.loads(line)["text"] for line in lines] or [text for _, text in _clauses(known)]
    random.Random(1).shuffle(told)  # noqa: S311 - a bench, not a secret
    short = [text for text in told if len(text) <= SHORT][: ASKED // 2]
    return short + [text for text in told if len(text) > SHORT][: ASKED - len(short)]


def main() -> None:
    """Measure each size and print a table, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.index", description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--stock-up-to", type=int, default=100_000)
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    given = parser.parse_args()
    results = []
    for size in given.passages:
        told = Settings(size, given.corpora, given.questions, given.stock_up_to)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            results.append(pool.submit(measure, told).result())
    if given.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
    else:
        for result in results:
            _show(result)


def _show(result: dict[str, Any]) -> None:
    table = Table("", "value", title=f"{result['passages']} passages")
    for name, value in result.items():
        cells = value.items() if isinstance(value, dict) else [("", value)]
        for key, cell in cells:
            told = ", ".join(f"{k} {v}" for k, v in cell.items()) if key == "ms" else ""
            table.add_row(f"{name} {key}".strip(), told or str(cell))
    Console().print(table)


if __name__ == "__main__":
    main()
