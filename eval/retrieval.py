"""Measure how well questions find passages, by the way everybody's questions go."""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np

from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import Entry, Kind, Source, State
from knowledge.index.index import Index
from knowledge.index.scope import Scope
from knowledge.retrieval.ranker import Ranker
from knowledge.retrieval.retrieve import Found, Retriever
from knowledge.words.sayings import Sayings
from models.errors import InvalidRequestError
from models.records import Record

DEPTHS: Final = (1, 5, 10)
LOOKED_AT: Final = 50
"""Passages asked for; those of one entry count once."""
FILES: Final = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")
DAY: Final = date(2026, 1, 1)
UNTITLED: Final = "无题"
Order = Callable[[Found], float]
Rate = Callable[[Sequence[bool], int], float]
WAYS: Final[Mapping[str, Order]] = {
    "terms": lambda found: found.by_terms,
    "embedding": lambda found: found.by_meaning,
    "both": lambda found: found.by_both,
    "reranked": lambda found: found.score,
}
"""By what the passages that were found are put in order; the last is what everybody gets. The first
two look at what was asked alone, whatever the table of sayings says."""


class Rates(Record):
    """Means over the questions of a bench."""

    ndcg_at_10: float
    mrr_at_10: float
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float


class BenchReport(Record):
    """What one bench measured."""

    bench: str
    passages: int
    questions: int
    index_seconds: float
    question_ms: float
    """Mean of a question with the table of sayings."""
    with_sayings: Mapping[str, Rates]
    """By way, with the table of everyday words."""
    without_sayings: Mapping[str, Rates]


@dataclass(frozen=True)
class Bench:
    """Documents, questions, and which documents answer which question."""

    name: str
    entries: Sequence[Entry]
    questions: Sequence[tuple[str, str]]
    """Id and text."""
    wanted: Mapping[str, frozenset[str]]


def benches_in(folder: Path) -> Sequence[Path]:
    """Return the folder if it is a bench, or those in it; raises when there is none."""
    found = [each for each in (folder, *sorted(folder.glob("*/"))) if _is_bench(each)]
    if not found:
        raise InvalidRequestError(
            f"{folder} 中没有检索评测集。请给出含 {'、'.join(FILES)} 的文件夹，或它的上级文件夹。"
        )
    return found


def measure(folder: Path) -> BenchReport:
    """Ask every question of a bench and compare what was found with what answers it."""
    return measure_bench(read_bench(folder))


def measure_bench(bench: Bench, ranker: Ranker | None = None) -> BenchReport:
    """Do so for a bench that was read already; the judge is the product's where none is given."""
    begun = time.perf_counter()
    index = Index(default_encoder())
    index.put(bench.entries)
    built = time.perf_counter()
    with_sayings = _rates(bench, Retriever(index, ranker=ranker))
    asked = time.perf_counter()
    return BenchReport(
        bench=bench.name,
        passages=len(index),
        questions=len(bench.questions),
        index_seconds=round(built - begun, 1),
        question_ms=round(1000 * (asked - built) / len(bench.questions), 1),
        with_sayings=with_sayings,
        without_sayings=_rates(bench, Retriever(index, Sayings(), ranker)),
    )


def read_bench(folder: Path, chosen: Callable[[str], bool] = lambda _: True) -> Bench:
    """Read a bench in the layout of BEIR, with the chosen questions; documents become entries."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, document, _ = line.split("\t")
        wanted[question].add(document)
    return Bench(
        folder.name,
        [_entry(row) for row in _lines(folder / "corpus.jsonl")],
        [
            (row["_id"], row["text"])
            for row in _lines(folder / "queries.jsonl")
            if chosen(row["_id"])
        ],
        {question: frozenset(documents) for question, documents in wanted.items()},
    )


def rates(ranked: Sequence[Sequence[bool]], sizes: Sequence[int]) -> Rates:
    """Return the means.

    Args:
        ranked: by question, whether the document at each rank answers it.
        sizes: by question, how many documents answer it.

    >>> rates([[True], [False, True]], [1, 2]).recall_at_1
    0.5
    """
    means = {f"recall_at_{depth}": _mean(_recall(depth), ranked, sizes) for depth in DEPTHS}
    return Rates(
        ndcg_at_10=_mean(_gain, ranked, sizes), mrr_at_10=_mean(_first, ranked, sizes), **means
    )


def _rates(bench: Bench, retriever: Retriever) -> dict[str, Rates]:
    scope = Scope(day=DAY)
    found = [retriever.retrieve(text, scope, LOOKED_AT).found for _, text in bench.questions]
    sizes = [len(bench.wanted[name]) for name, _ in bench.questions]
    return {
        way: rates(
            [
                _right(hits, by, bench.wanted[name])
                for hits, (name, _) in zip(found, bench.questions, strict=True)
            ],
            sizes,
        )
        for way, by in WAYS.items()
    }


def _right(found: Sequence[Found], by: Order, wanted: frozenset[str]) -> list[bool]:
    order = sorted(found, key=lambda one: (-one.codes, -by(one)))
    names = dict.fromkeys(one.passage.entry for one in order)
    return [name in wanted for name in names]


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        id=row["_id"],
        version=1,
        kind=Kind.FAQ,
        title=row["title"].strip()[:200] or UNTITLED,
        body=row["text"],
        keywords=tuple(row.get("metadata", {}).get("keywords", ())),
        department="样张",
        source=Source(title="样张"),
        state=State.PUBLISHED,
        author="样张",
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def _mean(
    of: Callable[[Sequence[bool], int], float],
    ranked: Sequence[Sequence[bool]],
    sizes: Sequence[int],
) -> float:
    return round(float(np.mean([of(*each) for each in zip(ranked, sizes, strict=True)])), 4)


def _recall(depth: int) -> Rate:
    return lambda right, size: sum(right[:depth]) / size


def _first(right: Sequence[bool], _: int) -> float:
    ranks = [rank for rank, is_right in enumerate(right[:10], start=1) if is_right]
    return 1 / ranks[0] if ranks else 0.0


def _gain(right: Sequence[bool], size: int) -> float:
    got = sum(1 / np.log2(rank + 2) for rank, is_right in enumerate(right[:10]) if is_right)
    return float(got / sum(1 / np.log2(rank + 2) for rank in range(min(size, 10))))


def _is_bench(folder: Path) -> bool:
    return all((folder / name).is_file() for name in FILES)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
