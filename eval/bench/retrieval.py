"""Measure how well passages are found: by terms, by the embedding, and by both.

    python -m eval.bench.retrieval FOLDER

FOLDER holds one folder per bench with corpus.jsonl, queries.jsonl and qrels.tsv (the layout of
BEIR). The share of the embedding is chosen on half of the questions (those whose id has an even
checksum) and judged on the other half.
"""

import argparse
import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.encoder import WEIGHTS, StaticEncoder
from knowledge.index.lexical import Lexical

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
DEPTH = 10
# A share is safe when no bench loses more than this against terms alone.
TOLERANCE = 0.01
Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Bench:
    """Passages, questions, and which passages answer which question."""

    name: str
    passages: list[str]
    questions: list[str]
    wanted: list[frozenset[int]]
    chosen_on: NDArray[np.bool_]


@dataclass(frozen=True)
class Found:
    """What every question scored on every passage, by terms (at most 1) and by the embedding."""

    bench: Bench
    by_terms: list[Scores]
    by_meaning: list[Scores]

    def ranks(self, share: float) -> list[list[int]]:
        """Return the ranks of the right passages of every question, the best being 0."""
        return [
            _ranks((1 - share) * terms + share * meaning, wanted)
            for terms, meaning, wanted in zip(
                self.by_terms, self.by_meaning, self.bench.wanted, strict=True
            )
        ]


def read_bench(folder: Path) -> Bench:
    """Read one bench; a passage is its title and its text."""
    corpus = list(_lines(folder / "corpus.jsonl"))
    questions = list(_lines(folder / "queries.jsonl"))
    place = {row["_id"]: number for number, row in enumerate(corpus)}
    wanted: dict[str, set[int]] = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, passage, _ = line.split("\t")
        wanted[question].add(place[passage])
    return Bench(
        folder.name,
        [f"{row['title']} {row['text']}".strip() for row in corpus],
        [row["text"] for row in questions],
        [frozenset(wanted[row["_id"]]) for row in questions],
        np.array([zlib.crc32(row["_id"].encode()) % 2 == 0 for row in questions]),
    )


def search(bench: Bench, encoder: StaticEncoder) -> Found:
    """Score every passage for every question in both ways."""
    index = Lexical({"text": 1.0})
    index.add([{"text": passage} for passage in bench.passages])
    vectors = encoder.encode(bench.passages)
    by_terms = [index.scores(question) for question in bench.questions]
    return Found(
        bench,
        [scores / max(float(scores.max()), 1e-9) for scores in by_terms],
        list(encoder.encode(bench.questions) @ vectors.T),
    )


def figures(ranks: Sequence[Sequence[int]]) -> dict[str, float]:
    """Return recall, reciprocal rank and discounted gain, each a mean over the questions.

    >>> figures([[0], [12]])["recall@1"]
    0.5
    """
    rates = {f"recall@{depth}": _mean(ranks, _recall(depth)) for depth in (1, 5, DEPTH)}
    rates[f"mrr@{DEPTH}"] = _mean(ranks, _first)
    rates[f"ndcg@{DEPTH}"] = _mean(ranks, _gain)
    return rates


def safe_share(found: Sequence[Found]) -> float:
    """Return the share with the best mean gain that costs no bench more than the tolerance."""
    gains = {share: np.array([_chosen_gain(one, share) for one in found]) for share in SHARES}
    least = gains[0.0] - TOLERANCE
    safe = [share for share in SHARES if bool((gains[share] >= least).all())]
    return max(safe, key=lambda share: float(gains[share].mean()))


def report(found: Sequence[Found]) -> dict[str, Any]:
    """Return the figures of every bench for terms, embedding and both."""
    share = safe_share(found)
    ways: Mapping[str, float] = {"terms": 0.0, "embedding": 1.0, "both": share}
    benches = {}
    for one in found:
        rows = {}
        for way, part in ways.items():
            ranks = one.ranks(part)
            judged = [
                row for row, chosen in zip(ranks, one.bench.chosen_on, strict=True) if not chosen
            ]
            rows[way] = {"all": figures(ranks), "judged": figures(judged)}
        benches[one.bench.name] = rows
    return {"share": share, "benches": benches}


def _chosen_gain(found: Found, share: float) -> float:
    ranks = zip(found.ranks(share), found.bench.chosen_on, strict=True)
    return _mean([row for row, chosen in ranks if chosen], _gain)


def _ranks(scores: Scores, wanted: frozenset[int]) -> list[int]:
    """Return how many passages stand before each right one; equal scores stand before it."""
    return sorted(int((scores >= scores[place]).sum()) - 1 for place in wanted)


def _mean(ranks: Sequence[Sequence[int]], of: Callable[[Sequence[int]], float]) -> float:
    return round(float(np.mean([of(row) for row in ranks])), 4)


def _recall(depth: int) -> Callable[[Sequence[int]], float]:
    return lambda row: sum(rank < depth for rank in row) / len(row)


def _first(row: Sequence[int]) -> float:
    return 1 / (row[0] + 1) if row[0] < DEPTH else 0.0


def _gain(row: Sequence[int]) -> float:
    got = sum(1 / np.log2(rank + 2) for rank in row if rank < DEPTH)
    best = sum(1 / np.log2(rank + 2) for rank in range(min(len(row), DEPTH)))
    return float(got / best)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _table(result: dict[str, Any]) -> str:
    lines = [f"share of the embedding: {result['share']}"]
    for bench, ways in result["benches"].items():
        for way, parts in ways.items():
            for part, rates in parts.items():
                cells = "  ".join(f"{name} {rate:.4f}" for name, rate in rates.items())
                lines.append(f"{bench:<8} {way:<10} {part:<7} {cells}")
    return "\n".join(lines)


def main() -> None:
    """Print the table, or the report as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    encoder = StaticEncoder.load(given.weights)
    folders = sorted(path for path in given.folder.iterdir() if (path / "qrels.tsv").exists())
    result = report([search(read_bench(folder), encoder) for folder in folders])
    print(json.dumps(result, indent=1) if given.json else _table(result))


if __name__ == "__main__":
    main()
